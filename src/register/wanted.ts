import type { Policy } from '../policy/schema.ts';
import type { Clock } from './clock.ts';
import type { Customer } from './customer.ts';
import { formatInstant } from './instant.ts';
import type { CompanyProperty, RetentionProperty } from './properties.ts';
import { endOfRetention, type Retention, sourceOf } from './retention.ts';
import type { ServiceContact } from './service-contact.ts';

/** Values that HubSpot should hold; a property that is not named is left as it is. */
export type Wanted<Property extends string> = Readonly<Partial<Record<Property, string>>>;

/** What the retention properties of a contact should say. Of an undecidable contact the clocks are left as they were. */
export function wantedOfContact(
  retention: Retention,
  own: Clock,
  customer: Customer | undefined,
): Wanted<RetentionProperty> {
  return {
    ...(retention.unreadable.length === 0 ? clocks(own, customer) : {}),
    rekisteri_retention_basis: retention.basis ?? '',
    rekisteri_retention_ends: retention.endsOn ?? '',
    rekisteri_retention_status: retention.status,
  };
}

function clocks(own: Clock, customer: Customer | undefined): Wanted<RetentionProperty> {
  const wanted: Partial<Record<RetentionProperty, string>> = {};
  if (own.read) {
    wanted.rekisteri_last_contact_at = textOf(own.latest);
    wanted.rekisteri_last_contact_source = sourceOf(own.latest);
  }
  if (customer === undefined) wanted.rekisteri_customer_last_contact_at = '';
  else if (customer.clock.read) wanted.rekisteri_customer_last_contact_at = textOf(customer.clock.latest);
  return wanted;
}

/**
 * What the properties of a company should say: empty when its clock is empty. When its clock could not be read, the
 * clock is left as it was and the end date is emptied, so that nobody relies on a date that may be wrong.
 */
export function wantedOfCompany({ clock }: Customer, policy: Policy): Wanted<CompanyProperty> {
  if (!clock.read) return { rekisteri_retention_ends: '' };
  return {
    rekisteri_last_contact_at: textOf(clock.latest),
    rekisteri_last_contact_source: sourceOf(clock.latest),
    rekisteri_retention_ends: clock.latest ? endOfRetention(clock.latest.at, policy) : '',
  };
}

function textOf(contact: ServiceContact | undefined): string {
  return contact ? formatInstant(contact.at) : '';
}
