import type { Policy } from '../../policy/schema.ts';
import { protectsSinceMerge } from '../erasure/merged-protection.ts';
import type { PersonNow } from '../erasure/person-now.ts';
import { isRestricted } from '../erasure/protection.ts';
import { isFrom } from '../value-sources.ts';

/** What HubSpot says of a contact of a request, or of whoever survives it. */
export type Contact =
  | { readonly kind: 'person'; readonly person: PersonNow }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly reason: string };

/** Why nothing has to be written, so that the request is done with the contact. */
type Over =
  /** It is restricted, or free, already. */
  | 'already'
  /** This program had set it, and staff have changed it since: that stays. */
  | 'changed_since'
  | 'gone'
  /** Another request wants the restriction, too. */
  | 'other_request'
  /** Somebody else than this program has set it: they lift it. */
  | 'set_by_others';

/** What a request wants of a contact now. */
export type Step =
  | { readonly kind: 'write'; readonly id: string; readonly before: string; readonly after: 'true' | 'false' }
  | { readonly kind: 'over'; readonly why: Over }
  | { readonly kind: 'wait'; readonly reason: string };

/** Restricts somebody for whom that was decided at `decidedAt` (epoch ms); once: what staff change later is never put back. */
export function stepToRestrict(contact: Contact, decidedAt: number): Step {
  if (contact.kind !== 'person') return without(contact);
  const { id, restricted, past, own } = contact.person;
  if (isRestricted(restricted)) return { kind: 'over', why: 'already' };
  const wasSet = past.restricted.some(
    (entry) => entry.at >= decidedAt && isFrom(entry, own) && isRestricted(entry.value),
  );
  return wasSet ? { kind: 'over', why: 'changed_since' } : { kind: 'write', id, before: restricted, after: 'true' };
}

/**
 * Ends a restriction, unless another request wants it, or the value is not this program's own: staff, or whoever set it on a record that
 * was merged into this one, lift theirs themselves.
 */
export function stepToFree(contact: Contact, isWantedByOthers: boolean, policy: Policy): Step {
  if (contact.kind !== 'person') return without(contact);
  const { id, restricted } = contact.person;
  if (!isRestricted(restricted)) return { kind: 'over', why: 'already' };
  if (isWantedByOthers) return { kind: 'over', why: 'other_request' };
  if (!isOurs(contact.person, policy)) return { kind: 'over', why: 'set_by_others' };
  return { kind: 'write', id, before: restricted, after: 'false' };
}

function isOurs({ past, own, mergedIds, lastMergedAt }: PersonNow, policy: Policy): boolean {
  const newest = past.restricted.find((entry) => isRestricted(entry.value));
  if (own === undefined || newest === undefined || !isFrom(newest, own)) return false;
  if (mergedIds.length === 0) return true;
  const lifted = { ...own, value: 'false', at: Number.POSITIVE_INFINITY, updatedByUserId: undefined };
  return !protectsSinceMerge([lifted, ...past.restricted], lastMergedAt, isRestricted, policy, own);
}

function without(contact: Exclude<Contact, { kind: 'person' }>): Step {
  return contact.kind === 'gone' ? { kind: 'over', why: 'gone' } : { kind: 'wait', reason: contact.reason };
}
