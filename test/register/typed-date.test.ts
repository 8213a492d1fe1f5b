import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { typedDate } from '../../src/register/typed-date.ts';

const HELSINKI = 'Europe/Helsinki';

describe('typedDate', () => {
  it.each([
    // A `date`, as HubSpot keeps and prints it.
    ['2026-11-22', '2026-11-22'],
    [String(Date.parse('2026-11-22T00:00:00Z')), '2026-11-22'],
    ['2026-11-22T00:00:00Z', '2026-11-22'],
    // A `datetime`: 22 November in Helsinki, from its first to its last moment.
    ['2026-11-21T22:00:00Z', '2026-11-22'],
    ['2026-11-22T21:59:59.999Z', '2026-11-22'],
    [String(Date.parse('2026-11-21T22:00:00Z')), '2026-11-22'],
    // In summer the day begins an hour earlier.
    ['2026-07-21T21:00:00Z', '2026-07-22'],
    ['2026-07-21T20:59:00Z', '2026-07-21'],
    ['tomorrow', undefined],
    ['', undefined],
  ])('takes %s as %s in Helsinki', (text, date) => {
    expect(typedDate(text, HELSINKI)).toBe(date);
  });

  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22T05:00:00Z', '2026-11-22'],
    ['2026-11-22T04:59:59Z', '2026-11-21'],
  ])('takes %s as %s in New York, west of UTC', (text, date) => {
    expect(typedDate(text, 'America/New_York')).toBe(date);
  });

  it('gives back the day that staff chose, whatever the type of the property, in every zone east of UTC', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(HELSINKI, 'Asia/Tokyo', 'UTC'), (days, zone) => {
        const date = DateTime.fromISO('1995-01-01', { zone: 'utc' }).plus({ days }).toISODate() ?? '';
        const begins = DateTime.fromISO(date, { zone }).toUTC().toISO() ?? '';
        expect([typedDate(date, zone), typedDate(begins, zone)]).toEqual([date, date]);
      }),
      { seed: 20_261_128 },
    );
  });
});
