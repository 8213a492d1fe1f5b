import type { SliceContext } from '../../facts/context.ts';
import { groupBy } from '../../group-by.ts';
import { type Associations, readAssociations } from '../../hubspot/associations.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import type { Engagement } from '../../register/engagement.ts';
import type { StoredItem } from './item.ts';
import type { ErasureList } from './list.ts';

const KINDS = ['contacts', 'deals', 'tickets'] as const;

type Kind = (typeof KINDS)[number];

/** What engagements of one type lead to; `undefined` of a kind that may not be asked about, as was approved. */
type Others = Readonly<Record<Kind, Associations | undefined>>;

/**
 * People with whom was begun before an interruption, with their engagements as they are by now: what has become somebody else's too in
 * the meantime, or cannot be told of, is `shared`, and left as it is (Art. 17; Art. 15(4) by analogy). Throws `HubSpotError`.
 */
export async function sharedSince(
  { hubspot }: Pick<SliceContext, 'hubspot'>,
  { withoutScope }: Pick<ErasureList, 'withoutScope'>,
  people: readonly StoredItem[],
): Promise<StoredItem[]> {
  const others = new Map<ActivityType, Others>();
  const theirs = people.flatMap(({ engagements }) => engagements.filter((one) => one.class !== 'shared'));
  for (const [type, some] of groupBy(theirs, (one) => one.type)) {
    const ids = [...new Set(some.map(({ id }) => id))];
    const [contacts, deals, tickets] = await Promise.all(KINDS.map((kind) => ask(type, kind, ids)));
    others.set(type, { contacts, deals, tickets });
  }
  return people.map((item) => {
    const person = new Set([item.contactId, ...item.facts.merged]);
    const asNow = (one: Engagement): Engagement => {
      return isSharedBy(person, one, others.get(one.type)) ? { ...one, class: 'shared' } : one;
    };
    return { ...item, engagements: item.engagements.map(asNow) };
  });

  async function ask(type: ActivityType, kind: Kind, ids: readonly string[]): Promise<Associations | undefined> {
    try {
      return await readAssociations(hubspot, type, kind, ids);
    } catch (error) {
      const isAllowed = withoutScope.some((one) => one === kind);
      if (isAllowed && error instanceof HubSpotError && error.code === 'forbidden') return undefined;
      throw error;
    }
  }
}

/** Nobody at all is nobody else: of somebody who is gone nothing leads to their engagements any more. */
function isSharedBy(person: ReadonlySet<string>, { id }: Engagement, others: Others | undefined): boolean {
  return KINDS.some((kind) => {
    const associated = others?.[kind];
    if (associated === undefined) return false;
    const ids = associated.of.get(id);
    return ids === undefined || ids.some((one) => kind !== 'contacts' || !person.has(one));
  });
}
