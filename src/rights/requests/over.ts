import type { PersonRequest } from './request.ts';
import { contactsInForce, contactsToFree } from './restriction-orders.ts';

/** Whether a request ended before an instant (ISO 8601 UTC), and nobody is restricted by it, or is still to be freed. */
export function isOver(request: PersonRequest, until: string): boolean {
  if (request.endedAt === null || request.endedAt >= until) return false;
  return contactsInForce(request).length === 0 && contactsToFree(request).length === 0;
}
