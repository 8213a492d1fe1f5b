import { Cron } from 'croner';
import { describe, expect, it, vi } from 'vitest';
import { said, startFixture } from './start-fixture.ts';

describe('timer functions', () => {
  it('run by hand, with the next occurrence in UTC', async () => {
    const { host, lines } = await startFixture({
      schedule: '30 5 22 * * *',
      now: () => Date.parse('2026-11-23T00:00:00Z'),
    });
    await host.runTimer('tick');
    await host.runTimer('tick', { isPastDue: true });
    expect(said(lines, 'tick')).toEqual([
      { isPastDue: false, next: '2026-11-23T22:05:30.000Z' },
      { isPastDue: true, next: '2026-11-23T22:05:30.000Z' },
    ]);
  });

  it('run by hand through the admin endpoint, as on the Functions host', async () => {
    const { host, lines } = await startFixture();
    const response = await fetch(`${host.url}/admin/functions/tick`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(202);
    await host.idle();
    expect(said(lines, 'tick')).toHaveLength(1);
  });

  it('are 404 at the admin endpoint when unknown', async () => {
    const { host } = await startFixture();
    const response = await fetch(`${host.url}/admin/functions/thing`, { method: 'POST' });
    expect(response.status).toBe(404);
  });

  it('run when their time has come, and not before', async () => {
    const { host, lines } = await startFixture({ schedule: '* * * * * *' });
    expect(said(lines, 'tick')).toEqual([]);
    await vi.waitFor(() => expect(said(lines, 'tick').length).toBeGreaterThan(0), { timeout: 60_000 });
    await host.close();
  });

  it('do not run by themselves on a host that is told so, but by hand', async () => {
    const { host, lines } = await startFixture({ schedule: '* * * * * *', timersFire: false });
    const seconds = new Cron('* * * * * *', { maxRuns: 2 });
    await new Promise<void>((passed) => {
      seconds.schedule(() => {
        if (seconds.nextRun() === null) passed();
      });
    });
    expect(said(lines, 'tick')).toEqual([]);
    await host.runTimer('tick');
    expect(said(lines, 'tick')).toHaveLength(1);
  });

  it('reject with what the handler throws', async () => {
    const { host, lines } = await startFixture();
    await expect(host.runTimer('failingTick')).rejects.toThrow('no time');
    expect(lines).toEqual([expect.stringMatching(/^failingTick: failed, \d+ ms: RangeError: no time$/)]);
  });

  it('reject with unknown_function', async () => {
    const { host } = await startFixture();
    await expect(host.runTimer('nobody')).rejects.toMatchObject({ code: 'unknown_function' });
  });
});
