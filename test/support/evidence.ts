import type { PastValue } from '../../src/hubspot/property-history.ts';
import { EMPTY_CLOCK } from '../../src/register/clock.ts';
import type { PersonNow } from '../../src/rights/erasure/person-now.ts';
import type { Evidence } from '../../src/rights/erasure/protection.ts';
import { lookedAtContact } from './looked-at.ts';

/** When people are examined below. */
export const EXAMINED_AT = Date.parse('2026-11-23T08:00:00.000Z');

/** A value that user 7 set in HubSpot at `at`, unless told otherwise. */
export function past(value: string, at: string, source: Partial<PastValue> = {}): PastValue {
  return { value, at: Date.parse(at), sourceType: 'CRM_UI', sourceId: 'userId:7', updatedByUserId: 7, ...source };
}

/** Contact 101, whom a person decided to erase, and whom nothing protects. */
export const PERSON: PersonNow = {
  id: '101',
  holdUntil: undefined,
  restricted: '',
  decision: 'erase',
  requests: [],
  companyId: undefined,
  merged: '',
  mergedIds: [],
  lastMergedAt: undefined,
  own: undefined,
  addresses: [],
  past: { hold: [], restricted: [], decision: [past('erase', '2026-10-01')] },
};

/** Without any service contact, made in 2010, so that ten years have passed. */
const { facts: FACTS } = lookedAtContact({
  own: EMPTY_CLOCK,
  company: '',
  createdAt: Date.parse('2010-01-01'),
  before: undefined,
});

/** All that is known of that person. */
export const EVIDENCE: Evidence & { readonly person: PersonNow } = {
  ground: 'retention',
  requestId: null,
  person: PERSON,
  facts: FACTS,
  engagements: [{ class: 'exclusive' }],
  openRequests: [],
  mergedBefore: [],
  unproved: [],
};
