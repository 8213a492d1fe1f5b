import { expect, test } from 'vitest';
import { dueBy } from '../../src/health/due-by.ts';
import { soundSettings } from '../support/health-facts.ts';
import { HOUR, NOW } from '../support/sync-world.ts';

const { sync, clock, reconcile } = soundSettings().schedules;

test.each([
  ['every quarter of an hour', sync, 0, '2026-11-23T09:00:00.000Z'],
  ['with an hour to spare', sync, HOUR, '2026-11-23T08:00:00.000Z'],
  ['both times of last night', clock, 0, '2026-11-22T21:05:00.000Z'],
  ['two Sundays', reconcile, 0, '2026-11-15T01:00:00.000Z'],
  ['on working days, after a weekend', '0 0 8,17 * * 1-5', 3 * HOUR, '2026-11-20T08:00:00.000Z'],
])('%s', (_name, schedule, allowance, expected) => {
  expect(new Date(dueBy(schedule, NOW, allowance) ?? 0).toISOString()).toBe(expected);
});

test('a day that never comes is never due', () => {
  expect(dueBy('0 0 0 31 2 *', NOW, 0)).toBeUndefined();
});
