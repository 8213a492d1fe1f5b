import type { Policy } from '../policy/schema.ts';
import type { Clock } from './clock.ts';
import { type Customer, latestOfCustomer } from './customer.ts';
import { formatInstant, type Instant } from './instant.ts';
import type { CompanyProperty, RetentionProperty } from './properties.ts';
import { endOfRetention, type Retention, sourceOf } from './retention.ts';

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
  else if (customer.clock.read) wanted.rekisteri_customer_last_contact_at = textOf(latestOfCustomer(customer));
  return wanted;
}

/**
 * What the properties of a company should say: empty when its clock is empty. When its clock could not be read, the
 * clock is left as it was and the end date is emptied, so that nobody relies on a date that may be wrong. The floor is never cleared.
 */
export function wantedOfCompany(customer: Customer, policy: Policy): Wanted<CompanyProperty> {
  const { clock, floor } = customer;
  const kept = floor === undefined ? {} : { rekisteri_erased_contact_at: formatInstant(floor) };
  if (!clock.read) return { ...kept, rekisteri_retention_ends: '' };
  const latest = latestOfCustomer(customer);
  return {
    ...kept,
    rekisteri_last_contact_at: textOf(latest),
    rekisteri_last_contact_source: sourceOf(latest?.contact),
    rekisteri_retention_ends: latest ? endOfRetention(latest.at, policy) : '',
  };
}

function textOf(latest: { readonly at: Instant } | undefined): string {
  return latest ? formatInstant(latest.at) : '';
}
