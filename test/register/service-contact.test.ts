import { describe, expect, it } from 'vitest';
import {
  compareIds,
  countedTypes,
  readServiceContact,
  serviceContactProperties,
} from '../../src/register/service-contact.ts';
import { policyWith } from '../support/policy.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const POLICY = policyWith();

describe('readServiceContact', () => {
  const read = (properties: Record<string, string>, type: 'calls' | 'notes' = 'calls') =>
    readServiceContact({ type, id: '7', properties }, POLICY, NOW);

  it('gives the instant and the activity that counts', () => {
    const contact = { at: NOW, type: 'calls', id: '7' };
    expect(read({ hs_timestamp: '2026-11-23T08:00:00Z' })).toEqual({ kind: 'counts', contact });
  });

  it('says why an activity does not count', () => {
    expect(read({ hs_timestamp: '2026-11-23T08:00:00Z' }, 'notes')).toMatchObject({ why: 'not_in_policy' });
    expect(read({ hs_timestamp: '2026-11-23T08:00:00Z', hs_call_status: 'BUSY' })).toMatchObject({ why: 'excepted' });
    expect(read({ hs_timestamp: ' ' })).toMatchObject({ why: 'no_date' });
    expect(read({ hs_timestamp: '2026-11-23T08:00:01Z' })).toMatchObject({ why: 'in_future' });
  });
});

describe('what to ask HubSpot for', () => {
  it('is the types that the policy counts, in the order of the notice', () => {
    expect(countedTypes(POLICY)).toEqual(['meetings', 'calls', 'emails', 'communications', 'postal_mail']);
  });

  it('is the dates and exceptions of the policy, each once', () => {
    expect(serviceContactProperties('meetings', POLICY)).toEqual([
      'hs_meeting_start_time',
      'hs_timestamp',
      'hs_meeting_outcome',
    ]);
    expect(serviceContactProperties('emails', POLICY)).toEqual([
      'hs_timestamp',
      'hs_email_status',
      'hs_email_direction',
    ]);
    expect(serviceContactProperties('notes', POLICY)).toEqual([]);
  });
});

describe('compareIds', () => {
  it('orders ids as whole numbers of any length', () => {
    const ids = ['100', '90071992547409931', '9', '90071992547409930', '10'];
    expect(ids.toSorted(compareIds)).toEqual(['9', '10', '100', '90071992547409930', '90071992547409931']);
    expect(compareIds('9', '9')).toBe(0);
  });
});
