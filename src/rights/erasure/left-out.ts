import { formatInstant } from '../../register/instant.ts';
import type { Examined } from './examine.ts';
import type { ItemSummary, StoredItem } from './item.ts';
import { statusOf } from './item-of.ts';

/** How somebody is left out of an execution, with nothing of them gone. */
export type Left = Pick<ItemSummary, 'status' | 'reason' | 'until' | 'changes'> &
  Partial<Pick<ItemSummary, 'outcomes'>>;

/** The item of somebody who is left out at `now` (epoch ms). */
export function leftOut<Item extends ItemSummary>(item: Item, left: Left, now: number): Item {
  return { ...item, ...left, finishedAt: formatInstant(now) };
}

/** How somebody is left out who was found so, and who differs in `changes` from what was approved. */
export function leftAs(item: StoredItem, now: Examined, changes: readonly string[]): Left {
  const what = { ...statusOf(now, 'changed'), changes: [...changes] };
  return now.kind === 'gone' ? { ...what, ...leftBehind(item) } : what;
}

/** Of somebody whom others erased nothing leads to their engagements any more: whose those are by now, nobody can tell. */
function leftBehind({ engagements, outcomes }: StoredItem): Pick<ItemSummary, 'outcomes'> {
  return { outcomes: { ...outcomes, left: engagements.length } };
}
