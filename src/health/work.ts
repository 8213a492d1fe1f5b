import type { Scope } from '../runs/run.ts';
import type { Settings } from '../settings/settings.ts';
import { dueBy } from './due-by.ts';

const HOUR = 3_600_000;

interface WorkRules {
  readonly schedule: Exclude<keyof Settings['schedules'], 'verify'>;
  /** Runs that do it; those over everything do all there is. */
  readonly scopes: readonly Scope[];
  /** How late it may be: runs wait for one another, and go on the next day when the daily quota is used up. */
  readonly allowanceMs: number;
  /** As a person calls it. */
  readonly name: string;
}

/** What keeps the register right, by the name of its function. */
export const WORK = {
  sync: { schedule: 'sync', scopes: ['changed', 'all'], allowanceMs: HOUR, name: 'sync' },
  retentionClock: {
    schedule: 'clock',
    scopes: ['clock', 'all'],
    allowanceMs: 3 * HOUR,
    name: 'run of the retention clock',
  },
  reconcile: { schedule: 'reconcile', scopes: ['all'], allowanceMs: 24 * HOUR, name: 'reconcile' },
} as const satisfies Readonly<Record<string, WorkRules>>;

export type Work = keyof typeof WORK;

/** Since when work should have been done. Without such an instant it is never late. */
export function workDueBy(work: Work, schedules: Settings['schedules'], now: number): number {
  const { schedule, allowanceMs } = WORK[work];
  return dueBy(schedules[schedule], now, allowanceMs) ?? Number.NEGATIVE_INFINITY;
}
