import { describe, expect, it } from 'vitest';
import type { PastValue } from '../../../src/hubspot/property-history.ts';
import { personNow } from '../../../src/rights/erasure/person-now.ts';
import { past } from '../../support/evidence.ts';
import { policyWith } from '../../support/policy.ts';

const CREATED = past('2020-01-01', '2020-01-01');

function read(properties: Record<string, string | null>, history: Record<string, readonly PastValue[]> = {}) {
  const record = { id: '101', properties };
  return personNow({ record, history: new Map(Object.entries({ createdate: [CREATED], ...history })) }, policyWith());
}

const at = (text: string) => Date.parse(text);

describe('a person as HubSpot shows them', () => {
  it('has holds as dates, kinds of requests, and merged ids in order', () => {
    const history = { rekisteri_hold_until: [past('2027-01-31', '2026-01-01')] };
    const merged = { hs_merged_object_ids: '9;10', hs_calculated_merged_vids: '10:1767225600000;9:1735689600000' };
    const properties = { rekisteri_hold_until: '2027-01-31', rekisteri_request_open: 'erasure;access', ...merged };
    expect(read(properties, history)).toMatchObject({
      holdUntil: '2027-01-31',
      restricted: '',
      requests: ['erasure', 'access'],
      mergedIds: ['9', '10'],
      past: { hold: history.rekisteri_hold_until, decision: [] },
    });
  });

  it.each<[string, Record<string, string>, Record<string, PastValue[]>, number | undefined]>([
    [
      'the latest time that stands with the ids',
      { hs_calculated_merged_vids: '9:1735689600000;10:1767225600000' },
      {},
      at('2026-01-01'),
    ],
    [
      'nothing when one has no time',
      { hs_calculated_merged_vids: '9:1735689600000', hs_merged_object_ids: '9;10' },
      {},
      undefined,
    ],
    ['nothing when a time is none', { hs_calculated_merged_vids: '9:soon' }, {}, undefined],
    [
      'when the ids were last changed, where that is later',
      { hs_calculated_merged_vids: '9:1735689600000', hs_merged_object_ids: '9;10' },
      { hs_merged_object_ids: [past('9;10', '2026-03-01'), past('9', '2025-01-01')] },
      at('2026-03-01'),
    ],
    ['nothing without a merge', {}, {}, undefined],
  ])('was last merged: %s', (_, properties, history, expected) => {
    expect(read(properties, history)).toMatchObject({ lastMergedAt: expected });
  });

  it('has all addresses, of merged records those of the history too, and of others not', () => {
    const now = { email: 'aino@a.fi', hs_additional_emails: 'aino@b.fi;aino@c.fi' };
    const history = { email: [past('aino@a.fi', '2026-01-01'), past('aino@d.fi', '2025-01-01')] };
    expect(read(now, history)).toMatchObject({ addresses: ['aino@a.fi', 'aino@b.fi', 'aino@c.fi'] });
    const merged = { ...now, hs_calculated_merged_vids: '9:1735689600000' };
    expect(read(merged, history)).toMatchObject({ addresses: ['aino@a.fi', 'aino@b.fi', 'aino@c.fi', 'aino@d.fi'] });
    expect(read({ email: null })).toMatchObject({ addresses: [] });
  });

  it('says what HubSpot calls this program, by who wrote the status', () => {
    const own = { sourceType: 'INTEGRATION', sourceId: '42' };
    const written = past('ended', '2026-01-01', { ...own, updatedByUserId: undefined });
    expect(read({}, { rekisteri_retention_status: [written] })).toMatchObject({ own });
    expect(read({})).toMatchObject({ own: undefined });
  });

  it.each([
    ['a hold', 'rekisteri_hold_until', '2027-01-31'],
    ['a restriction', 'rekisteri_processing_restricted', 'false'],
    ['a decision', 'rekisteri_retention_decision', 'erase'],
    ['an address', 'email', 'aino@a.fi'],
  ])('cannot be relied on with %s that has no history', (_, property, value) => {
    expect(read({ [property]: value })).toEqual({ unread: `HubSpot gave no history of ${property}` });
    expect(read({ [property]: value }, { [property]: [past(value, '2026-01-01')] })).toMatchObject({ id: '101' });
  });

  it('cannot be relied on when they were merged and there is no history at all, or one that may not be whole', () => {
    const merged = { hs_calculated_merged_vids: '9:1735689600000' };
    expect(read(merged, { createdate: [] })).toMatchObject({ unread: expect.stringContaining('merged') });
    expect(read({}, { createdate: [] })).toMatchObject({ id: '101' });
    const long = Array.from({ length: 20 }, () => past('', '2026-01-01'));
    expect(read(merged, { rekisteri_hold_until: long })).toMatchObject({ unread: expect.stringContaining('whole') });
    expect(read({}, { rekisteri_hold_until: long })).toMatchObject({ id: '101' });
  });
});
