import { expect, onTestFinished, test } from 'vitest';
import { Cancelling } from '../../src/runs/cancelling.ts';
import { Ledger } from '../../src/runs/ledger.ts';
import { newRun } from '../../src/runs/run.ts';
import { LeaseLostError, RunSession } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { freshTable } from '../support/fresh-table.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { ROW_MACS } from '../support/row-macs.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const ASKED = { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false } as const;

async function sessions() {
  const { table } = await freshTable();
  const ledger = new Ledger(table, ROW_MACS);
  const cancelling = new Cancelling(table, ledger, ROW_MACS);
  const { runId, ...run } = newRun(ASKED, NOW, NOW);
  await ledger.create({ runId, ...run, problems: ['asked'] });
  const stored = async () => {
    const found = await ledger.find(runId);
    if (found === undefined) throw new Error('The run is gone.');
    return found;
  };
  const requests = () => ({ count: 0, retried: 0, throttledMs: 0 });
  const open = async () => new RunSession({ ledger, cancelling }, await stored(), requests, () => NOW);
  return { open, problems: async () => (await stored()).run.problems };
}

test('what is said of a run is saved with the work that had it, and not with a lease', async () => {
  const { open, problems } = await sessions();
  const session = await open();
  session.say('one', 'two');
  expect(session.run.problems).toEqual(['asked', 'one', 'two']);
  await session.renew(NOW + 1_000);
  expect(await problems()).toEqual(['asked']);
  await session.checkpoint((run) => ({ problems: [...run.problems, 'three'] }));
  session.say('two', 'four');
  expect(await problems()).toEqual(['asked', 'one', 'two', 'three']);
  await session.release(() => ({}));
  expect(await problems()).toEqual(['asked', 'one', 'two', 'three']);
});

test('what is said while a checkpoint is saved goes with the next, and what is left with the end of the run', async () => {
  const { open, problems } = await sessions();
  const session = await open();
  session.say('one');
  const saves = [session.checkpoint(() => ({})), session.checkpoint(() => ({}))];
  session.say('two', 'three');
  await Promise.all(saves);
  expect(await problems()).toEqual(['asked', 'one']);
  await session.finish(() => ({ status: 'failed' }));
  expect(await problems()).toEqual(['asked', 'one', 'two', 'three']);
});

/** Its process dies before it keeps what its search came to whose end was looked for three times: that it hides somebody. */
function dyingBeforeItKeeps(engine: Engine): Engine {
  const { index } = engine.storage;
  const upsert = index.upsertEntity.bind(index);
  Object.assign(index, {
    upsertEntity: async (...given: Parameters<typeof upsert>) => {
      if (given[0].rowKey.startsWith('touched|000003')) throw new LeaseLostError('The process has died.');
      return upsert(...given);
    },
  });
  return engine;
}

test('a run does not go on saying what an attempt that was cut short has met, and another has not', async () => {
  const app = await registerAtRest(Date.parse('2028-12-06T22:00:00Z'));
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ASKED);
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/contacts/search'), kind: 'total-more' });
  await runSlice(dyingBeforeItKeeps(app.newEngine()), { runId, slice: 0 }, () => undefined);
  const died = await engine.ledger.find(runId);
  expect(died?.run).toMatchObject({ status: 'running', phase: 'choosing' });
  expect(app.hubspot.log.some(({ path }) => path.endsWith('/contacts/search'))).toBe(true);
  app.hubspot.faults.clear();
  const run = await app.finish({ ...engine, systemNow: () => engine.systemNow() + 60_000 }, runId);
  expect(run).toMatchObject({ status: 'succeeded', problems: [] });
});
