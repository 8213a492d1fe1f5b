import pMap from 'p-map';
import type { SliceContext } from '../../facts/context.ts';
import type { ActivitiesNow, ActivityLinks } from '../../facts/some/activities-now.ts';
import { type Associations, readAssociations } from '../../hubspot/associations.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../policy/activity-types.ts';
import type { Engagement } from '../../register/engagement.ts';
import { classOf, OTHER_KINDS, type OtherKind } from '../../register/engagement-class.ts';

/** Kinds of record that take a scope of their own to be asked about. */
const SCOPED_KINDS = ['deals', 'tickets'] as const;

export type ScopedKind = (typeof SCOPED_KINDS)[number];

/** Ids under which HubSpot knows one person: their own, and those that were merged into it. */
interface Ids {
  readonly id: string;
  readonly mergedIds: readonly string[];
}

/** Everything that engagements of some people are associated with. */
export interface Enumerated {
  /** All engagements of a person, each with its class; `undefined` when it could not be told which they are. */
  engagementsOf(person: Ids): Engagement[] | undefined;
  /** Kinds whose scope the token lacks, as far as that is allowed. */
  readonly withoutScope: readonly ScopedKind[];
}

/**
 * Enumerates the engagements of some people, counted by the policy or not, and whose they are besides (Art. 17). `links` are theirs of
 * all seven types. After a person is erased nothing leads to their engagements any more, so one that cannot be read, or was archived
 * since it was found, is not left out but `unread`. Ends at a missing scope, but for deals and tickets: these make every engagement
 * `unread`, or are left out where `withoutScope` names them.
 */
export async function enumerate(
  { hubspot }: Pick<SliceContext, 'hubspot'>,
  activities: ActivitiesNow,
  links: ActivityLinks,
  withoutScope: readonly ScopedKind[],
): Promise<Enumerated> {
  const lists = new Map<ActivityType, Associations>();
  const others = new Map<string, Associations | undefined>();
  const lacking = new Set<ScopedKind>();
  for (const type of ACTIVITY_TYPES) {
    lists.set(type, await stillThere(hubspot, type, activities, links.get(type)));
    const ids = [...new Set([...(lists.get(type)?.of.values() ?? [])].flat())];
    await pMap(OTHER_KINDS, async (kind) => {
      others.set(`${type} ${kind}`, await associatedWith(type, kind, ids));
    });
  }
  return { engagementsOf, withoutScope: SCOPED_KINDS.filter((kind) => lacking.has(kind)) };

  async function associatedWith(
    type: ActivityType,
    kind: OtherKind,
    ids: readonly string[],
  ): Promise<Associations | undefined> {
    try {
      return await readAssociations(hubspot, type, kind, ids);
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.code !== 'forbidden') throw error;
      const scoped = SCOPED_KINDS.find((one) => one === kind);
      if (scoped === undefined) throw error;
      if (!withoutScope.includes(scoped)) return undefined;
      lacking.add(scoped);
      return { of: new Map(ids.map((id) => [id, []])), unread: new Map() };
    }
  }

  function engagementsOf({ id, mergedIds }: Ids): Engagement[] | undefined {
    const person = new Set([id, ...mergedIds]);
    const all: Engagement[] = [];
    for (const type of ACTIVITY_TYPES) {
      const ids = lists.get(type)?.of.get(id);
      if (ids === undefined) return undefined;
      for (const one of ids) all.push(engagement(person, type, one));
    }
    return all;
  }

  function engagement(person: ReadonlySet<string>, type: ActivityType, id: string): Engagement {
    const activity = activities.get(type, id);
    const modifiedAt = activity.kind === 'live' ? activity.modifiedAt : undefined;
    if (modifiedAt === undefined) return { type, id, class: 'unread', modifiedAt: 0 };
    const of = (kind: OtherKind) => others.get(`${type} ${kind}`)?.of.get(id);
    const associated = {
      contacts: of('contacts'),
      companies: of('companies'),
      deals: of('deals'),
      tickets: of('tickets'),
    };
    return { type, id, class: classOf(person, associated), modifiedAt };
  }
}

/**
 * Engagements of one type that are still there. Some that people led to may be archived since: these people are asked about once more,
 * and whoever still leads to one, or to others than before, leads to something that cannot be read.
 */
async function stillThere(
  hubspot: SliceContext['hubspot'],
  type: ActivityType,
  activities: ActivitiesNow,
  found: Associations | undefined,
): Promise<Associations> {
  if (found === undefined) return { of: new Map(), unread: new Map() };
  const isGone = (id: string) => activities.get(type, id).kind === 'gone';
  const lost = [...found.of].filter(([, ids]) => ids.some(isGone)).map(([person]) => person);
  if (lost.length === 0) return found;
  const again = await readAssociations(hubspot, 'contacts', type, lost);
  const of = new Map(found.of);
  const unread = new Map(found.unread);
  for (const person of lost) {
    const left = (found.of.get(person) ?? []).filter((id) => !isGone(id));
    const now = new Set(again.of.get(person) ?? []);
    const isSettled = again.of.has(person) && now.size === left.length && left.every((id) => now.has(id));
    if (isSettled) of.set(person, left);
    else {
      of.delete(person);
      unread.set(person, again.unread.get(person) ?? `its ${type} were changed while they were read`);
    }
  }
  return { of, unread };
}
