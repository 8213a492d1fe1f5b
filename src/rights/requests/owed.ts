import { dueOn } from '../../register/deadline.ts';
import { isOpen, type PersonRequest } from './request.ts';
import { contactsToFree, contactsToRestrict } from './restriction-orders.ts';

/** Whether HubSpot has more to show of a request than before: what is open and until when, or that somebody is restricted or free. */
export function isOwedBy(before: PersonRequest, now: PersonRequest): boolean {
  if (now.contactIds.length === 0) return false;
  const begins = (what: (request: PersonRequest) => readonly string[]) =>
    what(now).length > 0 && what(before).length === 0;
  return shownDay(before) !== shownDay(now) || begins(contactsToRestrict) || begins(contactsToFree);
}

/** The day that HubSpot shows while a request is open. */
function shownDay(request: PersonRequest): string | null {
  const { receivedOn, extension } = request;
  return isOpen(request) ? dueOn({ receivedOn, extended: extension !== null }) : null;
}
