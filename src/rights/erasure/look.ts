import type { Engine } from '../../work/engine.ts';
import type { ItemSummary } from './item.ts';
import type { ErasureList, ListState } from './list.ts';
import { settledList } from './settle.ts';
import { erasureStores } from './stores.ts';

/** What somebody may do with a list next. */
export const LIST_ACTIONS = ['exclude', 'approve', 'reject', 'cancel', 'certificate'] as const;

export type ListAction = (typeof LIST_ACTIONS)[number];

const ACTIONS: Readonly<Partial<Record<ListState, readonly ListAction[]>>> = {
  preparing: ['cancel'],
  awaiting_approval: ['exclude', 'approve', 'reject', 'cancel'],
  checking: ['cancel'],
  approved: ['cancel'],
  completed: ['certificate'],
  partly_completed: ['certificate'],
};

/** What may come next, whoever does it: that a preparer may not approve is another matter. */
export function actionsOf({ state }: Pick<ErasureList, 'state'>): readonly ListAction[] {
  return ACTIONS[state] ?? [];
}

/** A list in its true state; `undefined` when there is none with this id. */
export async function erasureOf(engine: Engine, id: string): Promise<ErasureList | undefined> {
  await engine.storage.prepare();
  return (await settledList(engine, id))?.list;
}

/** At most `limit` lists, newest first; `before` is the id after which the page before ended. */
export async function erasurePage(
  engine: Engine,
  limit: number,
  before?: string,
): Promise<{ readonly lists: readonly ErasureList[]; readonly next: string | null }> {
  await engine.storage.prepare();
  const found = await erasureStores(engine).lists.latest(limit + 1, before);
  const shown = found.slice(0, limit);
  const lists = await Promise.all(shown.map(async (list) => (await settledList(engine, list.id))?.list ?? list));
  return { lists, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Which people of a list are wanted: of one status, of whom a check found something to differ, or both. */
export interface WantedPeople {
  readonly status?: ItemSummary['status'] | undefined;
  readonly changed?: boolean | undefined;
}

/**
 * At most `limit` people of a list in the order of their ids, all or those that are wanted; `after` is the contact with whom the page
 * before ended.
 */
export async function itemsPage(
  engine: Engine,
  id: string,
  limit: number,
  after?: string,
  { status, changed }: WantedPeople = {},
): Promise<{ readonly items: readonly ItemSummary[]; readonly next: string | null }> {
  await engine.storage.prepare();
  const isWanted = (item: ItemSummary) =>
    (status === undefined || item.status === status) && (!changed || item.changes.length > 0);
  const some = status === undefined && !changed ? undefined : isWanted;
  return erasureStores(engine).items.page(id, limit, after, some);
}
