import type { CompanyFacts, ContactFacts, ListedCompany, ListedContact } from '../facts/facts.ts';
import { hasEnded } from '../facts/has-ended.ts';
import type { Setup } from '../facts/setup.ts';
import type { Policy } from '../policy/schema.ts';
import { allCategories } from '../register/categories.ts';
import { CONSENT_PROPERTIES } from '../register/consent-properties.ts';
import { type Change, differences } from '../register/difference.ts';
import { editedProperties, keptBeingEdited, putBackAlso } from '../register/hand-edits.ts';
import { formatInstant, type Instant } from '../register/instant.ts';
import { eraseNotices, implausibleNotices } from '../register/notices.ts';
import type { RegisterProperty } from '../register/property.ts';
import type { RecordRef } from '../register/record.ts';
import { decideRetention, sourceOf, unlessUnproved } from '../register/retention.ts';
import { wantedOfCompany, wantedOfContact } from '../register/wanted.ts';
import { wantedConsents } from '../register/wanted-consents.ts';
import type { CompanyMemory, ContactMemory } from '../remembered/memory.ts';

/** What should be written into one record, and why. */
export interface Decided extends RecordRef {
  /** `false` for an archived company, whose own flags are not written. */
  readonly live: boolean;
  readonly wanted: Readonly<Record<string, string | undefined>>;
  /** Values that HubSpot held when the record was read. */
  readonly held: Readonly<Record<string, string>>;
  readonly properties: readonly RegisterProperty[];
  /** Why the wanted values are what they are, for the audit trail. */
  readonly cause: string;
  /** Properties whose values have another reason. */
  readonly causes: Readonly<Record<string, string>>;
  readonly unknown: boolean;
  /** What could not be read; empty unless the record is unknown for that reason. */
  readonly unreadable: readonly string[];
  /** What staff should look at, though it stops nothing. */
  readonly notices: readonly string[];
  /** Properties that somebody else changed since the add-on last looked. */
  readonly edited: readonly string[];
  /** Those of them that were put back again and again of late. */
  readonly keptBeingEdited: readonly string[];
  /** When properties were put back of late, this time included. */
  readonly putBack: Readonly<Record<string, string[]>>;
}

const CONSENT_CAUSES = Object.fromEntries(CONSENT_PROPERTIES.map(({ name }) => [name, '§6 data and consents held']));

/** Decides about one contact at `now` (notice §6, §7). While something is unproved, nobody newly becomes `ended`. */
export function decideContact(
  { contact, own, customer, before }: ContactFacts,
  policy: Policy,
  now: Instant,
  setup: Setup,
  unproved: readonly string[] = [],
): Decided {
  const { createdAt, holdUntil, consent, needsReview } = contact;
  const decided = decideRetention({ createdAt, holdUntil, own, customer }, policy, now);
  const retention = hasEnded({ contact, before }) ? decided : unlessUnproved(decided, unproved);
  const ofCompany = customer === undefined ? [] : customer.categories;
  const categories = contact.categories && allCategories(contact.categories, ofCompany, own, policy);
  const edits = editsOf(contact, before, setup.properties.contacts, now);
  const values = { held: contact.held, remembered: before?.held };
  return {
    kind: 'contacts',
    id: contact.id,
    live: true,
    wanted: {
      ...wantedOfContact(retention, own, customer),
      ...wantedConsents({ categories, consent, needsReview }, values, now, setup.inOrder),
    },
    held: contact.held,
    properties: setup.properties.contacts,
    cause: causeOf('§7', retention.status, retention.basis, retention.source),
    causes: { ...CONSENT_CAUSES, ...edits.causes },
    unknown: retention.status === 'unknown',
    unreadable: retention.unreadable,
    notices: [
      ...contact.notices,
      ...eraseNotices(contact.toErase, retention),
      ...implausibleNotices(own, policy),
      ...edits.notices,
    ],
    edited: edits.edited,
    keptBeingEdited: edits.keptBeingEdited,
    putBack: edits.putBack,
  };
}

/** Decides about one company at the time of the run (notice §7). */
export function decideCompany(
  { company, customer, before }: CompanyFacts,
  policy: Policy,
  now: Instant,
  setup: Setup,
): Decided {
  const { clock } = customer;
  const edits = editsOf(company, before, setup.properties.companies, now);
  return {
    kind: 'companies',
    id: company.id,
    live: company.live,
    wanted: wantedOfCompany(customer, policy),
    held: company.held,
    properties: setup.properties.companies,
    cause: causeOf('§7', clock.read ? 'customer' : 'unknown', clock.read ? sourceOf(clock.latest) : ''),
    causes: edits.causes,
    unknown: !clock.read,
    unreadable: clock.read ? [] : clock.reasons,
    notices: [...implausibleNotices(customer.companyActivity, policy), ...edits.notices],
    edited: edits.edited,
    keptBeingEdited: edits.keptBeingEdited,
    putBack: edits.putBack,
  };
}

/** A merge mixes the values of two records: that is nobody's edit. */
function editsOf(
  { held, merged }: Pick<ListedContact | ListedCompany, 'held' | 'merged'>,
  before: ContactMemory | CompanyMemory | undefined,
  properties: readonly RegisterProperty[],
  now: Instant,
) {
  const edited = before && before.merged === merged ? editedProperties(before.held, held, properties) : [];
  const putBack = putBackAlso(before?.putBack ?? {}, edited, formatInstant(now));
  const again = keptBeingEdited(putBack, now).filter((property) => edited.includes(property));
  return {
    edited,
    putBack,
    keptBeingEdited: again,
    causes: Object.fromEntries(edited.map((property) => [property, 'put back: it was changed by somebody else'])),
    notices: again.map(
      (property) => `${property} is changed by somebody else again and again: find out who, or which workflow`,
    ),
  };
}

/** What has to change in HubSpot, given what it holds. */
export function changesOf({ wanted, properties }: Decided, held: Readonly<Record<string, string>>): Change[] {
  return differences(held, wanted, properties);
}

function causeOf(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
