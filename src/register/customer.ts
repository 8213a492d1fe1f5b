import { type Clock, latestOf } from './clock.ts';

/** Clocks of one customer, that is of a contact's primary company (notice §7, customer clock). */
export interface Customer {
  readonly companyId: string;
  /** The latest of the activities associated with the company itself. */
  readonly companyActivity: Clock;
  /** The customer clock: `companyActivity` and the own clocks of all live contacts of the company. */
  readonly clock: Clock;
}

/** The customer clock of a company from its own activities and the own clocks of its live contacts. */
export function customerOf(companyId: string, companyActivity: Clock, ownClocks: Iterable<Clock>): Customer {
  let clock = companyActivity;
  for (const own of ownClocks) clock = latestOf(clock, own);
  return { companyId, companyActivity, clock };
}

/**
 * Whether an activity of the company itself is as late as its customer clock, which is a contact's basis then (notice §7): another
 * activity of the same instant may be the source of the clock.
 */
export function isSetByCompany({ companyActivity, clock }: Pick<Customer, 'companyActivity' | 'clock'>): boolean {
  if (!companyActivity.read || !clock.read || clock.latest === undefined) return false;
  return companyActivity.latest?.at === clock.latest.at;
}
