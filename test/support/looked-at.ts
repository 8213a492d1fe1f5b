import { decideCompany } from '../../src/decisions/company.ts';
import { decideContact } from '../../src/decisions/contact.ts';
import type { CompanyFacts, ContactFacts } from '../../src/facts/facts.ts';
import type { Fate } from '../../src/hubspot/fate.ts';
import { type Clock, EMPTY_CLOCK, unreadClock } from '../../src/register/clock.ts';
import { bareSetup } from './bare-setup.ts';
import { policyWith } from './policy.ts';

/** When the decisions below are made. */
export const DECIDED_AT = Date.parse('2026-11-23T08:00:00.000Z');

/** A clock that was read, and one that was not. */
export const CALL: Clock = {
  read: true,
  latest: { at: Date.parse('2026-03-02T08:00:00.000Z'), type: 'calls', id: '7' },
};
export const UNREAD = unreadClock('calls:7 could not be read');

/** What can become of an update. */
export const DONE: Fate = { kind: 'done' };
export const GONE: Fate = { kind: 'overtaken', reason: 'merged into another record', gone: true };
export const FAILED: Fate = { kind: 'refused', reason: 'rejected 400' };

interface Outcome {
  readonly fate?: Fate | undefined;
  readonly now?: number;
}

type ContactChanges = Partial<ContactFacts['contact']> & Pick<ContactFacts, 'before'>;

/**
 * A contact that a run has looked at and decided on: 101 of company 201 without any service contact, unless told otherwise;
 * `company: ''` is none.
 */
export function lookedAtContact(
  { own = EMPTY_CLOCK, company = '201', before, ...changes }: ContactChanges & { own?: Clock; company?: string } = {},
  { fate, now = DECIDED_AT }: Outcome = { fate: DONE },
) {
  const contact = {
    id: '101',
    createdAt: Date.parse('2020-01-01'),
    held: {},
    unread: [],
    needsReview: false,
    notices: [],
    inputs: 'inputs-1',
    merged: '',
    ...changes,
  };
  const customer = { companyId: company, companyActivity: EMPTY_CLOCK, clock: own, categories: [] };
  const facts: ContactFacts = { contact, own, before, ...(company === '' ? {} : { customer }) };
  return { facts, decided: decideContact(facts, policyWith(), now, bareSetup()), fate };
}

type CompanyChanges = Partial<CompanyFacts['company']> & Pick<CompanyFacts, 'before'>;

/** A company that a run has looked at: 201, live, whose latest service contact is its own, unless told otherwise. */
export function lookedAtCompany(
  {
    activity = EMPTY_CLOCK,
    clock = activity,
    floor,
    before,
    ...changes
  }: CompanyChanges & { activity?: Clock; clock?: Clock; floor?: number } = {},
  { fate, now = DECIDED_AT }: Outcome = { fate: DONE },
) {
  const shown = { id: '201', live: true, held: {}, unread: [], inputs: 'inputs-1', merged: '', mergedIds: [] };
  const company = { ...shown, ...changes };
  const customer = { companyId: company.id, companyActivity: activity, clock, floor, categories: company.categories };
  const facts: CompanyFacts = { company, customer, before };
  return { facts, decided: decideCompany(facts, policyWith(), now, bareSetup()), fate };
}
