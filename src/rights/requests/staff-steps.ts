import { hasGranted } from './granted.ts';
import type { PersonRequest } from './request.ts';
import { contactsInForce } from './restriction-orders.ts';

/**
 * What staff have to do themselves in HubSpot, which the program does not: data under restriction is kept and not used (Art. 18(2)), but
 * e-mails and workflows do not go by the property unless somebody tells them to.
 */
export const STAFF_STEPS = [
  'exclude_from_email',
  'exclude_from_workflows',
  'end_exclusions',
  'opt_out_of_email',
] as const;

export type StaffStep = (typeof STAFF_STEPS)[number];

/** What staff have to do for the contacts of a request now; nothing while nothing is decided. */
export function staffSteps(request: PersonRequest): StaffStep[] {
  const { marketing, restricted, endedAt } = request;
  if (contactsInForce(request).length > 0) return ['exclude_from_email', 'exclude_from_workflows'];
  if (restricted.length > 0) return ['end_exclusions'];
  return marketing && hasGranted(request) && endedAt === null ? ['opt_out_of_email'] : [];
}
