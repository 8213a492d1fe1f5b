import { describe, expect, test } from 'vitest';
import { Budget, type BudgetOptions } from '../../src/hubspot/budget.ts';
import type { BudgetState } from '../../src/hubspot/budget-state.ts';
import type { DaySpent } from '../../src/hubspot/day.ts';
import { inProcess } from '../../src/hubspot/shared-state.ts';
import { type VirtualPace, virtualPace } from '../support/virtual-pace.ts';

const LIST = '/crm/objects/2026-09/contacts';
const SEARCH = '/crm/objects/2026-09/contacts/search';
const ASSOCIATIONS = '/crm/associations/2026-09/contacts/calls/batch/read';

const TIMEOUT_MS = 20_000;

/** Takes a request and answers it at once. */
async function ask(budget: Budget, path: string, headers?: Headers): Promise<number | DaySpent> {
  const turn = await budget.take(path);
  if (typeof turn === 'string') return turn;
  turn.answered(headers);
  return turn.waitedMs;
}

/** How many of `count` requests pass at each time, from the first on. */
async function passing(budget: Budget, pace: VirtualPace, path: string, count: number): Promise<number[]> {
  const start = pace.elapsed();
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await ask(budget, path);
      times.push(pace.elapsed() - start);
    }),
  );
  return [...Map.groupBy(times, (time) => time).values()].map((group) => group.length);
}

const max = (value: number | string) => new Headers({ 'x-hubspot-ratelimit-max': String(value) });
const daily = (limit: number | string, remaining: number | string) =>
  new Headers({ 'x-hubspot-ratelimit-daily': String(limit), 'x-hubspot-ratelimit-daily-remaining': String(remaining) });

function budgetOf(options: BudgetOptions = {}) {
  const pace = virtualPace();
  return { pace, budget: new Budget(pace, TIMEOUT_MS, options) };
}

describe('limits', () => {
  test('begins with the lowest ten-second limit there is', async () => {
    const { pace, budget } = budgetOf();
    expect(await passing(budget, pace, LIST, 150)).toEqual([100, 50]);
    expect(pace.elapsed()).toBeGreaterThan(10_000);
  });

  test('are those of a simulator where it has its own', async () => {
    const { pace, budget } = budgetOf({ simulatedRate: 40 });
    expect(await passing(budget, pace, SEARCH, 50)).toEqual([40, 10]);
    await ask(budget, LIST, max(60));
    expect(await passing(budget, pace, LIST, 60)).toEqual([59, 1]);
  });

  test('follows the reported maximum up and down', async () => {
    const { pace, budget } = budgetOf();
    await ask(budget, LIST, max(190));
    expect(await passing(budget, pace, LIST, 199)).toEqual([189, 10]);
    pace.pass(60_000);
    await ask(budget, LIST, max(20));
    expect(await passing(budget, pace, LIST, 49)).toEqual([19, 20, 10]);
  });

  test('never goes above the cap, and below it when HubSpot allows less', async () => {
    const { pace, budget } = budgetOf({ requestsPer10Seconds: 30 });
    expect(await passing(budget, pace, LIST, 40)).toEqual([30, 10]);
    pace.pass(60_000);
    await ask(budget, LIST, max(190));
    expect(await passing(budget, pace, LIST, 39)).toEqual([29, 10]);
    pace.pass(60_000);
    await ask(budget, LIST, max(20));
    expect(await passing(budget, pace, LIST, 39)).toEqual([19, 20]);
  });

  test('search has five a second, associations a hundred in ten seconds, neither touches the others', async () => {
    const { pace, budget } = budgetOf();
    expect(await passing(budget, pace, LIST, 100)).toEqual([100]);
    expect(await passing(budget, pace, ASSOCIATIONS, 100)).toEqual([100]);
    expect(await passing(budget, pace, SEARCH, 5)).toEqual([5]);
    expect(pace.elapsed()).toBe(0);
    expect(await passing(budget, pace, SEARCH, 12)).toEqual([5, 5, 2]);
    expect(pace.elapsed()).toBeGreaterThan(3_000);
    expect(pace.elapsed()).toBeLessThan(3_800);
    expect(await passing(budget, pace, ASSOCIATIONS, 101)).toEqual([100, 1]);
    expect(pace.elapsed()).toBeGreaterThan(20_000);
  });

  test('a pause holds back one limit alone', async () => {
    const { pace, budget } = budgetOf();
    budget.pause(SEARCH, 5_000);
    await ask(budget, LIST);
    await ask(budget, ASSOCIATIONS);
    expect(pace.elapsed()).toBe(0);
    expect(await ask(budget, SEARCH)).toBe(5_000);
  });

  test.each(['', ' ', 'many', '-1', '1.5'])('a maximum of "%s" tells nothing', async (value) => {
    const { pace, budget } = budgetOf();
    await ask(budget, LIST, max(value));
    await ask(budget, LIST, new Headers());
    pace.pass(60_000);
    expect(await passing(budget, pace, LIST, 101)).toEqual([100, 1]);
  });

  test('a limit of nothing still lets one request pass: otherwise none could tell of a new limit', async () => {
    const { pace, budget } = budgetOf();
    await ask(budget, LIST, max(0));
    pace.pass(60_000);
    expect(await passing(budget, pace, LIST, 2)).toEqual([1, 1]);
  });

  test('requests pass in the order they came, and a request counts until a window after it was answered', async () => {
    const { pace, budget } = budgetOf({ requestsPer10Seconds: 2 });
    const passed: number[] = [];
    const slow = async (index: number) => {
      const turn = await budget.take(LIST);
      passed.push(index);
      await pace.wait(4_000);
      if (typeof turn !== 'string') turn.answered();
    };
    await Promise.all([0, 1, 2, 3].map(slow));
    expect(passed).toEqual([0, 1, 2, 3]);
    expect(pace.elapsed()).toBe(4_000 + 10_250 + 4_000);
  });

  test('the longest of several pauses counts, and for those too that were waiting before it', async () => {
    const { pace, budget } = budgetOf({ requestsPer10Seconds: 1 });
    await ask(budget, LIST);
    const waiting = [ask(budget, LIST), ask(budget, LIST)];
    budget.pause(LIST, 25_000);
    budget.pause(LIST, 5_000);
    await waiting[0];
    expect(pace.elapsed()).toBe(25_000);
    await waiting[1];
    expect(pace.elapsed()).toBe(25_000 + 10_250);
  });
});

