import { DateTime } from 'luxon';
import { z } from 'zod';

const MUST = 'must be a date such as 2026-11-23, or a time with its offset such as 2026-11-23T08:00:00+02:00';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** What is left of `+02:00` when somebody forgets to write `%2B` in an address. */
const LOST_PLUS = / (?=\d{2}:\d{2}$)/;

/**
 * A moment in a query, as milliseconds since 1970: a time, or a date in the register's time zone, which means its first
 * moment where a period begins and its last where it ends.
 */
export function moment(timeZone: string, side: 'begins' | 'ends') {
  return z
    .string()
    .transform((text) => text.replace(LOST_PLUS, '+'))
    .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: MUST }))
    .transform((text) => {
      if (!DATE.test(text)) return DateTime.fromISO(text).toMillis();
      const day = DateTime.fromISO(text, { zone: timeZone });
      return side === 'begins' ? day.startOf('day').toMillis() : day.endOf('day').toMillis();
    });
}
