import { DateTime } from 'luxon';
import { type Instant, parseInstant } from './instant.ts';

/** A calendar date as `YYYY-MM-DD`; such texts compare in the order of the dates they name. */
export type CalendarDate = string;

/** The local date of `instant` in `timeZone`. */
export function localDate(instant: Instant, timeZone: string): CalendarDate {
  return iso(DateTime.fromMillis(instant, { zone: timeZone }));
}

/**
 * `date` plus calendar years: 29 February gives 28 February in a common year (Regulation 1182/71, Art. 3(2)(c)). At the latest the end
 * of 9999, for later dates would not compare as texts.
 */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  const later = utc(date).plus({ years });
  return later.year > 9999 ? '9999-12-31' : iso(later);
}

/** The date so many days after another, or before it; at the latest the end of 9999, and at the earliest the first day of the year 1. */
export function daysAfter(date: CalendarDate, days: number): CalendarDate {
  const there = utc(date).plus({ days });
  if (there.year > 9999) return '9999-12-31';
  return there.year < 1 ? '0001-01-01' : iso(there);
}

/** Whole days from one date to another; negative when `to` is the earlier one. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round(utc(to).diff(utc(from), 'days').days);
}

/**
 * The date that a HubSpot `date` value holds: `YYYY-MM-DD`, or an instant whose UTC date it is (HubSpot keeps dates
 * as midnight UTC). `undefined` when the text is neither.
 */
export function parseDate(value: string): CalendarDate | undefined {
  const instant = parseInstant(value);
  return instant === undefined ? undefined : localDate(instant, 'utc');
}

function utc(date: CalendarDate): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}

function iso(date: DateTime): CalendarDate {
  const text = date.toISODate();
  if (text === null) throw new RangeError('not a calendar date');
  return text;
}
