import { afterEach, expect, test } from 'vitest';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { cancelOnRequest } from '../../src/work/cancel-run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

/** A register in which a run is in line. */
const start = async () => {
  const now = Date.parse('2026-11-23T09:30:00Z');
  const app = await startRegisterApp({ account: emptyAccount(1, 'Europe/Helsinki'), now });
  apps.push(app);
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  const events = async () => (await auditEvents(app.table('audit'))).filter(({ action }) => action === 'run_cancelled');
  return { app, engine, runId, events };
};

const cancel = (engine: Engine, runId: string) => cancelOnRequest(engine, runId, 'aino', () => undefined);

test('who cancelled a run stands in the audit trail, once', async () => {
  const { engine, runId, events } = await start();
  expect(await cancel(engine, runId)).toMatchObject({ kind: 'cancelled' });
  expect(await cancel(engine, runId)).toMatchObject({ kind: 'cancelled' });
  expect(await events()).toMatchObject([{ subject: `run:${runId}`, runId, actor: 'aino', cause: 'status=queued' }]);
});

test('a run that is stopping already is not cancelled again', async () => {
  const { engine, runId, events } = await start();
  const active = await engine.ledger.activate();
  if (active === undefined) throw new Error('no run is active');
  await engine.ledger.save({ ...active.run, status: 'running', revision: 'begun' }, active.etag);
  for (let times = 0; times < 2; times += 1) expect(await cancel(engine, runId)).toMatchObject({ kind: 'stopping' });
  expect(await events()).toMatchObject([{ cause: 'status=running' }]);
});

test('a wish that changes nothing leaves no event', async () => {
  const { app, engine, runId, events } = await start();
  await app.finish(engine, runId);
  expect(await cancel(engine, runId)).toMatchObject({ kind: 'ended' });
  expect(await cancel(engine, '20200101T000000000Z-00000000')).toEqual({ kind: 'unknown' });
  expect(await events()).toEqual([]);
});

test('a run is not cancelled when that cannot be recorded', async () => {
  const { engine, runId } = await start();
  const { audit } = engine;
  const failing: Engine = {
    ...engine,
    audit: {
      intend: (intents, author) => audit.intend(intents, author),
      conclude: (open, conclusions, author) => audit.conclude(open, conclusions, author),
      open: () => audit.open(),
      record: () => Promise.reject(new Error('no trail')),
    },
  };
  await expect(cancel(failing, runId)).rejects.toThrow('no trail');
  expect((await engine.ledger.find(runId))?.run.status).toBe('queued');
});
