import { DateTime } from 'luxon';

/** Time zone of the generated company and of the calendar dates in its register. */
export const HELSINKI = 'Europe/Helsinki';

/** Start of the local day of `now` (epoch ms) in Helsinki. */
export function helsinkiToday(now: number): DateTime {
  return DateTime.fromMillis(now, { zone: HELSINKI }).startOf('day');
}

/**
 * Noon in Helsinki on the day whose ten calendar years end `days` from the local date of `now` (epoch ms); negative
 * days are in the past. When that end date is a 29 February nothing ends on it, and the day gives 28 February.
 */
export function dayEndingIn(now: number, days: number): DateTime {
  return helsinkiToday(now).plus({ days }).minus({ years: 10 }).set({ hour: 12 });
}

/** The given time of day in Helsinki, `years` calendar years before the local date of `now` (epoch ms). */
export function yearsAgo(now: number, years: number, hour = 12): DateTime {
  return helsinkiToday(now).minus({ years }).set({ hour });
}

/** ISO 8601 UTC with milliseconds, as HubSpot prints a `datetime`. */
export function utcText(at: DateTime): string {
  return new Date(at.toMillis()).toISOString();
}

/** `YYYY-MM-DD`, as HubSpot prints a `date`. */
export function dateText(day: DateTime): string {
  return utcText(day.setZone('utc', { keepLocalTime: true }).startOf('day')).slice(0, 10);
}
