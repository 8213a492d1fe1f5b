import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { HubSpotError } from '../../src/hubspot/errors.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import { cancelRun } from '../../src/work/cancel-run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { cancellingEngine } from '../support/cancelling-engine.ts';
import { expectAudited, expectRight } from '../support/expect-right.ts';
import { leftBehind } from '../support/left-behind.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL = { scope: 'all', trigger: 'http', actor: 'key', dryRun: false } as const;
/** So many effects come well before the last checkpoint of a run over the small account. */
const BEFORE_THE_END = 25;
const ignore = () => undefined;

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const start = async () => {
  const app = await startRegisterApp({ account: smallAccount(), now: NOW });
  apps.push(app);
  return app;
};

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

/** Rows in the table of runs that ask a run to stop. */
const cancelRows = async (app: RegisterApp) => {
  const keys: string[] = [];
  for await (const { rowKey = '' } of app.table('runs').listEntities())
    if (rowKey.startsWith('cancel|')) keys.push(rowKey);
  return keys;
};

test('a run that waits is cancelled at once, with what was kept for it, and never gets its turn', async () => {
  const app = await start();
  const engine = app.newEngine();
  const first = await requestRun(engine, ALL);
  const waiting = await requestRun(engine, { ...ALL, scope: 'contacts', given: ['101', '102'] });
  expect(await leftBehind(app.table('index'))).toEqual([waiting.runId]);
  const cancelled = await cancelRun(engine, waiting.runId, ignore);
  expect(cancelled).toMatchObject({ kind: 'cancelled', run: { status: 'cancelled', startedAt: null } });
  expect(await leftBehind(app.table('index'))).toEqual([]);
  expect([...(await engine.line.scopes())]).toEqual(['all']);
  expect(await cancelRun(engine, waiting.runId, ignore)).toEqual(cancelled);
  expect(await app.finish(engine, first.runId)).toMatchObject({ status: 'succeeded' });
  expect(await wake(engine)).toBeUndefined();
  expect(await engine.ledger.find(waiting.runId)).toMatchObject({ run: { status: 'cancelled', slice: 0 } });
  await expectRight(app, NOW);
});

test('a run that has its turn but that nobody has begun is cancelled at once, and the next has its turn', async () => {
  const app = await start();
  const engine = app.newEngine();
  const first = await requestRun(engine, ALL);
  const second = await requestRun(engine, ALL);
  expect(await wake(engine)).toMatchObject({ runId: first.runId, status: 'queued' });
  expect(await cancelRun(engine, first.runId, ignore)).toMatchObject({ kind: 'cancelled' });
  expect(await wake(engine)).toMatchObject({ runId: second.runId });
  await runSlice(engine, { runId: first.runId, slice: 0 }, ignore);
  expect(await engine.ledger.find(first.runId)).toMatchObject({ run: { status: 'cancelled' } });
});

test('a run that has ended stays as it ended, and a run that nobody knows is unknown', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await app.reconcile(engine);
  expect(await cancelRun(engine, runId, ignore)).toMatchObject({ kind: 'ended', run: { status: 'succeeded' } });
  for (const unknown of ['', 'active', '20200101T000000000Z-00000000', `waiting|${runId}`]) {
    expect(await cancelRun(engine, unknown, ignore)).toEqual({ kind: 'unknown' });
  }
  expect(await cancelRows(app)).toEqual([]);
});

test('a run that waits for tomorrow is cancelled by the next message, without a request to HubSpot', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  const { transport } = engine.hubspot;
  const send = async () => {
    throw new HubSpotError('resume_later', 'The day is spent.', { endpoint: 'GET /' });
  };
  await runSlice(
    { ...engine, hubspot: { ...engine.hubspot, transport: { ...transport, send } } },
    { runId, slice: 0 },
    ignore,
  );
  expect((await engine.ledger.find(runId))?.run.notBefore).toBeGreaterThan(engine.systemNow());
  expect(await cancelRun(engine, runId, ignore)).toMatchObject({ kind: 'stopping', run: { status: 'running' } });
  const before = app.hubspot.log.length;
  expect(await app.finish(engine, runId)).toMatchObject({
    status: 'cancelled',
    error: null,
    contacts: { processed: 0 },
  });
  expect(app.hubspot.log).toHaveLength(before);
  expect(await leftBehind(app.table('index'))).toEqual([]);
  expect(await cancelRows(app)).toEqual([]);
});

