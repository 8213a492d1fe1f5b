import { type CalendarDate, daysAfter, daysBetween } from '../../register/calendar.ts';
import { COMPARE } from './contact-query.ts';
import type { ContactRow } from './contact-row.ts';
import { type ContactRows, MOST_ROWS } from './contact-rows.ts';
import { afterDay } from './places.ts';

const FIRST_DATE = '0001-01-01';
const LAST_DATE = '9999-12-31';

/** How many days are looked ahead for the latest one. */
const FIRST_LEAP = 366;

/** Days of a partition; as many as there are unless said. */
interface Days {
  readonly first?: CalendarDate;
  readonly last?: CalendarDate;
  /** A day after which there is probably nobody: where it is looked for the last one. */
  readonly likelyLast?: CalendarDate | undefined;
}

/**
 * The contacts of a partition whose end is on one of these days, the latest day first, those of a day by their ids; `size` to an answer.
 * Table Storage gives rows in the order of their keys only. So days are asked for from the last one back, as many at a time as
 * make about one answer.
 */
export async function* latestFirst(
  rows: Pick<ContactRows, 'first' | 'rows'>,
  partition: string,
  { first = FIRST_DATE, last = LAST_DATE, likelyLast }: Days,
  size: number,
): AsyncGenerator<ContactRow> {
  // One more tells whether that was all, and is to fit in the answer.
  const most = Math.min(size, MOST_ROWS - 1);
  const earliest = await rows.first({ partition, from: first, to: afterDay(last) }, most);
  if (earliest.all) {
    yield* latestOf(earliest.rows);
    return;
  }
  const lowest = earliest.rows[0]?.endsOn ?? first;
  let to = last === LAST_DATE ? await noneAfter(rows, partition, likelyLast ?? daysAfter(lowest, FIRST_LEAP)) : last;
  // As many as made the first answer; more where there is little, fewer where there is much.
  let days = 1 + daysBetween(lowest, earliest.rows.at(-1)?.endsOn ?? lowest);
  for (;;) {
    const from = later(lowest, daysAfter(to, 1 - days));
    const found = await rows.first({ partition, from, to: afterDay(to) }, most);
    if (!found.all && from < to) {
      days = Math.max(1, Math.floor((daysBetween(from, to) + 1) / 4));
      continue;
    }
    if (found.all) yield* latestOf(found.rows);
    else yield* rows.rows({ partition, from, to: afterDay(to) }, size);
    if (found.rows.length < most / 4) days *= 4;
    if (from <= lowest) return;
    to = daysAfter(from, -1);
  }
}

/** A day after which nobody ends: found in leaps, each twice as long as the one before. */
async function noneAfter(
  rows: Pick<ContactRows, 'first'>,
  partition: string,
  likely: CalendarDate,
): Promise<CalendarDate> {
  let [day, leap] = [likely, FIRST_LEAP];
  while (day < LAST_DATE) {
    const later = await rows.first({ partition, from: afterDay(day), to: afterDay(LAST_DATE) }, 1);
    if (later.rows.length === 0 && later.all) return day;
    day = daysAfter(later.rows[0]?.endsOn ?? day, leap);
    leap *= 2;
  }
  return LAST_DATE;
}

function later(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}

function latestOf(rows: readonly ContactRow[]): ContactRow[] {
  return rows.toSorted(COMPARE['-endsOn']);
}