describe('the day of the account as a whole', () => {
  test.each([
    [1_000, 50, 'number'],
    [1_000, 49, 'string'],
    [1_000, 0, 'string'],
    [250_000, 250_000, 'number'],
    ['', 0, 'number'],
    [1_000, '', 'number'],
    ['none', 'none', 'number'],
  ])('with %j a day and %j left the next take gives a %s', async (limit, remaining, kind) => {
    const { budget } = budgetOf();
    await ask(budget, LIST, daily(limit, remaining));
    const next = await ask(budget, LIST);
    expect(typeof next).toBe(kind);
    if (kind === 'string') expect(next).toBe('account');
  });

  test('another process hears that it is spent', async () => {
    const shared = inProcess<BudgetState>();
    const { pace, budget } = budgetOf({ shared });
    await ask(budget, LIST, daily(1_000, 10));
    // Tells with what it lets go of.
    await pace.wait(2_000);
    expect(await ask(new Budget(pace, TIMEOUT_MS, { shared }), SEARCH)).toBe('account');
  });

  test('what was said of it is forgotten in time for the minute past midnight at which runs go on', async () => {
    const { pace, budget } = budgetOf();
    await ask(budget, LIST, daily(1_000, 10));
    pace.pass(20_000);
    expect(await ask(budget, LIST)).toBe('account');
    pace.pass(39_999);
    expect(await ask(budget, LIST, daily(1_000, 10))).toBe(0);
    expect(await ask(budget, LIST)).toBe('account');
  });
});

describe('our own share of the day', () => {
  /** How many of `count` requests pass, one after another, before the share is used up. */
  async function passed(budget: Budget, count: number): Promise<number> {
    for (let index = 0; index < count; index += 1) {
      const paths = [LIST, SEARCH, ASSOCIATIONS];
      if ((await ask(budget, paths[index % 3] ?? LIST, daily(400, 399))) === 'own_share') return index;
    }
    return count;
  }

  test('is half of the quota, and requests of all kinds count', async () => {
    const { budget } = budgetOf();
    const count = await passed(budget, 400);
    // A few may be reserved in vain on another limit.
    expect(count).toBeLessThanOrEqual(200);
    expect(count).toBeGreaterThan(180);
  });

  test.each([
    [1, 4],
    [25, 100],
    [100, 400],
  ])('of %i % is %i of 400, counted over all processes', async (dailyShare, most) => {
    const shared = inProcess<BudgetState>();
    const { pace, budget } = budgetOf({ dailyShare, shared });
    const other = new Budget(pace, TIMEOUT_MS, { dailyShare, shared });
    const first = await passed(budget, Math.floor(most / 2));
    await pace.wait(5_000);
    const second = await passed(other, 500);
    expect(first + second).toBeLessThanOrEqual(most);
    expect(first + second).toBeGreaterThan(most - 25);
  });

  test('what was reserved in vain is given back to the day', async () => {
    const shared = inProcess<BudgetState>();
    const { pace, budget } = budgetOf({ shared });
    for (let index = 0; index < 40; index += 1) {
      await ask(budget, LIST);
      await pace.wait(50);
    }
    await pace.wait(5_000);
    const used = await shared.change((held) => ({
      next: undefined,
      result: held === undefined || held === 'unreadable' ? undefined : held.day.used,
    }));
    expect(used).toBe(40);
  });

  test('a new day begins at midnight of the account, in UTC as long as its time zone is not known', async () => {
    const { pace, budget } = budgetOf({ dailyShare: 1 });
    expect(await passed(budget, 10)).toBe(4);
    // It is 10:00 UTC: at 22:00 UTC a new day begins in Helsinki, at 00:00 in UTC.
    pace.pass(13 * 3_600_000);
    expect(await passed(budget, 10)).toBe(0);
    pace.pass(3_600_000);
    expect(await passed(budget, 10)).toBe(4);

    budget.timeZone('Europe/Helsinki');
    pace.pass(21 * 3_600_000);
    expect(await passed(budget, 10)).toBe(0);
    pace.pass(3_600_000);
    expect(await passed(budget, 10)).toBe(4);
  });

  test('a time zone that becomes known does not make what was used forgotten', async () => {
    const { pace, budget } = budgetOf({ dailyShare: 1 });
    pace.pass(12.5 * 3_600_000);
    expect(await passed(budget, 10)).toBe(4);
    budget.timeZone('Europe/Helsinki');
    expect(await passed(budget, 10)).toBe(0);
  });

  test('without a report the lowest quota there is counts', async () => {
    const shared = inProcess<BudgetState>();
    const { pace, budget } = budgetOf({ shared });
    await ask(budget, LIST);
    await pace.wait(2_000);
    const used = (count: number) =>
      shared.change((held) => ({
        next: held === undefined || held === 'unreadable' ? undefined : { ...held, day: { ...held.day, used: count } },
        result: undefined,
      }));
    await used(124_999);
    expect(await ask(budget, LIST)).toBe(0);
    expect(await ask(budget, LIST)).toBe('own_share');
  });
});
