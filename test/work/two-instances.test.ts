import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { isFinished } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { expectRight } from '../support/expect-right.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL = { scope: 'all', trigger: 'http', actor: 'key', dryRun: false } as const;

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

test('two instances that take messages side by side, some of them twice and out of order, do everything once', async () => {
  const app = await startRegisterApp({ account: smallAccount(), now: NOW });
  apps.push(app);
  const engines = [app.newEngine(), app.newEngine()].map((engine) => ({ ...engine, sliceMs: 0 }));
  const [first, second] = await Promise.all(engines.map((engine) => requestRun(engine, ALL)));
  const runIds = [first?.runId ?? '', second?.runId ?? ''];
  // Messages for slices to come, and for those that are over by the time they are read.
  for (const slice of [3, 1, 0, 0, 2, 9, 0]) {
    for (const runId of runIds) await engines[0]?.storage.slices.send({ runId, slice });
  }
  const allEnded = async (engine: Engine) => {
    const stored = await Promise.all(runIds.map((runId) => engine.ledger.find(runId)));
    return stored.every((one) => one !== undefined && isFinished(one.run));
  };
  const work = async (engine: Engine) => {
    let worked = 0;
    while (!(await allEnded(engine))) {
      if (await app.workOnce(engine)) worked += 1;
      else await setImmediate();
    }
    return worked;
  };
  const worked = await Promise.all(engines.map(work));
  for (const share of worked) expect(share).toBeGreaterThan(5);
  const [one, two] = await Promise.all(runIds.map((runId) => app.newEngine().ledger.find(runId)));
  expect([one?.run.status, two?.run.status]).toEqual(['succeeded', 'succeeded']);
  await expectRight(app, NOW);
});
