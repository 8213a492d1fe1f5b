import type { ContactFacts } from '../../facts/facts.ts';
import { sameIds } from '../../hubspot/merged-ids.ts';
import type { Policy } from '../../policy/schema.ts';
import { localDate } from '../../register/calendar.ts';
import type { Engagement } from '../../register/engagement.ts';
import { holdOn } from '../../register/hold.ts';
import type { Instant } from '../../register/instant.ts';
import { decideRetention, type Retention, unlessUnproved } from '../../register/retention.ts';
import { typedDate } from '../../register/typed-date.ts';
import { isByAPerson } from '../value-sources.ts';
import type { Protection } from './item.ts';
import type { ErasureList } from './list.ts';
import { protectsSinceMerge } from './merged-protection.ts';
import type { OpenRequest } from './open-requests.ts';
import type { PersonNow } from './person-now.ts';

/** Everything that is known of a person who may be erased. What could not be read is `undefined`. */
export interface Evidence {
  readonly ground: ErasureList['ground'];
  /** The request that asks for it; null for the end of retention. */
  readonly requestId: string | null;
  /** `other_id` when HubSpot answers with another id than that of the person. */
  readonly person: PersonNow | 'other_id' | undefined;
  readonly facts: ContactFacts | undefined;
  readonly engagements: readonly Pick<Engagement, 'class'>[] | undefined;
  readonly openRequests: readonly OpenRequest[] | undefined;
  /** Ids that were merged into the contact when it was put on the list; `undefined` while it is being put there. */
  readonly mergedBefore: readonly string[] | undefined;
  /** What a run over everybody could not prove: nobody has ended on it. */
  readonly unproved: readonly string[];
}

/**
 * Why somebody must not be erased; `undefined` when nothing protects them. The one guard of every erasure: preparing a list, checking
 * an approval and carrying it out all ask it, of what HubSpot says at that time (§7, §12; Art. 17, 18). Of several reasons the first,
 * in this order.
 */
export function protectionOf(evidence: Evidence, policy: Policy, now: Instant): Protection | undefined {
  const { ground, person, facts, engagements, mergedBefore } = evidence;
  if (person === 'other_id') return 'other_id';
  if (person === undefined) return 'unread';
  const today = localDate(now, policy.timeZone);
  const holds = (value: string) => holdOn(today, dateOf(value, policy)) !== 'none';
  const { past, lastMergedAt } = person;
  if (holdOn(today, person.holdUntil) !== 'none') return 'hold';
  if (isRestricted(person.restricted)) return 'restricted';
  if (person.mergedIds.length > 0) {
    if (protectsSinceMerge(past.hold, lastMergedAt, holds, policy)) return 'hold_of_merged';
    if (protectsSinceMerge(past.restricted, lastMergedAt, isRestricted, policy, person.own))
      return 'restriction_of_merged';
  } else if (holds(past.hold[0]?.value ?? '') || isRestricted(past.restricted[0]?.value ?? '')) {
    // The newest value of the history is not the one that the contact shows: one of them is of another moment.
    return 'unread';
  }
  if (hasOtherRequest(evidence, person)) return 'open_request';
  if (facts === undefined || evidence.openRequests === undefined || isUnread(facts, person)) return 'unread';
  if (engagements === undefined || engagements.some((one) => one.class === 'unread')) return 'engagement_unread';
  if (mergedBefore !== undefined && !sameIds(mergedBefore, person.mergedIds)) return 'merged_since';
  const retention = retentionNow(facts, policy, now);
  if (retention.unreadable.length > 0) return 'unread';
  return ground === 'retention' ? beforeItsEnd(evidence, person, retention, policy) : undefined;
}

/** Until when the data may be kept, and why; a hold, which is asked for on its own, is left out of it. */
export function retentionNow({ contact, own, customer }: ContactFacts, policy: Policy, now: Instant): Retention {
  return decideRetention({ createdAt: contact.createdAt, holdUntil: undefined, own, customer }, policy, now);
}

/** What protects from erasure at the end of retention (§7): that it has not come, or that no person has decided. */
function beforeItsEnd(
  { unproved }: Evidence,
  { decision, past }: PersonNow,
  retention: Retention,
  policy: Policy,
): Protection | undefined {
  const { status } = unlessUnproved(retention, unproved);
  if (status === 'unknown') return 'unknown';
  if (status !== 'ended') return 'not_ended';
  if (decision !== 'erase') return 'decision_not_erase';
  const [newest] = past.decision;
  const isTheirs = newest !== undefined && newest.value.trim() === 'erase' && isByAPerson(newest, policy);
  return isTheirs ? undefined : 'decision_not_by_a_person';
}

/** Whatever is neither empty nor a no may be somebody's way of saying yes. */
export function isRestricted(value: string): boolean {
  return !['', 'false'].includes(value.trim().toLowerCase());
}

/** A date as holds are compared; what is no date stays as it is, and cannot be read. */
function dateOf(value: string, { timeZone }: Policy): string {
  const text = value.trim();
  return text === '' ? '' : (typedDate(text, timeZone) ?? 'not a date');
}

/** Another request than the one that asks for this: erasing would destroy what it is about. */
function hasOtherRequest({ ground, requestId, openRequests = [] }: Evidence, { requests }: PersonNow): boolean {
  if (openRequests.some(({ id }) => id !== requestId)) return true;
  return ground === 'retention' ? requests.length > 0 : requests.some((kind) => kind !== 'erasure');
}

/** Whether something that decides could not be read, or changed while it was. */
function isUnread({ contact, own, customer }: ContactFacts, person: PersonNow): boolean {
  if (contact.unread.length > 0 || !own.read || (customer !== undefined && !customer.clock.read)) return true;
  return contact.companyId !== person.companyId || contact.merged !== person.merged;
}
