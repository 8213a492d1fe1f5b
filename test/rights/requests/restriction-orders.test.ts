import { expect, test } from 'vitest';
import type { DecidedItem, PersonRequest } from '../../../src/rights/requests/request.ts';
import {
  contactsInForce,
  contactsToFree,
  contactsToRestrict,
} from '../../../src/rights/requests/restriction-orders.ts';
import { requestOf } from '../../support/request-samples.ts';

const item = (subject: string, outcome: DecidedItem['outcome'] = 'granted'): DecidedItem => {
  return { subject, outcome, ground: null, statute: null, until: null, proofRef: null };
};
const items = [item('contact:101'), item('contact:102'), item('contact:103', 'refused'), item('property:phone')];
const decision = { items, by: 'one', at: '2026-11-22T08:00:00.000Z', on: '2026-11-22', proposedBy: null };
const lifted = { letterSentOn: '2026-11-23', by: 'one', at: '2026-11-23T08:00:00.000Z' };
const both = ['101', '102'];

test.each<[string, Partial<PersonRequest>, { inForce: string[]; toRestrict: string[]; toFree: string[] }]>([
  ['restriction that was granted', {}, { inForce: both, toRestrict: both, toFree: [] }],
  ['objection that was granted', { kind: 'objection' }, { inForce: both, toRestrict: both, toFree: [] }],
  ['objection to marketing', { kind: 'objection', marketing: true }, { inForce: [], toRestrict: [], toFree: [] }],
  ['access', { kind: 'access' }, { inForce: [], toRestrict: [], toFree: [] }],
  ['restriction without a decision', { decision: null }, { inForce: [], toRestrict: [], toFree: [] }],
  ['one that is done for one', { restricted: ['101'] }, { inForce: both, toRestrict: ['102'], toFree: [] }],
  ['one that was lifted', { restricted: ['101'], lifted }, { inForce: [], toRestrict: [], toFree: ['101'] }],
  [
    'one that was lifted, and of which one is free',
    { restricted: both, lifted, unrestricted: ['101'] },
    { inForce: [], toRestrict: [], toFree: ['102'] },
  ],
  ['one that was withdrawn', { state: 'withdrawn' }, { inForce: [], toRestrict: [], toFree: both }],
])('of %s', (_, difference, { inForce, toRestrict, toFree }) => {
  const request = requestOf({ kind: 'restriction', state: 'answered', decision, ...difference });
  expect(contactsInForce(request)).toEqual(inForce);
  expect(contactsToRestrict(request)).toEqual(toRestrict);
  expect(contactsToFree(request)).toEqual(toFree);
});
