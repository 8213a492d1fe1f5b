import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { associate } from '../../local/simulator/change.ts';
import { progressOf } from '../../src/runs/progress.ts';
import { isFinished, type Run, runSchema } from '../../src/runs/run.ts';
import { RunSession } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL = { scope: 'all', trigger: 'http', actor: 'key' } as const;
const ignore = () => undefined;

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const start = async () => {
  const account = smallAccount();
  // Everybody has met at the same meeting too: many associations lead to one activity.
  for (const id of account.records.contacts.keys()) associate(account, 'contacts', id, 'meetings', '50002');
  const app = await startRegisterApp({ account, now: NOW });
  apps.push(app);
  return app;
};

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

/** Gives every state of a run that is saved to `saw`. */
function watching(engine: Engine, saw: (run: Run) => void): Engine {
  const { save } = engine.ledger;
  Object.assign(engine.ledger, {
    save: async (run: Run, etag: string) => {
      const saved = await save.call(engine.ledger, run, etag);
      if (saved !== undefined) saw(run);
      return saved;
    },
  });
  return engine;
}

function expectNoStepBack(states: readonly Run[]): void {
  const rising = (value: (run: Run) => number) => {
    const values = states.map(value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  };
  for (const kind of ['contacts', 'companies'] as const) {
    rising((run) => run[kind].total);
    rising((run) => run[kind].processed);
  }
  rising(({ links }) => links.found);
  rising(({ links }) => links.followed);
  rising(({ workedMs }) => workedMs);
  rising((run) => progressOf(run, NOW).progress ?? 0);
}

test.each([false, true])(
  'a run (dry: %s) whose processes die anywhere counts as one that nobody disturbs, and never takes a step back',
  async (dryRun) => {
    const quiet = await start();
    const asked = await requestRun(quiet.newEngine(), { ...ALL, dryRun });
    const undisturbed = await quiet.finish({ ...quiet.newEngine(), sliceMs: 0 }, asked.runId);
    expect(undisturbed).toMatchObject({ status: 'succeeded', contacts: { total: 130, processed: 130 } });
    const { found, followed } = undisturbed.links;
    expect(found).toBeGreaterThan(200);
    expect(followed).toBe(found);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
        const app = await start();
        const states: Run[] = [];
        const { runId } = await requestRun(app.newEngine(), { ...ALL, dryRun });
        let seconds = 0;
        for (const at of deaths) {
          const stored = await app.newEngine().ledger.find(runId);
          if (stored === undefined || isFinished(stored.run)) break;
          const engine = watching({ ...later(app.newEngine(), seconds), sliceMs: 0 }, (run) => states.push(run));
          await runSlice(crashingEngine(engine, at), { runId, slice: stored.run.slice }, ignore);
          seconds += 3_600;
        }
        const engine = watching(later(app.newEngine(), seconds), (run) => states.push(run));
        await wake(engine);
        const run = await app.finish(engine, runId);
        for (const name of ['status', 'contacts', 'companies', 'links'] as const)
          expect(run[name]).toEqual(undisturbed[name]);
        expectNoStepBack(states);
        // The hours between a death and the next process are nobody's work.
        expect(run.workedMs).toBeLessThan(1_800_000);
      }),
      { numRuns: 5, seed: 20_261_123, endOnFailure: true },
    );
  },
);

test('a run that an earlier version of the program wrote says as much as it can', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { ...ALL, dryRun: false });
  const stored = await engine.ledger.find(runId);
  const { links: _, workedMs: __, ...old } = JSON.parse(JSON.stringify(stored?.run));
  expect(runSchema.parse(old)).toMatchObject({ runId, links: { found: 0, followed: 0 }, workedMs: 0 });
});

test('the time that slices work is counted once, and what lies between them not at all', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(app.newEngine(), { ...ALL, dryRun: false });
  let clock = NOW;
  const requests = () => ({ count: 0, retried: 0, throttledMs: 0 });
  const workFor = async (...ms: number[]) => {
    const stored = await engine.ledger.find(runId);
    if (stored === undefined) throw new Error('the run is gone');
    const session = new RunSession(engine, stored, requests, () => clock);
    for (const one of ms) {
      clock += one;
      await session.checkpoint(() => ({}));
    }
    return session.run.workedMs;
  };
  expect(await workFor(1_000, 2_000, 3_000)).toBe(6_000);
  clock += 3_600_000;
  expect(await workFor(500, 500)).toBe(7_000);
});
