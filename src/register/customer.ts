import { type Clock, latestOf, unreadClock } from './clock.ts';
import type { Floor } from './floor.ts';
import type { Instant } from './instant.ts';
import type { ServiceContact } from './service-contact.ts';

/** Clocks of one customer, that is of a contact's primary company (notice §7, customer clock). */
export interface Customer {
  readonly companyId: string;
  /** The latest of the activities associated with the company itself. */
  readonly companyActivity: Clock;
  /** `companyActivity` and the own clocks of all live contacts of the company; unread as well when the floor is. */
  readonly clock: Clock;
  /** What erased people left behind: the customer clock is at least as late. */
  readonly floor?: Instant | undefined;
}

/** The customer of a company from its own activities, the own clocks of its live contacts, and its floor. */
export function customerOf(
  companyId: string,
  companyActivity: Clock,
  ownClocks: Iterable<Clock>,
  floor?: Floor,
): Customer {
  let clock = companyActivity;
  for (const own of ownClocks) clock = latestOf(clock, own);
  if (floor === undefined) return { companyId, companyActivity, clock };
  if ('unread' in floor) return { companyId, companyActivity, clock: latestOf(clock, unreadClock(floor.unread)) };
  return { companyId, companyActivity, clock, floor: floor.at };
}

/** The instant of a customer clock, and the activity that sets it; without one, only erased people were in contact so late. */
export interface CustomerLatest {
  readonly at: Instant;
  readonly contact: ServiceContact | undefined;
}

/** The customer clock (notice §7): the later of `clock` and `floor`. `undefined` when it is empty, or could not be read. */
export function latestOfCustomer({ clock, floor }: Pick<Customer, 'clock' | 'floor'>): CustomerLatest | undefined {
  if (!clock.read) return undefined;
  const { latest } = clock;
  if (floor !== undefined && (latest === undefined || floor > latest.at)) return { at: floor, contact: undefined };
  return latest && { at: latest.at, contact: latest };
}

/**
 * Whether an activity of the company itself is as late as its customer clock, which is a contact's basis then (notice §7): another
 * activity of the same instant may be the source of the clock.
 */
export function isSetByCompany(customer: Pick<Customer, 'companyActivity' | 'clock' | 'floor'>): boolean {
  const { companyActivity } = customer;
  const latest = latestOfCustomer(customer);
  return latest !== undefined && companyActivity.read && companyActivity.latest?.at === latest.at;
}
