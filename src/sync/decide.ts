import type { Policy } from '../policy/schema.ts';
import { type Change, differences } from '../register/difference.ts';
import type { Instant } from '../register/instant.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, type RegisterProperty } from '../register/properties.ts';
import { decideRetention, sourceOf } from '../register/retention.ts';
import { wantedOfCompany, wantedOfContact } from '../register/wanted.ts';
import type { CompanyFacts, ContactFacts } from './facts.ts';
import type { RecordKind } from './listed.ts';

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
  readonly unknown: boolean;
  /** What could not be read; empty unless the record is unknown for that reason. */
  readonly unreadable: readonly string[];
}

/** Decides about one contact at `now` (notice §7). */
export function decideContact({ contact, own, customer }: ContactFacts, policy: Policy, now: Instant): Decided {
  const { createdAt, holdUntil } = contact;
  const retention = decideRetention({ createdAt, holdUntil, own, customer }, policy, now);
  return {
    kind: 'contacts',
    id: contact.id,
    subject: `contact:${contact.id}`,
    wanted: wantedOfContact(retention, own, customer),
    held: contact.held,
    properties: CONTACT_PROPERTIES,
    cause: causeOf(retention.status, retention.basis, retention.source),
    unknown: retention.status === 'unknown',
    unreadable: retention.unreadable,
  };
}

/** Decides about one company at the time of the run (notice §7). */
export function decideCompany({ company, customer }: CompanyFacts, policy: Policy): Decided {
  const { clock } = customer;
  return {
    kind: 'companies',
    id: company.id,
    subject: `company:${company.id}`,
    wanted: wantedOfCompany(customer, policy),
    held: company.held,
    properties: COMPANY_PROPERTIES,
    cause: clock.read ? causeOf('§7', 'customer', sourceOf(clock.latest)) : causeOf('unknown', undefined, ''),
    unknown: !clock.read,
    unreadable: clock.read ? [] : clock.reasons,
  };
}

/** What has to change in HubSpot, given what it holds. */
export function changesOf({ wanted, properties }: Decided, held: Readonly<Record<string, string>>): Change[] {
  return differences(held, wanted, properties);
}

function causeOf(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
