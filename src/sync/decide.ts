import type { Policy } from '../policy/schema.ts';
import { allCategories } from '../register/categories.ts';
import { CONSENT_PROPERTIES } from '../register/consent-properties.ts';
import { type Change, differences } from '../register/difference.ts';
import type { Instant } from '../register/instant.ts';
import type { RegisterProperty } from '../register/property.ts';
import { decideRetention, sourceOf } from '../register/retention.ts';
import { wantedOfCompany, wantedOfContact } from '../register/wanted.ts';
import { wantedConsents } from '../register/wanted-consents.ts';
import type { CompanyFacts, ContactFacts } from './facts.ts';
import type { RecordKind } from './listed.ts';
import type { Setup } from './setup.ts';

/** What should be written into one record, and why. */
export interface Decided {
  readonly kind: RecordKind;
  readonly id: string;
  /** `contact:101` or `company:201`, as the audit trail names it. */
  readonly subject: string;
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
}

const CONSENT_CAUSES = Object.fromEntries(CONSENT_PROPERTIES.map(({ name }) => [name, '§6 data and consents held']));

/** Decides about one contact at `now` (notice §6, §7). */
export function decideContact(
  { contact, own, customer }: ContactFacts,
  policy: Policy,
  now: Instant,
  setup: Setup,
): Decided {
  const { createdAt, holdUntil, consent, needsReview } = contact;
  const retention = decideRetention({ createdAt, holdUntil, own, customer }, policy, now);
  const ofCompany = customer === undefined ? [] : customer.categories;
  const categories = contact.categories && allCategories(contact.categories, ofCompany, own, policy);
  return {
    kind: 'contacts',
    id: contact.id,
    subject: `contact:${contact.id}`,
    wanted: {
      ...wantedOfContact(retention, own, customer),
      ...wantedConsents({ categories, consent, needsReview }, contact.held, now, setup.inOrder),
    },
    held: contact.held,
    properties: setup.properties.contacts,
    cause: causeOf('§7', retention.status, retention.basis, retention.source),
    causes: CONSENT_CAUSES,
    unknown: retention.status === 'unknown',
    unreadable: retention.unreadable,
    notices: contact.notices,
  };
}

/** Decides about one company at the time of the run (notice §7). */
export function decideCompany({ company, customer }: CompanyFacts, policy: Policy, setup: Setup): Decided {
  const { clock } = customer;
  return {
    kind: 'companies',
    id: company.id,
    subject: `company:${company.id}`,
    wanted: wantedOfCompany(customer, policy),
    held: company.held,
    properties: setup.properties.companies,
    cause: causeOf('§7', clock.read ? 'customer' : 'unknown', clock.read ? sourceOf(clock.latest) : ''),
    causes: {},
    unknown: !clock.read,
    unreadable: clock.read ? [] : clock.reasons,
    notices: [],
  };
}

/** What has to change in HubSpot, given what it holds. */
export function changesOf({ wanted, properties }: Decided, held: Readonly<Record<string, string>>): Change[] {
  return differences(held, wanted, properties);
}

function causeOf(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
