import { grantedContacts } from './granted.ts';
import type { PersonRequest } from './request.ts';

/** Contacts for whom the restriction of processing was granted (Art. 18; Art. 21 but for direct marketing), done or not. */
function grantedTo(request: PersonRequest): string[] {
  const { kind, marketing } = request;
  const restricts = kind === 'restriction' || (kind === 'objection' && !marketing);
  return restricts ? grantedContacts(request) : [];
}

/** Contacts on which a request wants processing to be restricted. */
export function contactsInForce(request: PersonRequest): string[] {
  return request.lifted === null && request.state !== 'withdrawn' ? grantedTo(request) : [];
}

/** Those of them on which it has not been set yet, nor seen to be. */
export function contactsToRestrict(request: PersonRequest): string[] {
  return contactsInForce(request).filter((id) => !request.restricted.includes(id));
}

/**
 * Contacts whose restriction is to end: the person was told (Art. 18(3)), or has withdrawn the request. Of one that was withdrawn a run may
 * have restricted somebody and not lived to keep that.
 */
export function contactsToFree(request: PersonRequest): string[] {
  const { lifted, state, restricted, unrestricted } = request;
  const bound = state === 'withdrawn' ? grantedTo(request) : lifted === null ? [] : restricted;
  return bound.filter((id) => !unrestricted.includes(id));
}
