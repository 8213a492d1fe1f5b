import { type CalendarDate, localDate } from './calendar.ts';
import { parseInstant } from './instant.ts';

const DAY_MS = 86_400_000;

/**
 * The calendar date that somebody typed into a HubSpot property. HubSpot keeps a `date` as midnight UTC, whose UTC date it is; a
 * `datetime`, into which staff may have made it, is an instant whose date is the local one in `timeZone` (22 November in Helsinki
 * begins at 21T22:00Z). `undefined` when the text is neither.
 */
export function typedDate(text: string, timeZone: string): CalendarDate | undefined {
  const instant = parseInstant(text);
  if (instant === undefined) return undefined;
  return localDate(instant, instant % DAY_MS === 0 ? 'utc' : timeZone);
}
