import type { PersonRequest } from './request.ts';

/** Contacts on which a request that was granted restricts processing (Art. 18; Art. 21 but for direct marketing), done or not. */
function contactsOfRestriction({ kind, marketing, decision, state }: PersonRequest): string[] {
  const restricts = kind === 'restriction' || (kind === 'objection' && !marketing);
  if (!restricts || state === 'withdrawn') return [];
  const granted = (decision?.items ?? []).filter(({ outcome }) => outcome === 'granted');
  return granted.flatMap(({ subject }) => (subject.startsWith('contact:') ? [subject.slice(8)] : []));
}

/** Those of them on which it has not been set yet, nor seen to be. */
export function contactsToRestrict(request: PersonRequest): string[] {
  return contactsOfRestriction(request).filter((id) => !request.restricted.includes(id));
}

/** Contacts whose restriction is to end: the person was told (Art. 18(3)), or has withdrawn the request. */
export function contactsToFree({ lifted, state, restricted, unrestricted }: PersonRequest): string[] {
  if (lifted === null && state !== 'withdrawn') return [];
  return restricted.filter((id) => !unrestricted.includes(id));
}

/** Contacts on which a request still wants processing to be restricted. */
export function contactsInForce(request: PersonRequest): string[] {
  return request.lifted === null ? contactsOfRestriction(request) : [];
}
