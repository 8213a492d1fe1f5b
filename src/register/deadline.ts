import { DateTime } from 'luxon';
import { type CalendarDate, daysBetween } from './calendar.ts';
import { workingDayFrom } from './working-day.ts';

/** Calendar months from receipt, and from receipt too when the term is extended (Art. 12(3)). */
const MONTHS = 1;
const MONTHS_EXTENDED = 3;

/** When a request was received, and whether its term is extended. */
export interface Term {
  /** The day it reached the controller, by its own time zone, whatever day of the week that was. */
  readonly receivedOn: CalendarDate;
  readonly extended: boolean;
}

/** A time in which the controller waits for the person; `to` is the day on which it ended, or today while it lasts. */
export interface Pause {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * The day with whose last hour the term of Art. 12(3) ends: the same day of the last month, or its last day where there is no such
 * day, and the next working day after a day that is none (Regulation 1182/71, Art. 3(1), (2)(c) and (4)).
 */
export function dueOn(term: Term): CalendarDate {
  return workingDayFrom(unrolledEnd(term));
}

/** The same with the days of all pauses, from the day after each began through the day it ended, added before it rolls on. */
export function dueWithPausesOn(term: Term, pauses: readonly Pause[]): CalendarDate {
  const days = pauses.reduce((sum, { from, to }) => sum + Math.max(0, daysBetween(from, to)), 0);
  return workingDayFrom(utc(unrolledEnd(term)).plus({ days }).toFormat('yyyy-MM-dd'));
}

/** The last day on which a term can be extended: the person must be told within the first month (Art. 12(3)). */
export function extendableUntil({ receivedOn }: Pick<Term, 'receivedOn'>): CalendarDate {
  return dueOn({ receivedOn, extended: false });
}

function unrolledEnd({ receivedOn, extended }: Term): CalendarDate {
  const months = extended ? MONTHS_EXTENDED : MONTHS;
  return utc(receivedOn).plus({ months }).toFormat('yyyy-MM-dd');
}

function utc(date: CalendarDate): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}
