import { expect, test } from 'vitest';
import { Budget } from '../../src/hubspot/budget.ts';
import type { BudgetState } from '../../src/hubspot/budget-state.ts';
import type { SharedState } from '../../src/hubspot/shared-state.ts';
import { inProcess } from '../../src/hubspot/shared-state.ts';
import { virtualPace } from '../support/virtual-pace.ts';

const LIST = '/crm/objects/2026-09/contacts';
const TIMEOUT_MS = 20_000;
const NEVER = new Promise<void>(() => undefined);

async function ask(budget: Budget): Promise<void> {
  const turn = await budget.take(LIST);
  if (typeof turn !== 'string') turn.answered();
}

const many = (budget: Budget, count: number) => Promise.all(Array.from({ length: count }, () => ask(budget)));

const stateOf = (shared: SharedState<BudgetState>) =>
  shared.change((held) => ({ next: undefined, result: held === 'unreadable' ? undefined : held }));

/** Two processes with a limit of 100; the first stands still whenever it idles, as a paused one does. */
function twoProcesses() {
  const pace = virtualPace();
  const shared = inProcess<BudgetState>();
  const options = { requestsPer10Seconds: 100, shared };
  const paused = new Budget({ ...pace, elapsed: pace.elapsed, idle: () => NEVER }, TIMEOUT_MS, options);
  return { pace, shared, paused, other: new Budget(pace, TIMEOUT_MS, options) };
}

test('a process that was paused with requests in hand does not send them when others have their place', async () => {
  const { pace, shared, paused, other } = twoProcesses();
  // Leaves a part of its last block in hand.
  for (let index = 0; index < 25; index += 1) await ask(paused);
  const inHand = (await stateOf(shared))?.windows.ten_secondly.blocks.reduce((sum, { count }) => sum + count, 0) ?? 0;
  expect(inHand).toBeGreaterThan(25);

  // Long enough for its blocks to have come to an end by themselves.
  await pace.wait(60_000);
  await many(other, 100);
  const before = pace.elapsed();
  await ask(paused);
  expect(pace.elapsed() - before).toBeGreaterThan(10_000);
});

test('the same when the pause fell on the reservation itself', async () => {
  const { pace, shared, other } = twoProcesses();
  const late: SharedState<BudgetState> = {
    change: async (step) => {
      const result = await shared.change(step);
      if (pace.elapsed() === 0) await pace.wait(60_000);
      return result;
    },
  };
  const paused = new Budget({ ...pace, elapsed: pace.elapsed, idle: () => NEVER }, TIMEOUT_MS, {
    requestsPer10Seconds: 100,
    shared: late,
  });
  const sent: number[] = [];
  const waiting = ask(paused).then(() => sent.push(pace.elapsed()));
  await pace.wait(59_000);
  await many(other, 100);
  await waiting;
  expect(sent[0]).toBeGreaterThan(59_000 + 10_000);
});

test('a process that takes over from one that died keeps to what is left of the window', async () => {
  const { pace, paused: dead, other } = twoProcesses();
  const turns = await Promise.all(Array.from({ length: 100 }, () => dead.take(LIST)));
  expect(turns).toHaveLength(100);
  await pace.wait(9_000);
  await many(other, 1);
  // Nobody told when the last of them was answered: as late as its time-out, and whatever may come on top.
  expect(pace.elapsed()).toBe(3_000 + TIMEOUT_MS + 2_000 + 10_250);
});

test('one that ended well leaves nothing behind but its window', async () => {
  const { pace, other } = twoProcesses();
  const { shared } = twoProcesses();
  const first = new Budget(pace, TIMEOUT_MS, { requestsPer10Seconds: 100, shared });
  await many(first, 100);
  await pace.wait(5_000);
  await many(new Budget(pace, TIMEOUT_MS, { requestsPer10Seconds: 100, shared }), 1);
  expect(pace.elapsed()).toBe(10_250);
  await many(other, 1);
  expect(pace.elapsed()).toBe(10_250);
});

test('a pause and a new limit hold for all processes', async () => {
  const pace = virtualPace();
  const shared = inProcess<BudgetState>();
  const [one, two] = [new Budget(pace, TIMEOUT_MS, { shared }), new Budget(pace, TIMEOUT_MS, { shared })];
  const turn = await one.take(LIST);
  if (typeof turn !== 'string') turn.answered(new Headers({ 'x-hubspot-ratelimit-max': '20' }));
  one.pause(LIST, 5_000);
  const again = ask(one);
  await pace.wait(1);
  await many(two, 18);
  expect(pace.elapsed()).toBe(5_000);
  await many(two, 1);
  expect(pace.elapsed()).toBeGreaterThan(10_000);
  await again;
});

test('a state that cannot be read may have granted everything: nothing goes out for a minute', async () => {
  const pace = virtualPace();
  const inner = inProcess<BudgetState>();
  let isBroken = true;
  const shared: SharedState<BudgetState> = {
    change: (step) =>
      inner.change((held) => {
        const answer = step(isBroken ? 'unreadable' : held);
        isBroken = false;
        return answer;
      }),
  };
  await ask(new Budget(pace, TIMEOUT_MS, { shared }));
  expect(pace.elapsed()).toBe(60_000);
});

test('when storage cannot tell, all who wait fail and nothing is sent; the next try goes on', async () => {
  const pace = virtualPace();
  const inner = inProcess<BudgetState>();
  let isDown = true;
  const shared: SharedState<BudgetState> = {
    change: (step) => (isDown ? Promise.reject(new Error('storage is down')) : inner.change(step)),
  };
  const budget = new Budget(pace, TIMEOUT_MS, { shared });
  const results = await Promise.allSettled([ask(budget), ask(budget), ask(budget)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  isDown = false;
  await ask(budget);
});
