import { DEFAULT_LIMITS } from '../../local/simulator/budget.ts';
import type { DayRun, RunName } from './day-run.ts';
import { sumOf } from './kinds.ts';

const DAYS = 365;
const SYNCS_A_DAY = 96;
/**
 * Of the syncs of a day. Fifty changes a day make a sync read all activities of a record (30 cancelled activities, 20 new
 * contacts); thrown at random into 96 quarters of an hour they meet four in ten of them.
 */
const BUSY_SYNCS = 40;
const CLOCKS_A_DAY = 2;
const RECONCILES = 52;
/** Requests that HubSpot grants an account a day. */
const DAILY_QUOTA = DEFAULT_LIMITS.daily;

/** What one kind of run costs in a year. */
export interface YearRow {
  readonly what: string;
  readonly runs: number;
  readonly requestsEach: number;
  readonly requests: number;
  readonly perDay: number;
  /** Of what HubSpot grants in so many days. */
  readonly share: number;
}

/**
 * The cost of a year, from the runs of one day: changes spread evenly over 96 syncs, two clock runs, a reconcile a week.
 * The backlog, which is gone two days after the first reconcile, is left out.
 */
export function costOfYear(runs: readonly DayRun[]): YearRow[] {
  const cost = (name: RunName) => {
    const run = runs.find((one) => one.name === name);
    if (run === undefined) throw new RangeError(`There was no ${name}`);
    return sumOf(run.requests) - run.requests['backlog searches'];
  };
  const row = (what: string, times: number, requestsEach: number): YearRow => {
    const requests = times * requestsEach;
    const perDay = requests / DAYS;
    return { what, runs: times, requestsEach, requests, perDay, share: perDay / DAILY_QUOTA };
  };
  const rows = [
    row('sync, nothing to be read in full', DAYS * (SYNCS_A_DAY - BUSY_SYNCS), cost('plain quarter')),
    row('sync, some records read in full', DAYS * BUSY_SYNCS, cost('busy quarter')),
    row('clock, the dates of a day', DAYS, cost('clock of the day')),
    row('clock, nothing', DAYS * (CLOCKS_A_DAY - 1), cost('idle clock')),
    row('reconcile', RECONCILES, cost('last reconcile')),
  ];
  const requests = rows.reduce((sum, one) => sum + one.requests, 0);
  const all = rows.reduce((sum, one) => sum + one.runs, 0);
  return [...rows, row('all', all, requests / all)];
}
