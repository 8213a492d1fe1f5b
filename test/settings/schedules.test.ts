import { Cron } from 'croner';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings/settings.ts';

const NEEDED = {
  HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token',
  RegisterStorage: 'UseDevelopmentStorage=true',
  AUDIT_KEY: 'key',
};
const SCHEDULES = ['SYNC_SCHEDULE', 'CLOCK_SCHEDULE', 'RECONCILE_SCHEDULE', 'VERIFY_SCHEDULE'];

describe('schedules', () => {
  it.each([
    '* * * * *',
    '0 0 * * *',
    '0 0 0 * * * 2026',
    '@daily',
    '00:05:00',
    '%CLOCK%',
    '0 0 %HOUR% * * *',
    'x',
    '60 * * * * *',
    '0 60 * * * *',
    '0 0 24 * * *',
    '0 0 0 32 * *',
    '0 0 0 * 13 *',
    '0 0 0 * * 7',
    '0 0 0 * * 8',
    '2026-11-23T00:00:00Z',
    '0 0 0 L * *',
    '0 0 0 15W * *',
    '0 0 0 ? * 1#2',
    '0 0 0 * * 5L',
    '0 0 0 * * 1,7',
  ])('of %j are refused, whichever it is', (expression) => {
    const wrong = Object.fromEntries(SCHEDULES.map((name) => [name, expression]));
    const lines = messageOf(() => readSettings({ ...NEEDED, ...wrong }))
      .split('\n')
      .slice(1);
    expect(lines.map((line) => line.trim().split(' ')[1])).toEqual(SCHEDULES);
    for (const line of lines) expect(line).toContain('six fields');
  });

  it.each(['* * * * * *', '*/30 * * * * *', '0,30 * * * * *', '59,0 * * * * *', '0-1 0 0 1 1 *'])(
    'that fire more often than once a minute are refused (%s)',
    (expression) => {
      const message = messageOf(() => readSettings({ ...NEEDED, SYNC_SCHEDULE: expression }));
      expect(message).toMatch(/SYNC_SCHEDULE fires more often than once a minute/);
      expect(messageOf(() => readSettings({ ...NEEDED, SYNC_SCHEDULE: '30 * * * * *' }))).toBe('');
    },
  );

  it('by default look at the clock within ten minutes of every midnight in Helsinki, in summer and in winter', () => {
    const { clock } = readSettings(NEEDED).schedules;
    const cron = new Cron(clock, { paused: true, mode: '6-part', timezone: 'UTC' });
    const first = DateTime.fromISO('2026-01-01', { zone: 'Europe/Helsinki' });
    const minutes = Array.from({ length: 365 }, (_, day) => {
      const midnight = first.plus({ days: day });
      const next = cron.nextRun(new Date(midnight.toMillis() - 1));
      return ((next?.getTime() ?? Number.POSITIVE_INFINITY) - midnight.toMillis()) / 60_000;
    });
    expect(Math.max(...minutes)).toBeLessThanOrEqual(10);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ['sync', 96],
    ['verify', 1],
  ] as const)('by default start %s %d times a day', (name, times) => {
    const cron = new Cron(readSettings(NEEDED).schedules[name], { paused: true, mode: '6-part', timezone: 'UTC' });
    const day = DateTime.fromISO('2026-11-23', { zone: 'utc' });
    const runs = cron.nextRuns(200, new Date(day.toMillis() - 1));
    expect(runs.filter((run) => run.getTime() < day.plus({ days: 1 }).toMillis())).toHaveLength(times);
  });

  it('by default reconcile once a week', () => {
    const cron = new Cron(readSettings(NEEDED).schedules.reconcile, { paused: true, mode: '6-part', timezone: 'UTC' });
    const runs = cron.nextRuns(3, new Date(Date.parse('2026-11-23T00:00:00Z')));
    expect(runs.map((run) => run.toISOString())).toEqual([
      '2026-11-29T01:00:00.000Z',
      '2026-12-06T01:00:00.000Z',
      '2026-12-13T01:00:00.000Z',
    ]);
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}
