import { type Block, MOST_BLOCKS } from './budget-state.ts';

/**
 * The clocks of two instances may differ by so much. The same for a process's own blocks: if they were free any sooner
 * for itself, another would never get its turn.
 */
const GUARD_MS = 250;
/** A block that has left its window is kept for so long: it still counts in estimates of what others used. */
const KEPT_MS = 3_000;
/** No process with a sound clock writes a time so far ahead. */
const NONSENSE_MS = 300_000;

/** One limit as one process sees it now. */
export interface LimitNow {
  readonly now: number;
  readonly windowMs: number;
}

/** Whether a time written by some process may be believed. */
export function isSound(time: number, now: number): boolean {
  return time <= now + NONSENSE_MS;
}

/** When a block stops counting: a window after its last request was answered, for HubSpot counted it before that. */
function freeAt({ until }: Block, { windowMs }: LimitNow): number {
  return until + windowMs + GUARD_MS;
}

function isLive(block: Block, view: LimitNow): boolean {
  return freeAt(block, view) > view.now && isSound(block.until, view.now);
}

/** How many more requests the limit allows now, and when it will allow `needed` of them unless somebody else is faster. */
export function room(
  blocks: readonly Block[],
  view: LimitNow,
  limit: number,
  needed: number,
): { free: number; at: number } {
  const live = blocks.filter((block) => isLive(block, view)).sort((a, b) => freeAt(a, view) - freeAt(b, view));
  const free = limit - countOf(live);
  let missing = needed - free;
  let at = view.now;
  // Each place in the list of blocks is scarce, too.
  for (const [index, block] of live.entries()) {
    if (missing <= 0 && live.length - index < MOST_BLOCKS) break;
    missing -= block.count;
    at = freeAt(block, view);
  }
  return { free: Math.max(0, free), at };
}

/** What a process tells of a block that it holds: requests taken or still to be taken from it, and when it was answered. */
export type Told = Omit<Block, 'owner' | 'grantedAt'>;

/** The blocks with what their owner tells of its own; the very same when that is nothing new. */
export function tell(blocks: readonly Block[], owner: string, told: readonly Told[]): readonly Block[] {
  let isNew = false;
  const next = blocks.flatMap((block) => {
    if (block.owner !== owner || !block.open) return [block];
    // One that its owner does not know: the answer to the write that granted it was lost, so nothing was sent.
    const { count, until, open } = told.find(({ id }) => id === block.id) ?? { count: 0, until: 0, open: false };
    if (count === block.count && open) return [block];
    isNew = true;
    return count === 0 ? [] : [{ ...block, count, until, open }];
  });
  return isNew ? next : blocks;
}

/** The blocks without those that count no more. */
export function withoutOld(blocks: readonly Block[], view: LimitNow): Block[] {
  const live = blocks.filter((block) => isLive(block, view));
  const places = MOST_BLOCKS - live.length;
  const kept = blocks.filter((block) => !isLive(block, view) && block.until > view.now - view.windowMs - KEPT_MS);
  return [...(places > 0 ? kept.filter(({ until }) => isSound(until, view.now)).slice(-places) : []), ...live];
}

export function countOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { count }) => sum + count, 0);
}
