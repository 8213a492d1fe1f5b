import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '../../src/register/calendar.ts';
import { dueOn, dueWithPausesOn, extendableUntil } from '../../src/register/deadline.ts';

const HELSINKI = 'Europe/Helsinki';
const DAY_MS = 86_400_000;

// Regulation 1182/71, Art. 3, as applied in Finland.
test.each([
  ['2026-08-31T09:00:00Z', false, '2026-09-30'],
  ['2026-11-05T09:00:00Z', false, '2026-12-07'],
  ['2026-11-24T09:00:00Z', false, '2026-12-24'],
  ['2026-11-25T09:00:00Z', false, '2026-12-28'],
  ['2026-11-28T21:30:00Z', false, '2026-12-28'],
  ['2026-11-30T22:30:00Z', false, '2027-01-04'],
  ['2027-01-31T09:00:00Z', false, '2027-03-01'],
  ['2028-01-30T09:00:00Z', false, '2028-02-29'],
  ['2027-02-26T09:00:00Z', false, '2027-03-30'],
  ['2027-04-06T09:00:00Z', false, '2027-05-07'],
  ['2026-12-06T09:00:00Z', false, '2027-01-07'],
  ['2026-11-30T09:00:00Z', true, '2027-03-01'],
  ['2027-11-30T09:00:00Z', true, '2028-02-29'],
])('received at %s (extended: %s) ends on %s', (received, extended, ends) => {
  expect(dueOn({ receivedOn: localDate(Date.parse(received), HELSINKI), extended })).toBe(ends);
});

test.each([
  ['no pause', [], '2026-12-07'],
  ['a pause of no day', [['2026-11-10', '2026-11-10']], '2026-12-07'],
  ['days are added to the end before it rolls', [['2026-11-10', '2026-11-11']], '2026-12-07'],
  ['from the day after it began through the day it ended', [['2026-11-10', '2026-11-13']], '2026-12-08'],
  [
    'two that meet share no day',
    [
      ['2026-11-10', '2026-11-12'],
      ['2026-11-12', '2026-11-14'],
    ],
    '2026-12-09',
  ],
])('%s', (_, pauses, ends) => {
  const given = pauses.map(([from = '', to = '']) => ({ from, to }));
  expect(dueWithPausesOn({ receivedOn: '2026-11-05', extended: false }, given)).toBe(ends);
});

test('may be extended as long as its first month lasts', () => {
  expect(extendableUntil({ receivedOn: '2026-11-05' })).toBe('2026-12-07');
});

const FIRST = Date.UTC(2020, 0, 1);
const days = fc.integer({ min: 0, max: 365 * 80 });
const dateOf = (day: number) => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);

test('a later receipt, an extension or a pause never gives an earlier deadline', () => {
  fc.assert(
    fc.property(days, fc.nat(400), fc.boolean(), fc.nat(60), (day, later, extended, paused) => {
      const [first, second] = [dateOf(day), dateOf(day + later)];
      const term = { receivedOn: first, extended };
      expect(dueOn({ receivedOn: second, extended }) >= dueOn(term)).toBe(true);
      expect(dueOn({ receivedOn: first, extended: true }) >= dueOn(term)).toBe(true);
      const pause = { from: first, to: dateOf(day + paused) };
      expect(dueWithPausesOn(term, [pause]) >= dueOn(term)).toBe(true);
      expect([[], [{ from: first, to: first }]].map((none) => dueWithPausesOn(term, none))).toEqual([
        dueOn(term),
        dueOn(term),
      ]);
    }),
  );
});

/** Easter Sundays as almanacs print them. */
const EASTER = [
  '2020-04-12',
  '2021-04-04',
  '2022-04-17',
  '2023-04-09',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
  '2029-04-01',
  '2030-04-21',
  '2031-04-13',
  '2032-03-28',
  '2033-04-17',
  '2034-04-09',
  '2035-03-25',
  '2036-04-13',
  '2037-04-05',
  '2038-04-25',
  '2039-04-10',
  '2040-04-01',
];

/** Days that are no working days, written down as a list. */
const FREE = new Set(
  EASTER.flatMap((easter) => {
    const year = easter.slice(0, 4);
    const from = (count: number) => new Date(Date.parse(easter) + count * DAY_MS).toISOString().slice(0, 10);
    const fixed = ['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'].map((day) => `${year}-${day}`);
    return [...fixed, from(-2), from(1), from(39)];
  }),
);

/** The same in another way: by days of the week and a list, with plain arithmetic of months. */
function otherwise(receivedOn: string, months: number): string {
  const [year = 0, month = 0, day = 0] = receivedOn.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  let end = Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()));
  const isFree = () => [0, 6].includes(new Date(end).getUTCDay()) || FREE.has(new Date(end).toISOString().slice(0, 10));
  while (isFree()) end += DAY_MS;
  return new Date(end).toISOString().slice(0, 10);
}

test('agrees with another computation on every day of twenty years', () => {
  const wrong: string[] = [];
  for (let at = FIRST; at < Date.UTC(2040, 0, 1); at += DAY_MS) {
    const receivedOn = new Date(at).toISOString().slice(0, 10);
    if (dueOn({ receivedOn, extended: false }) !== otherwise(receivedOn, 1)) wrong.push(receivedOn);
    if (dueOn({ receivedOn, extended: true }) !== otherwise(receivedOn, 3)) wrong.push(`${receivedOn} extended`);
  }
  expect(wrong).toEqual([]);
});
