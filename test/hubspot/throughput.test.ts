import { expect, test } from 'vitest';
import { Budget } from '../../src/hubspot/budget.ts';
import type { BudgetState } from '../../src/hubspot/budget-state.ts';
import { slowState } from '../support/slow-state.ts';
import { virtualPace } from '../support/virtual-pace.ts';

const LIST = '/crm/objects/2026-09/contacts';
const LIMIT = 190;
const LATENCY_MS = 80;

/** Eight callers of each process ask one after another; storage takes 20 ms for a call. */
async function work(processes: number, requests: number) {
  const pace = virtualPace();
  const state = slowState<BudgetState>();
  let left = requests;
  const line = { wait: pace.wait, latency: () => 10, fate: () => 'done' as const };
  const caller = async (budget: Budget) => {
    while (left > 0) {
      left -= 1;
      const turn = await budget.take(LIST);
      await pace.wait(LATENCY_MS);
      if (typeof turn !== 'string') turn.answered(new Headers({ 'x-hubspot-ratelimit-max': String(LIMIT) }));
    }
  };
  const budgets = Array.from({ length: processes }, () => new Budget(pace, 20_000, { shared: state.over(line) }));
  await Promise.all(budgets.flatMap((budget) => Array.from({ length: 8 }, () => caller(budget))));
  return { seconds: pace.elapsed() / 1_000, changes: state.changes };
}

test.each([1, 2, 3])('%i processes together use nearly all that the limit allows', async (processes) => {
  const requests = 3_000;
  const { seconds, changes } = await work(processes, requests);
  // The first window passes at once.
  expect(seconds).toBeLessThan((requests - LIMIT) / (LIMIT / 10) / 0.93);
  // Far from a call to storage for each request.
  expect(changes).toBeLessThan(requests / 3);
});