test('a run whose process died is cancelled when its lease has run out, and its open intents are closed', async () => {
  const app = await start();
  const { runId } = await requestRun(app.newEngine(), ALL);
  const dying = app.newEngine();
  let concluded = 0;
  // It dies after HubSpot has taken changes and before their outcome is recorded.
  const audit: Engine['audit'] = {
    open: () => dying.audit.open(),
    record: (occurrences, author) => dying.audit.record(occurrences, author),
    intend: (intents, author) => dying.audit.intend(intents, author),
    conclude: async (open, conclusions, author) => {
      concluded += 1;
      if (concluded > 1) throw new LeaseLostError('The process has died.');
      return dying.audit.conclude(open, conclusions, author);
    },
  };
  const slices = { send: async () => undefined, create: () => dying.storage.slices.create() };
  await runSlice({ ...dying, audit, storage: { ...dying.storage, slices } }, { runId, slice: 0 }, ignore);
  expect(concluded).toBeGreaterThan(1);
  const engine = later(app.newEngine(), 60);
  expect(await cancelRun(engine, runId, ignore)).toMatchObject({ kind: 'stopping' });
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'cancelled' });
  expect(app.hubspot.changes.length).toBeGreaterThan(0);
  await expectAudited(app);
  expect(await cancelRows(app)).toEqual([]);
});

test('a run that stops while HubSpot cannot be asked leaves its open intents to the next run', async () => {
  const app = await start();
  const { runId } = await requestRun(app.newEngine(), ALL);
  const engine = app.newEngine();
  const { transport } = engine.hubspot;
  const send: typeof transport.send = async (request) => {
    if (!request.path.endsWith('/batch/update') || JSON.stringify(request.body) === '{"inputs":[]}')
      return transport.send(request);
    await transport.send(request);
    await cancelRun(engine, runId, ignore);
    throw new HubSpotError('resume_later', 'The day is spent.', { endpoint: 'POST /' });
  };
  const cut = { ...engine, hubspot: { ...engine.hubspot, transport: { ...transport, send } } };
  await runSlice(cut, { runId, slice: 0 }, ignore);
  const silent = async () => {
    throw new HubSpotError('resume_later', 'The day is spent.', { endpoint: 'POST /' });
  };
  const spent = { ...engine, hubspot: { ...engine.hubspot, transport: { ...transport, send: silent } } };
  expect(await app.finish(spent, runId)).toMatchObject({ status: 'cancelled' });
  expect((await engine.audit.open()).length).toBeGreaterThan(0);
  expect(await app.reconcile(engine)).toMatchObject({ status: 'succeeded' });
  await expectRight(app, NOW);
});

test('a run that is cancelled at any moment stops with everything recorded, and the next run does the rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.boolean(), async (at, small) => {
      const app = await start();
      const engine = { ...app.newEngine(), ...(small ? { sliceMs: 0 } : {}) };
      const { runId } = await requestRun(engine, ALL);
      const next = await requestRun(engine, ALL);
      const cancelling = cancellingEngine(engine, runId, at);
      const ended = await app.finish(cancelling.engine, runId);
      const kinds = cancelling.answers.map(({ kind }) => kind);
      if (at <= BEFORE_THE_END) expect(ended.status).toBe('cancelled');
      if (cancelling.answers.length === 0) expect(ended.status).toBe('succeeded');
      else if (ended.status === 'succeeded') expect(kinds).toEqual(['stopping']);
      else expect(ended).toMatchObject({ status: 'cancelled', error: null });
      await expectAudited(app);
      expect(await cancelRun(engine, runId, ignore)).toMatchObject({
        kind: ended.status === 'cancelled' ? 'cancelled' : 'ended',
      });
      expect(await app.finish(engine, next.runId)).toMatchObject({ status: 'succeeded' });
      await expectRight(app, NOW);
      expect(await cancelRows(app)).toEqual([]);
    }),
    { numRuns: 8, seed: 11 },
  );
});

test('a run that comes to its end while it is being cancelled has ended, and is not cancelled as well', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  const { finish } = engine.ledger;
  const stopping: unknown[] = [];
  const ledger = Object.assign(engine.ledger, {
    finish: async (...args: Parameters<typeof finish>) => {
      stopping.push((await cancelRun(app.newEngine(), runId, ignore)).kind);
      return finish.apply(engine.ledger, args);
    },
  });
  expect(await app.finish({ ...engine, ledger }, runId)).toMatchObject({ status: 'succeeded' });
  expect(stopping).toEqual(['stopping']);
  expect(await cancelRun(app.newEngine(), runId, ignore)).toMatchObject({ kind: 'ended' });
  expect(await cancelRows(app)).toEqual([]);
  await expectRight(app, NOW);
});
