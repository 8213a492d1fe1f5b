import { expect, it } from 'vitest';
import type { PartOf } from '../../../src/rights/copy/parts.ts';
import { portableOf } from '../../../src/rights/copy/portability.ts';
import { policyWith } from '../../support/policy.ts';

const FROM = { property: 'hs_email_from_email', label: 'From', value: 'aino@example.fi', meaning: null };
const TO = { ...FROM, property: 'hs_email_to_email' };
const INCOMING = { property: 'hs_email_direction', label: 'Suunta', value: 'INCOMING_EMAIL', meaning: null };
const headers = (end: 'from' | 'to') => ({
  property: 'hs_email_headers',
  label: 'Headers',
  text: JSON.stringify({ [end]: [{ email: 'aino@example.fi', firstName: 'from' }] }),
});
const OTHERS = { what: 'participants', ground: 'rights_of_others', text: 'Muut' } as const;

function email({ details = [], texts = [], leftOut = [] }: Partial<PartOf<'engagement'>>): PartOf<'engagement'> {
  return {
    part: 'engagement',
    contactId: '101',
    type: 'emails',
    typeText: 'Sähköposti',
    id: '31',
    at: null,
    modifiedAt: null,
    isServiceContact: true,
    labels: [],
    attachmentIds: [],
    othersCount: 0,
    details: [INCOMING, ...details],
    texts,
    leftOut,
  };
}

it.each([
  ['that names no sender', {}, true],
  ['whose sender stands in a column', { details: [FROM], leftOut: [OTHERS] }, true],
  ['whose sender stands in the headers alone', { texts: [headers('from')], leftOut: [OTHERS] }, true],
  ['of somebody else to the person', { details: [TO], texts: [headers('to')], leftOut: [OTHERS] }, false],
])('an incoming e-mail %s is given by the person: %j %s', (_, more, isGiven) => {
  expect(portableOf(email(more), policyWith()) !== undefined).toBe(isGiven);
});
