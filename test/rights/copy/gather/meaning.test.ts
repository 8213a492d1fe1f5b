import { expect, it } from 'vitest';
import { meaningOf } from '../../../../src/rights/copy/gather/meaning.ts';

const OPTIONS = new Map([
  ['true', 'Vegaani'],
  ['false', 'No'],
  ['a', 'Aamu'],
]);

it.each([
  ['bool', 'true', 'Vegaani'],
  ['bool', 'false', 'Ei'],
  ['enumeration', 'true', 'Vegaani'],
  ['enumeration', 'a;b', 'Aamu, b'],
  ['enumeration', 'b', null],
  ['number', '1.5E7', null],
  ['datetime', '2026-10-24T21:30:00Z', '25.10.2026 klo 0.30'],
  // The clock goes back: this hour is there twice.
  ['datetime', '2026-10-25T00:30:00Z', '25.10.2026 klo 3.30 (UTC+3)'],
  ['datetime', '2026-10-25T01:30:00Z', '25.10.2026 klo 3.30 (UTC+2)'],
  ['datetime', 'eilen', null],
  ['date', '2026-10-25', '25.10.2026'],
  ['string', '2026-10-25', null],
])('of a property of type %s, %j means %j', (type, value, meaning) => {
  expect(meaningOf(value, { type, options: OPTIONS }, 'Europe/Helsinki')).toBe(meaning);
});
