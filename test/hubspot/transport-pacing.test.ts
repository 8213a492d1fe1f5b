import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Access } from '../../src/hubspot/records.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

const ok = z.object({});

function list({ transport, paths }: Access) {
  return transport.send({ method: 'GET', path: paths.objects('contacts'), answer: ok, effect: 'read' });
}

function search({ transport, paths }: Access) {
  return transport.send({
    method: 'POST',
    path: `${paths.objects('contacts')}/search`,
    body: { filterGroups: [], sorts: [], properties: [], limit: 10, after: '0' },
    answer: ok,
    effect: 'read',
  });
}

function associations({ transport, paths }: Access) {
  const path = paths.associationsBatchRead('contacts', 'calls');
  return transport.send({ method: 'POST', path, body: { inputs: [] }, answer: ok, effect: 'read' });
}

const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

describe('pacing against the limits of the simulator, in shared virtual time', () => {
  test('1,000 requests at once meet no 429 and use the reported maximum', async () => {
    const { access, simulator, pace } = await simulatedHubSpot();
    await many(1_000, () => list(access));
    expect(simulator.log.filter(({ status }) => status === 429)).toEqual([]);
    expect(simulator.log).toHaveLength(1_000);
    // 100 before the first answer tells of 190; then 190 in each window.
    expect(pace.elapsed()).toBeLessThanOrEqual(5 * 10_250);
    expect(access.transport.counts).toMatchObject({ count: 1_000, retried: 0 });
  });

  test('searches and association reads keep to their own limits beside them', async () => {
    const { access, simulator, pace } = await simulatedHubSpot();
    await Promise.all([
      many(150, () => list(access)),
      many(30, () => search(access)),
      many(250, () => associations(access)),
    ]);
    expect(simulator.log.filter(({ status }) => status !== 200)).toEqual([]);
    expect(pace.elapsed()).toBe(2 * 10_250);
  });

  test('a cap keeps below what HubSpot would allow', async () => {
    const { access, pace } = await simulatedHubSpot({ transport: { requestsPer10Seconds: 50 } });
    await many(200, () => list(access));
    expect(pace.elapsed()).toBe(3 * 10_250);
  });

  test('a limit that HubSpot lowers on the way is followed after few 429s', async () => {
    const { access, simulator, pace } = await simulatedHubSpot();
    await many(50, () => list(access));
    pace.pass(20_000);
    simulator.limits.tenSecondly = 20;
    await list(access);
    await many(100, () => list(access));
    expect(simulator.log.filter(({ status }) => status === 429)).toEqual([]);
  });
});

