import { DateTime } from 'luxon';
import type { Day } from './budget-state.ts';
import { DAILY_BELIEVED_MS, DAILY_LIMIT, DAILY_RESERVE } from './limits.ts';

/** Why nothing more is sent before the next midnight of the account. */
export type DaySpent = 'own_share' | 'account';

/** The day at `now` in the account's time zone; a new one begins with nothing used, but with the quota of the last. */
export function dayAt(day: Day, zone: string | null, now: number): Day {
  const date = dateAt(now, zone);
  if (date === day.date) return day;
  return { date, used: 0, limit: day.limit, remaining: null, reportedAt: 0 };
}

/** The day with a time zone that has become known: what was counted so far belongs to it. */
export function inZone(day: Day, zone: string, now: number): Day {
  return { ...day, date: dateAt(now, zone) };
}

/** What HubSpot reported of the account's daily quota: all of it, and what is left for all programs. */
export interface DailyReport {
  readonly limit: number;
  readonly remaining: number;
  readonly reportedAt: number;
}

/** The day with a report, unless it knows a later one. */
export function reported(day: Day, report: DailyReport | undefined): Day {
  return report !== undefined && report.reportedAt > day.reportedAt ? { ...day, ...report } : day;
}

/** How many of our own requests the day still allows, of the `share` (percent) of the quota that is ours. */
export function leftOfShare({ limit, used }: Day, share: number): number {
  return Math.max(0, Math.floor(((limit ?? DAILY_LIMIT) * share) / 100) - used);
}

/**
 * Whether the account as a whole has nearly used up its quota. What HubSpot last said of it is believed for a while
 * only: nothing is sent while the day is spent, so nothing else would tell that a new one began.
 */
export function accountIsSpent({ limit, remaining, reportedAt }: Day, now: number): boolean {
  if (limit === null || remaining === null || Math.abs(now - reportedAt) > DAILY_BELIEVED_MS) return false;
  return remaining < limit * DAILY_RESERVE;
}

const MINUTE_MS = 60_000;

/** The date that was asked for last: every request asks, and in no time zone does a day end within a minute. */
let last = { zone: '', minute: Number.NaN, date: '' };

function dateAt(now: number, zone: string | null): string {
  const minute = Math.floor(now / MINUTE_MS);
  if (last.minute !== minute || last.zone !== (zone ?? 'utc'))
    last = { zone: zone ?? 'utc', minute, date: dateIn(zone, now) };
  return last.date;
}

function dateIn(zone: string | null, now: number): string {
  const local = DateTime.fromMillis(now, { zone: zone ?? 'utc' });
  return (local.isValid ? local : local.setZone('utc')).toFormat('yyyy-MM-dd');
}
