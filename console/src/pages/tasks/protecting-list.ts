import type { ErasureSummary } from '../../api/types.ts';

/** For so long nobody has to look again at those whom a list left out as protected. */
const LOOK_AGAIN_MS = 30 * 86_400_000;

/** Lists that looked at everybody whose decision was to erase them, whatever became of the list. */
const LOOKED: readonly ErasureSummary['state'][] = ['completed', 'partly_completed', 'rejected', 'cancelled'];

/**
 * The latest list by the end of retention, where it left out as many as protected as there are to be erased (`erase`): then there is nothing
 * to do but to wait until what protects them ends. `lists` come newest first; `today` is a calendar date.
 */
export function protectingList(
  lists: readonly ErasureSummary[],
  erase: number,
  today: string,
): ErasureSummary | undefined {
  const latest = lists.find(({ ground, state }) => ground === 'retention' && LOOKED.includes(state));
  if (latest === undefined || latest.people.protected < erase) return undefined;
  return Date.parse(today) - Date.parse(latest.createdAt) > LOOK_AGAIN_MS ? undefined : latest;
}