describe('a 429', () => {
  const limited = { status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING', message: 'ten_secondly_rolling limit' } };

  test('holds all requests back: 50 at once make no storm', async () => {
    // Another program has used up the window: nothing passes in the first five seconds.
    const { access, requests, pace } = await handmadeHubSpot(() => (pace.elapsed() < 5_000 ? limited : {}), {
      requestsPer10Seconds: 100,
    });
    await many(50, () => list(access));
    const refused = requests.filter(({ at }) => at < 5_000);
    // All 50 were under way when the first was refused; after that nothing goes out before the pause is over.
    expect(refused.filter(({ at }) => at === 0)).toHaveLength(50);
    expect(refused.filter(({ at }) => at > 0 && at < 2_000)).toEqual([]);
    expect(refused.length).toBeLessThanOrEqual(150);
    expect(requests.length - refused.length).toBe(50);
  });

  test('holds back those that come after it, too', async () => {
    const { access, requests, pace } = await handmadeHubSpot((_, index) =>
      index === 0 ? { ...limited, headers: { 'retry-after': '20' } } : {},
    );
    const first = list(access);
    await pace.wait(1_000);
    await Promise.all([first, many(10, () => list(access))]);
    expect(requests).toHaveLength(12);
    expect(requests.slice(1).filter(({ at }) => at < 20_000)).toEqual([]);
  });

  test('does not hold back the requests of another limit', async () => {
    const { access, pace } = await handmadeHubSpot(({ path }, index) =>
      path.includes('associations') && index === 0 ? limited : {},
    );
    const first = associations(access);
    await pace.wait(1_000);
    await list(access);
    expect(pace.elapsed()).toBe(1_000);
    await first;
    expect(pace.elapsed()).toBeGreaterThanOrEqual(2_000);
  });

  test('gives up when HubSpot refuses twelve times in a row', async () => {
    const { access, requests } = await handmadeHubSpot(() => limited);
    await expect(list(access)).rejects.toMatchObject({ code: 'unavailable', status: 429 });
    expect(requests).toHaveLength(12);
  });
});

describe('the daily quota', () => {
  const headers = (remaining: number) => ({
    'x-hubspot-ratelimit-daily': '1000',
    'x-hubspot-ratelimit-daily-remaining': String(remaining),
  });

  test('stops before it is used up, and leaves the rest to others', async () => {
    const { access, simulator } = await simulatedHubSpot({
      simulator: { limits: { daily: 200 } },
      transport: { dailyShare: 100 },
    });
    const refused: unknown[] = [];
    const each = async () => {
      for (let turn = 0; turn < 50; turn += 1) await list(access).catch((error: unknown) => refused.push(error));
    };
    await many(6, each);
    expect(refused.length).toBeGreaterThan(100);
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'resume_later', resumeAfterMs: undefined });
      expect(error).toHaveProperty('message', expect.stringContaining('midnight'));
    }
    // A twentieth is left; no more than were under way when that was reached come on top.
    expect(simulator.log.length).toBeGreaterThan(190);
    expect(simulator.log.length).toBeLessThan(197);
    expect(simulator.log.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('those already waiting for their turn stop as well', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({ headers: headers(40) }), { requestsPer10Seconds: 1 });
    const results = await Promise.allSettled([list(access), list(access), list(access)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(requests).toHaveLength(1);
  });

  test('goes on when a new day has begun', async () => {
    const { access, pace } = await handmadeHubSpot((_, index) => ({ headers: headers(index === 0 ? 10 : 1_000) }));
    await list(access);
    await expect(list(access)).rejects.toMatchObject({ code: 'resume_later' });
    pace.pass(60_000);
    await list(access);
    await list(access);
  });

  test('a 429 of the day is not tried again', async () => {
    const { access, fault, requests } = await simulatedHubSpot();
    fault('429-daily', '/contacts');
    await expect(list(access)).rejects.toMatchObject({ code: 'resume_later', status: 429, resumeAfterMs: undefined });
    expect(requests()).toHaveLength(1);
  });

  test.each([429, 477])('a %i that asks to come back much later is not waited for', async (status) => {
    const { access, pace, requests } = await handmadeHubSpot(() => ({ status, headers: { 'retry-after': '600' } }));
    await expect(list(access)).rejects.toMatchObject({ code: 'resume_later', status, resumeAfterMs: 600_000 });
    expect(requests).toHaveLength(1);
    expect(pace.elapsed()).toBe(0);
  });
});

describe('counts', () => {
  test('tell requests, repeats and the time spent waiting, of requests side by side too', async () => {
    const { access, fault } = await simulatedHubSpot({ transport: { requestsPer10Seconds: 1 } });
    await many(4, () => list(access));
    // Each counts from its own turn on, so that the sum is the time spent waiting and not a multiple of it.
    expect(access.transport.counts).toEqual({ count: 4, retried: 0, throttledMs: 3 * 10_250 });
    fault('503', '/contacts', 2);
    await list(access);
    expect(access.transport.counts).toMatchObject({ count: 7, retried: 2 });
  });

  test('no waiting of one request is lost to another', async () => {
    const { access, pace } = await simulatedHubSpot({ transport: { requestsPer10Seconds: 10 } });
    await Promise.all([many(11, () => list(access)), many(101, () => associations(access))]);
    expect(pace.elapsed()).toBe(10_250);
    expect(access.transport.counts.throttledMs).toBe(2 * 10_250);
  });
});
