import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Block, BudgetState, Estimate } from '../../src/hubspot/budget-state.ts';
import { noted, othersUse } from '../../src/hubspot/other-use.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { inProcess } from '../../src/hubspot/shared-state.ts';
import { createTransport } from '../../src/hubspot/transport.ts';
import { simulatedHubSpot, TOKEN } from '../support/simulated-hubspot.ts';

const answer = z.object({});

function list({ transport, paths }: Access) {
  return transport.send({ method: 'GET', path: paths.objects('contacts'), answer, effect: 'read' });
}

describe('beside a program that uses 100 of 190 requests in ten seconds', () => {
  test.each([
    { pattern: 'evenly', count: 1, everyMs: 100 },
    { pattern: 'ten at a time', count: 10, everyMs: 1_000 },
    { pattern: 'fifty at a time', count: 50, everyMs: 5_000 },
  ])(
    '$pattern, 2,000 reads all succeed with one 429 in a hundred at most, and soon the other has none either',
    async ({ count, everyMs }) => {
      const { access, simulator, pace } = await simulatedHubSpot();
      let isOver = false;
      const refusals: number[] = [];
      const other = async () => {
        while (!isOver) {
          if (simulator.othersUse('burst', count) < count) refusals.push(pace.elapsed());
          await pace.wait(everyMs);
        }
      };
      const reader = async () => {
        for (let turn = 0; turn < 100; turn += 1) {
          await list(access);
          await pace.wait(80);
        }
      };
      const using = other();
      await Promise.all(Array.from({ length: 20 }, reader));
      isOver = true;
      await using;
      const refused = simulator.log.filter(({ status }) => status === 429).length;
      expect(refused).toBeLessThanOrEqual(20);
      expect(simulator.log).toHaveLength(2_000 + refused);
      // It was not foreseen; after three windows there is room for both.
      expect(refusals.filter((at) => at > 40_000)).toEqual([]);
      // 90 in ten seconds are left to us, and a tenth of the limit stays free.
      expect(pace.elapsed()).toBeLessThan((2_000 / 71) * 10_000);
    },
  );

  test('we use everything again when it has ended', async () => {
    const { access, simulator, pace } = await simulatedHubSpot();
    await list(access);
    simulator.othersUse('burst', 100);
    await Promise.all(Array.from({ length: 80 }, () => list(access)));
    await pace.wait(60_000);
    await list(access);
    await pace.wait(20_000);
    const start = pace.elapsed();
    await Promise.all(Array.from({ length: 190 }, () => list(access)));
    expect(pace.elapsed()).toBe(start);
  });
});

test('two processes of ours do not take each other for another program', async () => {
  const shared = inProcess<BudgetState>();
  const { access, simulator, pace, baseUrl } = await simulatedHubSpot({ transport: { shared } });
  const second = { ...access, transport: createTransport({ baseUrl, accessToken: TOKEN, pace, shared }) };
  await list(access);
  await Promise.all([access, second].flatMap((one) => Array.from({ length: 500 }, () => list(one))));
  expect(simulator.log.filter(({ status }) => status === 429)).toEqual([]);
  // As fast as one of them alone.
  expect(pace.elapsed()).toBeLessThanOrEqual(5 * 10_250);
});

describe('an estimate', () => {
  const WINDOW_MS = 10_000;
  const sight = { sentAt: 100_000, at: 100_100, notOurs: 30, missing: 0 };
  const block = (values: Partial<Block>): Block => ({
    owner: 'b',
    id: 1,
    count: 10,
    grantedAt: 95_000,
    until: 96_000,
    open: false,
    ...values,
  });

  test('leaves out what other processes of ours may have sent in the window', () => {
    const counted = (values: Partial<Block>) => noted([], sight, [block(values)], 'a', WINDOW_MS)[0]?.count;
    expect(counted({})).toBe(20);
    expect(counted({ owner: 'a' })).toBe(30);
    expect(counted({ until: 89_999 })).toBe(30);
    expect(counted({ until: 90_000 })).toBe(20);
    expect(counted({ grantedAt: 100_101, until: 125_000, open: true })).toBe(30);
    expect(counted({ count: 30 })).toBeUndefined();
  });

  test('is higher where others may have been refused, but not where there are none', () => {
    expect(noted([], { ...sight, missing: 19 }, [], 'a', WINDOW_MS)[0]?.count).toBe(49);
    expect(noted([], { ...sight, missing: 19 }, [block({ count: 30 })], 'a', WINDOW_MS)).toEqual([]);
  });

  test('counts for a window; the highest counts', () => {
    const seen = (estimates: readonly Estimate[], at: number, notOurs: number) =>
      noted(estimates, { ...sight, sentAt: at, at, notOurs }, [], 'a', WINDOW_MS);
    const estimates = seen(seen(seen([], 100_000, 50), 104_000, 20), 105_000, 30);
    expect(estimates).toEqual([
      { at: 100_000, count: 50 },
      { at: 105_000, count: 30 },
    ]);
    expect(othersUse(estimates, 110_999, WINDOW_MS)).toBe(50);
    expect(othersUse(estimates, 111_000, WINDOW_MS)).toBe(30);
    expect(othersUse(estimates, 116_000, WINDOW_MS)).toBe(0);
    expect(seen(estimates, 105_500, 25)).toBe(estimates);
  });

  test('stays a short list, and of times to come nothing is believed', () => {
    let estimates: readonly Estimate[] = [{ at: 9_000_000, count: 150 }];
    for (let at = 100_000; at < 200_000; at += 100)
      estimates = noted(estimates, { ...sight, sentAt: at, at, notOurs: 300 - at / 1_000 }, [], 'a', WINDOW_MS);
    expect(estimates.length).toBeLessThanOrEqual(12);
    expect(othersUse(estimates, 200_000, WINDOW_MS)).toBeLessThan(112);
  });
});
