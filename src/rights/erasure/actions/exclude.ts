import pMap from 'p-map';
import { subjectOf } from '../../../register/record.ts';
import type { Engine } from '../../../work/engine.ts';
import type { ItemSummary } from '../item.ts';
import type { ErasureList } from '../list.ts';
import { sumUp } from '../list-hash.ts';
import { settledList } from '../settle.ts';
import { erasureStores } from '../stores.ts';
import { subjectOfList } from '../subject.ts';
import { type ErasureRefusal, refused } from './refusal.ts';

/** Somebody who is not to be erased after all, with a code of policy `erasure.excludeReasons`. */
interface Exclusion {
  readonly contactId: string;
  readonly reason: string;
}

type Excluded = { readonly kind: 'excluded'; readonly list: ErasureList };
type Refused = Extract<
  ErasureRefusal,
  { kind: 'unknown_list' | 'wrong_state' | 'wrong_reason' | 'not_proposed' | 'changed_meanwhile' }
>;

const AT_ONCE = 8;

/**
 * Takes people off a list that awaits approval; its hash changes. Whoever only excludes prepares nothing. The people come before
 * the hash: should an approval come in between, or a crash, it is for a hash that the people on the list do not give, and comes
 * to nothing.
 */
export async function excludeFromList(
  engine: Engine,
  id: string,
  exclusions: readonly Exclusion[],
  actor: string,
): Promise<Excluded | Refused> {
  await engine.storage.prepare();
  const { lists, items } = erasureStores(engine);
  const stored = await settledList(engine, id);
  if (stored === undefined) return refused(engine, 'exclude', { kind: 'unknown_list' }, actor);
  const { state } = stored.list;
  if (state !== 'awaiting_approval') return refused(engine, 'exclude', { kind: 'wrong_state', state }, actor, id);
  const reasons = new Map(exclusions.map(({ contactId, reason }) => [contactId, reason]));
  if ([...reasons.values()].some((reason) => !engine.policy.erasure.excludeReasons.includes(reason)))
    return refused(engine, 'exclude', { kind: 'wrong_reason' }, actor, id);
  const found = await pMap(reasons.keys(), (contactId) => items.find(id, contactId), { concurrency: AT_ONCE });
  const proposed = found.flatMap((item) => (item?.status === 'proposed' ? [item] : []));
  const there = new Set(proposed.map(({ contactId }) => contactId));
  const contactIds = [...reasons.keys()].filter((contactId) => !there.has(contactId));
  if (contactIds.length > 0) return refused(engine, 'exclude', { kind: 'not_proposed', contactIds }, actor, id);
  await recordExclusions(engine, id, reasons, actor);
  const excluded = (item: ItemSummary): ItemSummary => {
    return { ...item, status: 'excluded', reason: reasons.get(item.contactId) ?? null, changes: [] };
  };
  await items.mark(id, proposed.map(excluded));
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const now = await lists.find(id);
    if (now?.list.state !== 'awaiting_approval')
      return refused(engine, 'exclude', { kind: 'changed_meanwhile' }, actor, id);
    const saved = await lists.save(now, await sumUp(now.list, items.all(id)));
    if (saved.kind === 'saved') return { kind: 'excluded', list: saved.stored.list };
  }
}

async function recordExclusions(
  { audit }: Engine,
  id: string,
  reasons: ReadonlyMap<string, string>,
  actor: string,
): Promise<void> {
  const ofPeople = [...reasons].map(([contactId, reason]) => {
    const subject = subjectOf({ kind: 'contacts', id: contactId });
    return { action: 'erasure_excluded', subject, cause: `erasure=${id} reason=${reason}` } as const;
  });
  const ofList = { action: 'erasure_excluded', subject: subjectOfList(id), cause: `contacts=${reasons.size}` } as const;
  await audit.record([ofList, ...ofPeople], { runId: '', actor });
}
