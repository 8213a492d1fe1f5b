import type { Faker } from '@faker-js/faker';
import type { DateTime } from 'luxon';
import { dayEndingIn, helsinkiToday } from './helsinki-time.ts';

/** When a customer's first and latest service contacts were. */
export interface Relationship {
  readonly first: DateTime;
  readonly last: DateTime;
}

export type Stage = 'active' | 'ending_soon' | 'ended';

const YEARS_OF_HISTORY = 14;

/** A relationship whose ten years (notice §7) are at the given stage at `now` (epoch ms). */
export function relationship(faker: Faker, now: number, stage: Stage): Relationship {
  const last = officeTime(faker, latest(faker, now, stage));
  const start = helsinkiToday(now).minus({ years: YEARS_OF_HISTORY });
  return { first: last.minus({ days: faker.number.int({ min: 0, max: daysFrom(start, last) }) }), last };
}

/** A working hour of some day in the relationship. */
export function someTimeIn(faker: Faker, { first, last }: Relationship): DateTime {
  const time = officeTime(faker, first.plus({ days: faker.number.int({ min: 0, max: daysFrom(first, last) }) }));
  return time > last ? last : time;
}

/** The day at some working hour in Helsinki. */
export function officeTime(faker: Faker, day: DateTime): DateTime {
  return day.startOf('day').set({
    hour: faker.number.int({ min: 8, max: 16 }),
    minute: 5 * faker.number.int({ min: 0, max: 11 }),
  });
}

function latest(faker: Faker, now: number, stage: Stage): DateTime {
  if (stage === 'ending_soon') return dayEndingIn(now, faker.number.int({ min: 3, max: 175 }));
  if (stage === 'ended') return dayEndingIn(now, -faker.number.int({ min: 5, max: 3 * 365 }));
  const recent = faker.datatype.boolean(0.7);
  return helsinkiToday(now).minus({ days: faker.number.int(recent ? { min: 1, max: 730 } : { min: 731, max: 3300 }) });
}

function daysFrom(from: DateTime, to: DateTime): number {
  return Math.max(0, Math.floor(to.diff(from, 'days').days));
}
