import { DateTime } from 'luxon';
import type { CalendarDate } from './calendar.ts';

/** Weekday holidays of fixed date, as month and day. */
const FIXED = new Set(['01-01', '01-06', '05-01', '12-06', '12-25', '12-26']);

/** Good Friday, Easter Monday and Ascension Day, in days from Easter Sunday. */
const FROM_EASTER = [-2, 1, 39];

const SATURDAY = 6;

/**
 * The first working day that is not before `date` (Regulation 1182/71, Art. 3(4)): Saturdays, Sundays and the nine Finnish
 * holidays that may fall on a weekday are none. The eves of Midsummer and Christmas are working days here: too early is safe.
 */
export function workingDayFrom(date: CalendarDate): CalendarDate {
  let day = DateTime.fromISO(date, { zone: 'utc' });
  while (!isWorkingDay(day)) day = day.plus({ days: 1 });
  return day.toFormat('yyyy-MM-dd');
}

function isWorkingDay(day: DateTime): boolean {
  if (day.weekday >= SATURDAY || FIXED.has(day.toFormat('MM-dd'))) return false;
  const easter = easterOf(day.year);
  return !FROM_EASTER.some((days) => easter.plus({ days }).hasSame(day, 'day'));
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
function easterOf(year: number): DateTime {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return DateTime.utc(year, Math.floor(days / 31), (days % 31) + 1);
}
