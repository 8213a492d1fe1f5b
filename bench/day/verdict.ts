import type { DayRun } from './day-run.ts';
import { sumOf } from './kinds.ts';

/** Requests of a sync against its floor, without the backlog or with what cannot be spared besides. */
export function floorRatio({ requests, lived }: DayRun, { backlog = true, besides = false } = {}): number {
  if (lived === undefined) return Number.NaN;
  const made = sumOf(requests) - (backlog ? 0 : requests['backlog searches']);
  return made / (sumOf(lived.floor) + (besides ? sumOf(lived.besides) : 0));
}

/** Requests of a clock run beyond its writes. */
export function clockExcess({ requests }: DayRun): number {
  return sumOf(requests) - requests['contact updates'] - requests['company updates'];
}

/** Records that the reconcile at the end still had to change: syncs and clock runs must have left none. */
export function changesMissed(runs: readonly DayRun[]): number {
  return runs
    .filter(({ name }) => name === 'last reconcile')
    .reduce((sum, { run }) => sum + run.contacts.changed + run.companies.changed, 0);
}

/** What is wrong with the runs, in words; empty when nothing is. */
export function wrongs(runs: readonly DayRun[]): string[] {
  const failed = runs.filter(({ run, refused }) => run.status !== 'succeeded' || refused > 0);
  const missed = changesMissed(runs);
  return [
    ...failed.map(({ name, run, refused }) => `${name}: ${run.status}, ${refused} answers 429, ${run.problem ?? ''}`),
    ...(missed > 0 ? [`the last reconcile changed ${missed} records that syncs and clock runs had left`] : []),
  ];
}
