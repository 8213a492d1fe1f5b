import { type CalendarDate, parseDate } from './calendar.ts';

/** Whether a hold is in force today. `unreadable` when its date is not a date. */
export type Hold = 'in_force' | 'none' | 'unreadable';

/** A hold is in force through its date, in the policy's time zone; a reason without a date is no hold (notice §7). */
export function holdOn(today: CalendarDate, holdUntil: string | undefined): Hold {
  if (!holdUntil?.trim()) return 'none';
  const until = parseDate(holdUntil);
  if (until === undefined) return 'unreadable';
  return until >= today ? 'in_force' : 'none';
}
