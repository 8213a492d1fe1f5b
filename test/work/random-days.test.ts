import fc from 'fast-check';
import { expect, test } from 'vitest';
import { founding } from '../support/random-account.ts';
import { days } from '../support/random-day.ts';
import { expectRightOverLife, type Regime } from '../support/random-register.ts';

const NOW = Date.parse('2026-11-23T08:00:00.000Z');
const LAG_MS = 300_000;

// More with RANDOM_DAYS_RUNS, others with RANDOM_DAYS_SEED; RANDOM_DAYS_SHRINK=1 takes its time to make a failure small.
const numRuns = Number(process.env.RANDOM_DAYS_RUNS ?? 2);
const seed = Number(process.env.RANDOM_DAYS_SEED ?? 20_261_123);

const endOnFailure = process.env.RANDOM_DAYS_SHRINK !== '1';

const byTimestamp = { date: ['hs_timestamp'], except: {} };

const life = fc.record({
  founding,
  days,
  policy: fc.constantFrom(
    {},
    {},
    { retention: { clock: 'contact' } },
    { retention: { withoutContact: 'unknown' } },
    { serviceContacts: { notes: byTimestamp, tasks: byTimestamp, emails: null } },
  ),
  mergeKeepsPrimaryId: fc.boolean(),
});

const SYNC_AND_CLOCK = ['changed', 'clock'] as const;

test.each<[string, Regime]>([
  ['a reconcile', { scopes: ['all'], lagMs: 0 }],
  ['sync and clock', { scopes: SYNC_AND_CLOCK, lagMs: 0 }],
  ['sync and clock behind a search index that lags five minutes', { scopes: SYNC_AND_CLOCK, lagMs: LAG_MS }],
])(
  'after days of changes in HubSpot %s leave what an independent computation gives',
  async (_, regime) => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(life, (one) => expectRightOverLife(one, regime, NOW)),
      { seed, numRuns, endOnFailure },
    );
  },
  600_000,
);
