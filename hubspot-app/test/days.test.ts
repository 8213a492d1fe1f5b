import { expect, test } from 'vitest';
import { dayAt, daysBetween, dayOf, shownDay } from '../src/app/cards/days.ts';

const until = (text: string | null) => dayOf({ rekisteri_hold_until: text }, 'rekisteri_hold_until');

test.each([
  ['2027-12-31', '2027-12-31'],
  ['1830211200000', '2027-12-31'],
  ['9999-12-31', '9999-12-31'],
  ['2027-12-31T00:00:00.000Z', '2027-12-31'],
  ['2027-12-31T00:00:00Z', '2027-12-31'],
  // Staff may have made it a property with a time: midnight in Finland.
  ['2027-12-30T22:00:00Z', '2027-12-31'],
  ['2027-06-30T21:00:00Z', '2027-07-01'],
  ['2027-06-30T20:59:59Z', '2027-06-30'],
  [' 2024-02-29 ', '2024-02-29'],
])('%j is %s', (text, day) => {
  expect(until(text)).toEqual({ kind: 'known', value: day });
});

test.each([
  '31.12.2027',
  '2027-02-29',
  '2027-13-01',
  '2027',
  'tomorrow',
  '99999999999999999',
  '999999993600000',
  '0999-12-31',
  '9999-12-31T23:00Z',
  '2027-12-31T25:00Z',
  '12e5',
])('%j is no day', (text) => {
  expect(until(text)).toEqual({ kind: 'odd', text });
});

test.each(['', '  ', null])('%j is none', (text) => expect(until(text)).toEqual({ kind: 'none' }));

test('today is the day in Finland, and days are counted over the change of clocks', () => {
  expect(dayAt(Date.parse('2026-10-24T21:00:00Z'))).toBe('2026-10-25');
  expect(dayAt(Date.parse('2026-10-25T21:59:59Z'))).toBe('2026-10-25');
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(shownDay('2026-01-02')).toBe('2.1.2026');
});
