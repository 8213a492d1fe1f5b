import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOf, monthsFrom, yearsOf } from '../../console/src/pages/retention/months.ts';

const byStatus = { active: 0, ending_soon: 0, ended: 0, on_hold: 0, unknown: 0 };
const month = (name: string | null, total: number) => ({
  month: name,
  total,
  byStatus: { ...byStatus, active: total },
});

const monthNames = fc
  .tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
const all = fc
  .uniqueArray(fc.tuple(fc.option(monthNames), fc.nat(1_000)), { selector: ([name]) => name })
  .map((months) => months.map(([name, total]) => month(name, total)));

test('everybody is in one of the twelve months, before, after, or without an end', () => {
  fc.assert(
    fc.property(all, monthNames, (months, first) => {
      const shown = monthsFrom(months, first);
      const within = shown.months.reduce((sum, { total }) => sum + total, 0);
      expect(shown.months.map((one) => one.month)).toEqual([...new Set(shown.months.map((one) => one.month))].sort());
      expect(shown.months).toHaveLength(12);
      expect(shown.months[0]?.month).toBe(first);
      const total = months.reduce((sum, one) => sum + one.total, 0);
      expect(within + shown.earlier + shown.later + shown.noEnd).toBe(total);
    }),
  );
});

test('a month begins on its first day and ends on its last', () => {
  expect(daysOf('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
  expect(daysOf('2026-12')).toEqual({ first: '2026-12-01', last: '2026-12-31' });
});

test('years are those in which somebody ends', () => {
  expect(yearsOf([month('2031-05', 1), month('2026-01', 1), month('2031-06', 1), month(null, 3)])).toEqual([
    '2026',
    '2031',
  ]);
});
