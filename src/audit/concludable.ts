import type { ChainedEvent } from './event.ts';
import type { Closing } from './leading-rows.ts';
import type { OpenIntentEntry } from './outcome-entries.ts';
import { restRow } from './rows.ts';

/** Intents that lie side by side and get their outcomes in one transaction, and what of theirs stays open. */
interface Concludable extends Closing {
  readonly intents: readonly OpenIntentEntry[];
}

/**
 * Cuts open intents of one transaction into runs of those that can be concluded, the last first. Nearly always all of them can,
 * and go together. Each step takes the mark that the step before left, so that whoever comes second finds it gone.
 */
export function concludable(
  entries: readonly OpenIntentEntry[],
  mark: string,
  isKnown: (event: ChainedEvent) => boolean,
): Concludable[] {
  const isWhole = ({ events }: OpenIntentEntry) => events.every(isKnown);
  const lastKnown = entries.findLastIndex(isWhole);
  if (lastKnown < 0) return [];
  const first = entries.findLastIndex((entry, index) => index < lastKnown && !isWhole(entry)) + 1;
  const intents = entries.slice(first, lastKnown + 1);
  const [before, behind] = [entries.slice(0, first), entries.slice(lastKnown + 1)];
  const left = [before, behind].filter((some) => some.length > 0);
  const next = restRow(before[0]?.first ?? 0, before.at(-1)?.last ?? 0);
  return [{ intents, mark, left }, ...concludable(before, next, isKnown)];
}
