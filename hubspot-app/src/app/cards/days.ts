import type { ReadProperty } from './properties.ts';
import { type Known, textOf, type Values } from './values.ts';

/** A calendar day, `2035-09-20`: two of them compare as text. */
export type Day = string;

/** Days of the register are days in Finland, whatever zone the user is in: as `timeZone` of the policy. */
export const TIME_ZONE = 'Europe/Helsinki';

const DAY_MS = 86_400_000;
/** Days of years of four figures: others do not compare as text. */
const [FIRST, LAST] = [Date.UTC(1000, 0, 2), Date.UTC(9999, 11, 31)];
const LOCAL = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Finland at an instant, in milliseconds. */
export function dayAt(instant: number): Day {
  const parts = new Map(LOCAL.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/**
 * The day of a value. HubSpot keeps a date as midnight UTC, whose UTC date it is, and gives it as `2035-09-20` or as milliseconds; any
 * other instant counts by its day in Finland.
 */
export function dayOf(values: Values, property: ReadProperty): Known<Day> {
  const text = textOf(values, property);
  if (text === '') return { kind: 'none' };
  const instant = instantOf(text);
  if (instant === undefined) return { kind: 'odd', text };
  return {
    kind: 'known',
    value: instant % DAY_MS === 0 ? new Date(instant).toISOString().slice(0, 10) : dayAt(instant),
  };
}

function instantOf(text: string): number | undefined {
  const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const instant = iso ? Date.parse(text) : /^-?\d{5,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(instant >= FIRST && instant <= LAST)) return undefined;
  const exists = !iso || text.length > 10 || new Date(instant).toISOString().startsWith(text);
  return exists ? instant : undefined;
}

/** Days from one day to a later one. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** A day as staff read it: 20.9.2035. */
export function shownDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}.${month}.${year}`;
}
