import { expect } from 'vitest';
import type { Run } from '../../src/runs/run.ts';
import { expectEveryChangeInTheAudit } from './audit-of-changes.ts';
import { heldByAccount } from './held-values.ts';
import { expectListedRight, listingOf } from './listing-world.ts';
import { OracleHistory } from './oracle-history.ts';
import { type Founding, foundAccount } from './random-account.ts';
import { Tainted } from './random-day/tainted.ts';
import { type Day, liveThrough } from './random-day.ts';
import { startRegisterApp } from './register-app.ts';

/** How an account lives: how it began, the days that follow, and what it is like. */
export interface Life {
  readonly founding: Founding;
  readonly days: readonly Day[];
  readonly policy: unknown;
  readonly mergeKeepsPrimaryId: boolean;
}

/** What is run after each day, and how far search lags behind. */
export interface Regime {
  readonly scopes: readonly Run['scope'][];
  readonly lagMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * Lives through the days and runs what the regime says after each of them. After the runs of every day all values have to
 * be those of the oracle, but for those that only a reconcile can put right; after a reconcile all of them.
 */
export async function expectRightOverLife(life: Life, { scopes, lagMs }: Regime, began: number): Promise<void> {
  const { mergeKeepsPrimaryId } = life;
  const account = foundAccount(life.founding, began);
  const hubspot = { indexLagMs: lagMs, behaviour: { mergeKeepsPrimaryId } };
  const app = await startRegisterApp({ account, now: began, policy: life.policy, hubspot });
  const history = new OracleHistory(account, app.policy);
  const tainted = new Tainted();
  const listed = listingOf(app.table('index'));
  let now = began;

  const run = async (scope: Run['scope']): Promise<void> => {
    // A run that gives up its scope and looks at everything would hide what a sync misses.
    expect(await app.run(scope)).toMatchObject({ scope, status: 'succeeded', contacts: { failed: 0 } });
    await expectListedRight(listed);
    if (scope === 'all') tainted.clear();
  };
  const expectValues = (...times: [number, ...number[]]): void => {
    const wanted = history.afterRuns(...times);
    for (const kind of ['companies', 'contacts'] as const) {
      const certain = (values: Map<string, Record<string, string>>) =>
        new Map([...values].filter(([id]) => !tainted.has(kind, id)).map(([id, one]) => [id, asSets(one)]));
      expect(certain(heldByAccount(account, kind)), kind).toEqual(certain(wanted[kind]));
    }
  };

  try {
    history.beforeRuns();
    await run('all');
    expectValues(now);
    for (const day of life.days) {
      const ended = now + day.hours * HOUR_MS;
      liveThrough(day, { account, mergeKeepsPrimaryId }, [now, ended], tainted);
      history.beforeRuns();
      now = ended;
      app.setNow(now);
      if (lagMs > 0) {
        // This run cannot see the latest changes; the ones that follow have to.
        for (const scope of scopes.slice(0, 1)) await run(scope);
        now = ended + lagMs + 1000;
        app.setNow(now);
      }
      for (const scope of scopes) await run(scope);
      expectValues(ended, now);
      await expectNothingLeft();
      if (day.reconciled) {
        await run('all');
        expectValues(ended, now);
      }
    }
    await run('all');
    expectValues(now);
    await expectEveryChangeInTheAudit(app);
  } finally {
    await app.close();
  }

  /** Running again right away writes nothing. */
  async function expectNothingLeft(): Promise<void> {
    const written = app.hubspot.changes.length;
    for (const scope of scopes) await run(scope);
    expect(app.hubspot.changes.slice(written)).toEqual([]);
  }
}

/** What somebody typed in another order is the same set of checkboxes, and is left as it is. */
function asSets(values: Record<string, string>): Record<string, string> {
  const sets = ['rekisteri_data_categories', 'rekisteri_consent_channels'];
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      sets.includes(name) ? value.split(';').sort().join(';') : value,
    ]),
  );
}
