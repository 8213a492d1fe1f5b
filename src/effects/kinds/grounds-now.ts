import type { SliceContext } from '../../facts/context.ts';
import type { ContactFacts } from '../../facts/facts.ts';
import { GROUNDS, type Grounds, groundsOf } from '../../facts/listed.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import { latestOf, unreadClock } from '../../register/clock.ts';

/** What contacts' ends rest on as HubSpot says now, by their ids; those that are gone; and those that cannot be read, with why. */
export interface GroundsNow {
  readonly grounds: ReadonlyMap<string, Grounds>;
  readonly gone: ReadonlySet<string>;
  readonly unread: ReadonlyMap<string, string>;
}

const AT_ONCE = 4;

/** Asks HubSpot: one request for each hundred contacts. */
export async function readGroundsNow(
  { hubspot, policy }: Pick<SliceContext, 'hubspot' | 'policy'>,
  ids: readonly string[],
): Promise<GroundsNow> {
  const { found, gone, unread } = await readManyRecords(hubspot, 'contacts', ids, GROUNDS, AT_ONCE);
  const grounds = new Map([...found].map(([id, { properties }]) => [id, groundsOf(properties, policy.timeZone)]));
  return { grounds, gone, unread };
}

/**
 * The facts of a contact with the hold that it has now. Of one that was merged, moved, or cannot be read any more, or that is
 * `heldBack` because of what has changed about others, the service contacts are not known: the next run reads them.
 */
export function onGrounds(facts: ContactFacts, { grounds, unread }: GroundsNow, heldBack?: string): ContactFacts {
  const { contact, own } = facts;
  const now = grounds.get(contact.id);
  const hasStayed = now?.companyId === contact.companyId && now?.merged === contact.merged;
  if (now !== undefined && hasStayed && heldBack === undefined)
    return { ...facts, contact: { ...contact, holdUntil: now.holdUntil } };
  const mine = now === undefined ? (unread.get(contact.id) ?? 'it is gone') : 'it was merged with another or moved';
  const why = now !== undefined && hasStayed ? heldBack : mine;
  const reason = `contact ${contact.id} has changed while the run was at work (${why})`;
  return { ...facts, own: latestOf(own, unreadClock(reason)) };
}
