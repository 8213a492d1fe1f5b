import { formatInstant, type Instant } from '../../register/instant.ts';
import type { DriftRow, Watched } from './row.ts';

const WEEK_MS = 7 * 86_400_000;

/** Searches that counting may make within any seven days, and in one reconcile. Search takes five a second of a whole account. */
export const SEARCHES_A_WEEK = 300;
export const SEARCHES_A_RUN = 100;

type Spent = DriftRow['spent'];

/** The searches of the seven days before `now`, with those that a run has made since. */
export function spentBy(spent: Spent, runId: string, now: Instant, searches: number): Spent {
  const lately = spent.filter(({ at }) => Date.parse(at) > now - WEEK_MS);
  return searches === 0 ? lately : [...lately, { at: formatInstant(now), runId, searches }];
}

/** How many searches a run may still make. */
export function searchesLeft(spent: Spent, runId: string, now: Instant): number {
  const lately = spentBy(spent, runId, now, 0);
  const ofRun = lately.filter((one) => one.runId === runId);
  return Math.max(0, Math.min(SEARCHES_A_WEEK - sumOf(lately), SEARCHES_A_RUN - sumOf(ofRun)));
}

function sumOf(spent: Spent): number {
  return spent.reduce((sum, { searches }) => sum + searches, 0);
}

/**
 * What a run has not counted yet, in the order in which it should: what nobody tried, then what was tried longest ago. What cannot be
 * counted waits for its turn as all others, or it would be first every time and keep them from theirs.
 */
export function inTurn(watched: readonly Watched[], runId: string): Watched[] {
  const since = ({ count, triedAt }: Watched) => Math.max(instantOf(triedAt), instantOf(count?.at ?? null));
  return watched.filter(({ count }) => count?.runId !== runId).toSorted((a, b) => since(a) - since(b));
}

function instantOf(at: string | null): number {
  return at === null ? 0 : Date.parse(at);
}
