import { digestOf } from '../digest.ts';
import type { CrmRecord } from '../hubspot/answers.ts';
import { MERGED, mergedIds } from '../hubspot/merged-ids.ts';
import type { Policy } from '../policy/schema.ts';
import { ADDRESS_PROPERTIES } from '../register/address.ts';
import { localDate } from '../register/calendar.ts';
import { categoriesOfCompany, categoriesOfContact } from '../register/categories.ts';
import { needsConsentReview } from '../register/consent-review.ts';
import { consentOf, legalBases } from '../register/consents.ts';
import type { HeldValues } from '../register/difference.ts';
import { heldValues } from '../register/held.ts';
import { holdOn } from '../register/hold.ts';
import { type Instant, parseInstant } from '../register/instant.ts';
import type { RecordKind } from '../register/record.ts';
import { RETENTION_DECISIONS } from '../register/staff-properties.ts';
import { typedDate } from '../register/typed-date.ts';
import { textOf } from '../register/value.ts';
import type { ListedCompany, ListedContact } from './facts.ts';
import { companyPropertiesOf, contactPropertiesOf } from './policy-properties.ts';
import type { Setup } from './setup.ts';

/** What listing needs to know besides the records. */
export interface ListingRules {
  readonly policy: Policy;
  readonly setup: Setup;
  /** The instant on which the run's decisions are based. */
  readonly now: Instant;
  readonly hash: (property: string, text: string) => string;
}

const RECORD_ID = /^\d{1,19}$/;

/** Stands for a hold whose date cannot be read; what was typed is not kept. */
const NOT_A_DATE = 'not a date';

/** The last day of a hold, a calendar date in `timeZone`; `undefined` when there is none. */
function parseHold(values: HeldValues, timeZone: string): string | undefined {
  const text = textOf(values, 'rekisteri_hold_until');
  return text === '' ? undefined : (typedDate(text, timeZone) ?? NOT_A_DATE);
}

/** What a contact's end rests on besides clocks, and what staff may change while a run is at work. */
export interface Grounds {
  readonly holdUntil: string | undefined;
  readonly companyId: string | undefined;
  /** Hash of the ids that were merged into it. */
  readonly merged: string;
}

/** Properties in which the grounds stand. */
export const GROUNDS = ['rekisteri_hold_until', 'associatedcompanyid', ...MERGED] as const;

/** The grounds as a contact holds them; holds end on dates in `timeZone`. */
export function groundsOf(values: HeldValues, timeZone: string): Grounds {
  return { holdUntil: parseHold(values, timeZone), companyId: companyIdOf(values), merged: mergedOf(values) };
}

/** Properties that a run reads of each record. */
export function propertiesOf(kind: RecordKind, policy: Policy, setup: Setup): string[] {
  const ours = [...MERGED.slice(0, kind === 'contacts' ? 2 : 1), ...setup.properties[kind].map(({ name }) => name)];
  if (kind === 'companies') return [...new Set([...companyPropertiesOf(policy), ...ours])];
  // Addresses are compared with those of people who were erased; nothing else is made of them.
  const needed = [
    'createdate',
    'associatedcompanyid',
    ...ADDRESS_PROPERTIES,
    ...contactPropertiesOf(policy, setup.purposes ?? []),
  ];
  return [...new Set([...needed, ...ours])];
}

/** What a run keeps of a contact: no name, address or other personal data, but what follows from them. */
export function listedContact(record: CrmRecord, unread: string[], rules: ListingRules): ListedContact {
  const { policy, setup, now, hash } = rules;
  const { id, properties: values, createdAt } = record;
  const created = textOf(values, 'createdate') || createdAt;
  const { purposes } = setup;
  const { holdUntil, companyId, merged } = groundsOf(values, policy.timeZone);
  // Nobody knows whose colleague that is.
  const isOdd = companyId === undefined && textOf(values, 'associatedcompanyid') !== '';
  const odd = isOdd ? ['associatedcompanyid is no id of a company'] : [];
  const inputs = {
    createdAt: created ? parseInstant(created) : undefined,
    companyId,
    holdUntil,
    // Without the purposes it is not known which opt-outs there are, so nothing is said of consents.
    categories: purposes && categoriesOfContact(values, policy, purposes),
    consent: purposes && consentOf(values, purposes, policy),
    needsReview: needsConsentReview(values, policy, localDate(now, policy.timeZone)),
    decision: RETENTION_DECISIONS.find((one) => one === textOf(values, 'rekisteri_retention_decision')),
    notices: noticesOf(values, rules),
  };
  const held = heldValues(values, setup.properties.contacts, hash);
  const inputsOf = digestOf({ ...inputs, odd });
  const ids = merged === '' ? {} : { mergedIds: mergedIds(values) };
  return { id, ...inputs, ...ids, held, unread: [...unread, ...odd], inputs: inputsOf, merged };
}

/** `undefined` when there is none, or what stands there is no id. */
function companyIdOf(values: HeldValues): string | undefined {
  const text = textOf(values, 'associatedcompanyid');
  return RECORD_ID.test(text) ? text : undefined;
}

/** What a run keeps of a company. */
export function listedCompany(
  record: CrmRecord,
  unread: string[],
  { policy, setup, hash }: ListingRules,
): ListedCompany {
  const { id, properties: values } = record;
  const held = heldValues(values, setup.properties.companies, hash);
  const categories = categoriesOfCompany(values, policy);
  const merged = { merged: mergedOf(values), mergedIds: mergedIds(values) };
  return { id, live: true, held, unread, categories, inputs: digestOf(categories), ...merged };
}

/** Hash of the ids that were merged into a record; empty when there are none. */
export function mergedOf(values: HeldValues): string {
  const ids = mergedIds(values);
  return ids.length === 0 ? '' : digestOf(ids.sort());
}

/** What staff should look at, though it stops nothing. A hold that has passed needs no reason any more. */
function noticesOf(values: HeldValues, { policy, setup, now }: ListingRules): string[] {
  const held = holdOn(localDate(now, policy.timeZone), parseHold(values, policy.timeZone)) !== 'none';
  const known = new Set([...policy.consents.legalBasis, ...setup.legalBases]);
  return [
    ...(held && textOf(values, 'rekisteri_hold_reason') === '' ? ['the hold has no reason'] : []),
    ...(legalBases(values).every((basis) => known.has(basis))
      ? []
      : ['hs_legal_basis holds a value that is not known']),
  ];
}
