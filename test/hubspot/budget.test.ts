import { describe, expect, test } from 'vitest';
import { Budget } from '../../src/hubspot/budget.ts';
import { type VirtualPace, virtualPace } from '../support/virtual-pace.ts';

const LIST = '/crm/objects/2026-09/contacts';
const SEARCH = '/crm/objects/2026-09/contacts/search';
const ASSOCIATIONS = '/crm/associations/2026-09/contacts/calls/batch/read';

/** How many of `count` requests pass in each window of time, from the first on. */
async function passing(budget: Budget, pace: VirtualPace, path: string, count: number): Promise<number[]> {
  const start = pace.elapsed();
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await budget.take(path);
      times.push(pace.elapsed() - start);
    }),
  );
  return [...Map.groupBy(times, (time) => time).values()].map((group) => group.length);
}

const max = (value: number | string) => new Headers({ 'x-hubspot-ratelimit-max': String(value) });
const daily = (limit: number | string, remaining: number | string) =>
  new Headers({ 'x-hubspot-ratelimit-daily': String(limit), 'x-hubspot-ratelimit-daily-remaining': String(remaining) });

function budgetOf(cap?: number) {
  const pace = virtualPace();
  return { pace, budget: new Budget(pace, cap) };
}

describe('limits', () => {
  test('begins with the lowest ten-second limit there is', async () => {
    const { pace, budget } = budgetOf();
    expect(await passing(budget, pace, LIST, 150)).toEqual([100, 50]);
    expect(pace.elapsed()).toBeGreaterThan(10_000);
  });

  test('follows the reported maximum up and down', async () => {
    const { pace, budget } = budgetOf();
    budget.learn(max(190));
    expect(await passing(budget, pace, LIST, 200)).toEqual([190, 10]);
    pace.pass(60_000);
    budget.learn(max(20));
    expect(await passing(budget, pace, LIST, 50)).toEqual([20, 20, 10]);
  });

  test('never goes above the cap, and below it when HubSpot allows less', async () => {
    const { pace, budget } = budgetOf(30);
    expect(await passing(budget, pace, LIST, 40)).toEqual([30, 10]);
    pace.pass(60_000);
    budget.learn(max(190));
    expect(await passing(budget, pace, LIST, 40)).toEqual([30, 10]);
    pace.pass(60_000);
    budget.learn(max(20));
    expect(await passing(budget, pace, LIST, 40)).toEqual([20, 20]);
  });

  test('search has five a second, associations a hundred in ten seconds, neither touches the others', async () => {
    const { pace, budget } = budgetOf();
    expect(await passing(budget, pace, LIST, 100)).toEqual([100]);
    expect(await passing(budget, pace, ASSOCIATIONS, 100)).toEqual([100]);
    expect(await passing(budget, pace, SEARCH, 5)).toEqual([5]);
    expect(pace.elapsed()).toBe(0);
    expect(await passing(budget, pace, SEARCH, 12)).toEqual([5, 5, 2]);
    expect(pace.elapsed()).toBeGreaterThan(3_000);
    expect(pace.elapsed()).toBeLessThan(3_600);
    expect(await passing(budget, pace, ASSOCIATIONS, 101)).toEqual([100, 1]);
    expect(pace.elapsed()).toBeGreaterThan(20_000);
  });

  test('a pause holds back one limit alone', async () => {
    const { pace, budget } = budgetOf();
    budget.pause(SEARCH, 5_000);
    await budget.take(LIST);
    await budget.take(ASSOCIATIONS);
    expect(pace.elapsed()).toBe(0);
    expect(await budget.take(SEARCH)).toBe(5_000);
  });

  test.each(['', ' ', 'many', '-1', '1.5'])('a maximum of "%s" tells nothing', async (value) => {
    const { pace, budget } = budgetOf();
    budget.learn(max(value));
    budget.learn(new Headers());
    expect(await passing(budget, pace, LIST, 101)).toEqual([100, 1]);
  });
});

describe('the day', () => {
  test.each([
    [1_000, 50, false],
    [1_000, 49, true],
    [1_000, 0, true],
    [250_000, 250_000, false],
  ])('with %i a day and %i left, spent: %s', (limit, remaining, isSpent) => {
    const { budget } = budgetOf();
    budget.learn(daily(limit, remaining));
    expect(budget.dayIsSpent).toBe(isSpent);
  });

  test.each([
    ['', 0],
    [1_000, ''],
    ['none', 'none'],
  ])('headers %j and %j tell nothing', (limit, remaining) => {
    const { budget } = budgetOf();
    budget.learn(daily(limit, remaining));
    expect(budget.dayIsSpent).toBe(false);
  });

  test('what was said of it is forgotten in time for the minute past midnight at which runs go on', () => {
    const { pace, budget } = budgetOf();
    budget.learn(daily(1_000, 10));
    pace.pass(20_000);
    expect(budget.dayIsSpent).toBe(true);
    pace.pass(39_999);
    expect(budget.dayIsSpent).toBe(false);
    budget.learn(daily(1_000, 10));
    expect(budget.dayIsSpent).toBe(true);
  });
});
