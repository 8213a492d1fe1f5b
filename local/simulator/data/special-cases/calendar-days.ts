import { DateTime } from 'luxon';
import { dayEndingIn, HELSINKI, helsinkiToday } from '../helsinki-time.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

const WHEN: readonly (readonly [name: string, days: number])[] = [
  ['ends-yesterday', -1],
  ['ends-today', 0],
  ['ends-tomorrow', 1],
  ['ends-in-180-days', 180],
  ['ends-in-181-days', 181],
];

/** Ends of ten years around today, and calendar dates that a wrong time zone or a wrong calendar would miss. */
export const calendarDays: readonly SpecialCase[] = [
  ...WHEN.map(([name, days]) => emailAt(name, (now) => dayEndingIn(now, days))),
  emailAt('last-millisecond-before-midnight', (now) => dayEndingIn(now, 0).startOf('day').minus({ milliseconds: 1 })),
  emailAt('midnight', (now) => dayEndingIn(now, 0).startOf('day')),
  emailAt('last-millisecond-of-day', (now) => dayEndingIn(now, 0).endOf('day')),
  emailAt('leap-day', (now) => leapDayBefore(helsinkiToday(now))),
  emailAt('leap-day-ended', (now) => leapDayBefore(dayEndingIn(now, -1))),
  // Half past midnight on Monday in summer time; winter time would still say Sunday.
  emailAt('spring-clock-change', (now) => clockChange(now, 3).plus({ days: 1 }).set({ minute: 30 })),
  // Half past eleven on Sunday evening in winter time; summer time would already say Monday.
  emailAt('autumn-clock-change', (now) => clockChange(now, 10).set({ hour: 23, minute: 30 })),
];

function emailAt(name: string, at: (now: number) => DateTime): SpecialCase {
  return {
    name,
    build: (scene) => {
      const contacts = [addPerson(scene, { createdAt: at(scene.draft.now).minus({ years: 1 }) })];
      scene.draft.activity({ type: 'emails', at: at(scene.draft.now), contacts });
    },
  };
}

/** Noon of the latest 29 February before a day. */
function leapDayBefore(day: DateTime): DateTime {
  for (let { year } = day; ; year -= 1) {
    const leap = DateTime.fromObject({ year, month: 2, day: 29, hour: 12 }, { zone: HELSINKI });
    if (leap.isValid && leap < day) return leap;
  }
}

/** Start of the Sunday on which the clocks changed five years ago: the last one of March or October. */
function clockChange(now: number, month: 3 | 10): DateTime {
  const year = helsinkiToday(now).year - 5;
  const last = DateTime.fromObject({ year, month, day: 31 }, { zone: HELSINKI });
  return last.minus({ days: last.weekday % 7 });
}
