import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateWindow } from '../../src/hubspot/rate-window.ts';
import { virtualPace } from '../support/virtual-pace.ts';

/** The window, and the guard for differing latency. */
const WINDOW_MS = 10_150;

function window(requests: number) {
  const pace = virtualPace();
  return { pace, window: new RateWindow({ windowMs: 10_000, requests }, pace) };
}

/** When requests pass that come at these times (ms, not falling), by the definition of a rolling window. */
function passingTimes(arrivals: readonly number[], limit: number): number[] {
  const times: number[] = [];
  for (const [index, arrival] of arrivals.entries()) {
    times.push(Math.max(arrival, times[index - 1] ?? 0, (times[index - limit] ?? -WINDOW_MS) + WINDOW_MS));
  }
  return times;
}

describe('a rolling window', () => {
  test('never lets more than the limit pass in any ten seconds, in order and without waiting longer than needed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 4_000 })), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        async (gaps, limit) => {
          const { pace, window: narrow } = window(limit);
          let time = 0;
          const arrivals = gaps.map((gap) => (time += gap));
          const passed: { index: number; at: number; waited: number }[] = [];
          await Promise.all(
            arrivals.map(async (arrival, index) => {
              if (arrival > 0) await pace.wait(arrival);
              const waited = await narrow.take();
              passed.push({ index, at: pace.elapsed(), waited });
            }),
          );
          const expected = passingTimes(arrivals, limit);
          expect(passed).toEqual(
            expected.map((at, index) => ({
              index,
              at,
              waited: at - Math.max(arrivals[index] ?? 0, expected[index - 1] ?? 0),
            })),
          );
          for (const [index, at] of expected.entries()) {
            expect(at - (expected[index - limit] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(10_000);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('follows a limit that is raised and lowered', async () => {
    const { pace, window: changing } = window(2);
    const takes = async (count: number) => {
      await Promise.all(Array.from({ length: count }, () => changing.take()));
      return pace.elapsed();
    };
    expect(await takes(2)).toBe(0);
    changing.setLimit(5);
    expect(await takes(3)).toBe(0);
    changing.setLimit(3);
    expect(await takes(3)).toBe(WINDOW_MS);
    expect(await takes(1)).toBe(2 * WINDOW_MS);
  });

  test('a limit of nothing still lets one request pass: otherwise none could tell of a new limit', async () => {
    const { pace, window: closed } = window(5);
    closed.setLimit(0);
    await closed.take();
    await closed.take();
    expect(pace.elapsed()).toBe(WINDOW_MS);
  });

  test('a pause holds back all, those too that were waiting before it; the longest of several counts', async () => {
    const { pace, window: paused } = window(1);
    await paused.take();
    const waiting = [paused.take(), paused.take()];
    paused.pause(25_000);
    paused.pause(5_000);
    await waiting[0];
    expect(pace.elapsed()).toBe(25_000);
    await waiting[1];
    expect(pace.elapsed()).toBe(25_000 + WINDOW_MS);
  });
});
