import { chunk } from '../../chunk.ts';
import type { SliceContext } from '../../facts/context.ts';
import type { ContactFacts } from '../../facts/facts.ts';
import { loadSetup, type Setup } from '../../facts/setup.ts';
import { ActivitiesNow } from '../../facts/some/activities-now.ts';
import { type FactsNow, factsNow } from '../../facts/some/facts-now.ts';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import type { Policy } from '../../policy/schema.ts';
import { parseDate } from '../../register/calendar.ts';
import type { Engagement } from '../../register/engagement.ts';
import type { Instant } from '../../register/instant.ts';
import { type Enumerated, enumerate, type ScopedKind } from './enumerate.ts';
import type { ErasureItem, Protection } from './item.ts';
import type { ErasureList } from './list.ts';
import { type Look, lookAtPeople } from './look-at-people.ts';
import type { OpenRequest, OpenRequests } from './open-requests.ts';
import type { PersonNow } from './person-now.ts';
import { type Evidence, protectionOf, retentionNow } from './protection.ts';

/** For what people are examined. */
export interface Examination {
  readonly ground: ErasureList['ground'];
  readonly requestId: string | null;
  /** Kinds of record whose missing scope does not keep anybody from being erased (policy `erasure.withoutScope`). */
  readonly withoutScope: readonly ScopedKind[];
  readonly openRequests: OpenRequests;
  /** Ids that were merged into each contact when it was put on the list; absent while the list is prepared. */
  readonly mergedBefore?: ReadonlyMap<string, readonly string[]>;
}

/** What is known of somebody all of whose data could be read. */
export interface Known {
  readonly facts: ErasureItem['facts'];
  /** The person's own clock, epoch ms; null when it is empty. */
  readonly ownClockAt: number | null;
  readonly engagements: readonly Engagement[];
  /** Kinds of record that the engagements could not be asked about, as the policy allows. */
  readonly withoutScope: readonly ScopedKind[];
}

/** What protects somebody, and of a hold until when (`YYYY-MM-DD`), where that is a date. */
interface Protected {
  readonly protection: Protection;
  readonly until?: string | undefined;
}

/** What HubSpot says of somebody who may be erased. */
export type Examined =
  /** Under this id there is nobody; `archived`: they lie in the recycle bin, and can be restored from there. */
  | { readonly kind: 'gone'; readonly archived: boolean }
  | ({ readonly kind: 'protected' } & Protected & Partial<Known>)
  /** Nothing protects them. Their addresses are in memory only. */
  | ({ readonly kind: 'open'; readonly addresses: readonly string[]; readonly evidence: Evidence } & Known);

/** People who are examined together: so many go in full batches, and so much is held in memory. */
const PART_SIZE = 500;

/**
 * Reads everything about some people anew from HubSpot, believing nothing that is remembered, and asks what protects them. What is slow
 * comes first, what staff may change in a moment last: their holds, restrictions and decisions, and whom they were merged with. Between
 * that and the effect, and for engagements and colleagues from when they were read, somebody may still change something unseen.
 */
export async function examine(
  context: SliceContext,
  examination: Examination,
  ids: readonly string[],
): Promise<Map<string, Examined>> {
  const setup = await loadSetup(context.store);
  const examined = new Map<string, Examined>();
  for (const part of chunk(ids, PART_SIZE)) {
    for (const [id, one] of await examinePart(context, setup, examination, part)) examined.set(id, one);
  }
  return examined;
}

async function examinePart(
  context: SliceContext,
  setup: Setup,
  examination: Examination,
  ids: readonly string[],
): Promise<Map<string, Examined>> {
  const activities = new ActivitiesNow(context);
  const links = await activities.find('contacts', ids, ACTIVITY_TYPES);
  const facts = await factsNow(context, setup, ids, activities, links);
  const enumerated = await enumerate(context, activities, links, examination.withoutScope);
  const looks = await lookAtPeople(context, ids);
  const openRequests = await openRequestsOf(examination, ids, looks);
  return new Map(
    ids.map((id) => {
      const look = looks.get(id) ?? ({ kind: 'unread', reason: 'it was not looked at' } as const);
      const read = { look, facts: facts.get(id), enumerated, openRequests: openRequests.get(id) ?? [] };
      return [id, judged(context, examination, id, read)];
    }),
  );
}

/** What each person has open, under the ids of those who were merged into them too. Asked after all else that is read of them. */
async function openRequestsOf(
  { openRequests }: Pick<Examination, 'openRequests'>,
  ids: readonly string[],
  looks: ReadonlyMap<string, Look>,
): Promise<ReadonlyMap<string, readonly OpenRequest[]>> {
  const namesOf = (id: string): readonly string[] => {
    const look = looks.get(id);
    return look?.kind === 'person' ? [id, ...look.person.mergedIds] : [id];
  };
  const open = await openRequests.of(ids.flatMap(namesOf));
  return new Map(ids.map((id) => [id, namesOf(id).flatMap((name) => open.get(name) ?? [])]));
}

/** What was read of a person. */
interface Read {
  readonly look: Look;
  readonly facts: FactsNow | undefined;
  readonly enumerated: Enumerated;
  readonly openRequests: readonly OpenRequest[];
}

function judged(
  { policy, now, session }: SliceContext,
  { ground, requestId, mergedBefore }: Examination,
  id: string,
  { look, facts: read, enumerated, openRequests }: Read,
): Examined {
  if (look.kind === 'gone') return look;
  const person = look.kind === 'person' ? look.person : undefined;
  const facts = read === undefined || read === 'gone' || 'unread' in read ? undefined : read;
  const engagements = person && enumerated.engagementsOf(person);
  const evidence: Evidence = {
    ground,
    requestId,
    facts,
    engagements,
    openRequests,
    person: look.kind === 'other_id' ? 'other_id' : person,
    mergedBefore: mergedBefore === undefined ? undefined : (mergedBefore.get(id) ?? []),
    unproved: session.run.unproved.map(({ what }) => what),
  };
  const protection = protectionOf(evidence, policy, now());
  const known =
    facts && engagements && person
      ? { ...factsOf(facts, person, policy, now()), engagements, withoutScope: enumerated.withoutScope }
      : undefined;
  if (protection !== undefined)
    return { kind: 'protected', protection, until: endOfHold(protection, person), ...known };
  // Nothing protects only somebody of whom everything is known.
  if (known === undefined || person === undefined) return { kind: 'protected', protection: 'unread' };
  return { kind: 'open', ...known, addresses: person.addresses, evidence };
}

/** The last day of a hold that protects somebody; `undefined` of anything else, and of a hold that is no date. */
export function endOfHold(protection: Protection, person: PersonNow | undefined): string | undefined {
  return protection === 'hold' ? parseDate(person?.holdUntil ?? '') : undefined;
}

function factsOf(
  facts: ContactFacts,
  { mergedIds }: PersonNow,
  policy: Policy,
  now: Instant,
): Pick<Known, 'facts' | 'ownClockAt'> {
  const { contact, own, customer } = facts;
  const { endsOn = null, basis = null, source } = retentionNow(facts, policy, now);
  const companyId = customer?.companyId ?? contact.companyId ?? null;
  const ownClockAt = own.read ? (own.latest?.at ?? null) : null;
  return { facts: { endsOn, basis, source, merged: [...mergedIds], companyId }, ownClockAt };
}
