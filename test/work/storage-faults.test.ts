import { afterEach, expect, test } from 'vitest';
import { requestRun } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { deliver, deliverUntilEnd } from '../support/deliver.ts';
import { expectRight } from '../support/expect-right.ts';
import { messageBag } from '../support/message-bag.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';
import { syncWorld } from '../support/sync-world.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL = { scope: 'all', trigger: 'http', actor: 'key', dryRun: false } as const;
const ignore = () => undefined;

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

/** An app whose engines reach one service through a proxy, with a run in line that is cut into small slices. */
const start = async (service: 'Table' | 'Queue', account = smallAccount()) => {
  const proxy = await startStorageProxy(service);
  const { connectionString } = proxy;
  const app = await startRegisterApp({ account, now: NOW, connectionString });
  apps.push(app);
  const newEngine = () => ({ ...app.newEngine(), sliceMs: 0 });
  return { proxy, app, newEngine };
};

const FATES: Fate[] = ['busy_503', 'busy_429', 'lost', 'done_but_answer_lost'];

test.each(FATES)('tables that are %s now and then make no difference', async (fate) => {
  const { proxy, app, newEngine } = await start('Table');
  const bag = messageBag();
  const engine = bag.serve(newEngine());
  const { runId } = await requestRun(engine, ALL);
  proxy.seen.length = 0;
  proxy.fateOf = () => (proxy.seen.length % 11 === 0 ? fate : 'answered');
  const run = await deliverUntilEnd(engine, bag, runId);
  proxy.fateOf = () => 'answered';
  expect(run).toMatchObject({ status: 'succeeded' });
  await expectRight(app, NOW);
});

test.each(FATES)('a table that stays %s is waited for, and the run names it', async (fate) => {
  const { proxy, app, newEngine } = await start('Table', syncWorld());
  const bag = messageBag();
  const engine = bag.serve(newEngine());
  const { runId } = await requestRun(engine, ALL);
  const index = app.table('index').tableName;
  proxy.fateOf = ({ path, method }) => (path.startsWith(`/${index}`) && method !== 'GET' ? fate : 'answered');
  for (let failure = 0; failure < 8; failure += 1) {
    const delivery = bag.take();
    if (delivery) await deliver(engine, bag, delivery);
  }
  const stored = await engine.ledger.find(runId);
  expect(stored?.run).toMatchObject({ status: 'running', error: { code: 'storage_unavailable' } });
  proxy.fateOf = () => 'answered';
  expect(await deliverUntilEnd(engine, bag, runId)).toMatchObject({ status: 'succeeded', error: null });
  await expectRight(app, NOW);
});

test.each(FATES)('tables that are all %s for long fail no run', async (fate) => {
  const { proxy, app, newEngine } = await start('Table', syncWorld());
  const bag = messageBag();
  const engine = bag.serve(newEngine());
  const { runId } = await requestRun(engine, ALL);
  const first = bag.take();
  if (first) await deliver(engine, bag, first);
  proxy.fateOf = () => fate;
  for (let failure = 0; failure < 20; failure += 1) {
    const delivery = bag.take();
    if (delivery) await deliver(engine, bag, delivery);
  }
  proxy.fateOf = () => 'answered';
  expect(await deliverUntilEnd(engine, bag, runId)).toMatchObject({ status: 'succeeded', error: null });
  await expectRight(app, NOW);
});

test.each([1, 3, 9, 33])('somebody else changes the run before the write to tables number %i', async (at) => {
  const { proxy, app, newEngine } = await start('Table');
  const bag = messageBag();
  const engine = bag.serve(newEngine());
  const { runId } = await requestRun(engine, ALL);
  const runs = app.table('runs');
  let writes = 0;
  proxy.fateOf = async ({ method }): Promise<Fate> => {
    if (method !== 'GET') writes += 1;
    if (writes !== at || method === 'GET') return 'answered';
    for await (const { partitionKey = '', rowKey = '', ...row } of runs.listEntities()) {
      if (row.runId === runId && /^\d/.test(rowKey)) await runs.updateEntity({ partitionKey, rowKey, touched: true });
    }
    return 'answered';
  };
  expect(await deliverUntilEnd(engine, bag, runId)).toMatchObject({ status: 'succeeded' });
  expect(writes).toBeGreaterThan(at);
  await expectRight(app, NOW);
});

test('messages that are sent twice because their answer was lost do nothing twice', async () => {
  const { proxy, app, newEngine } = await start('Queue');
  const engine = newEngine();
  let tries = 0;
  proxy.fateOf = ({ method, path }) => {
    if (method !== 'POST' || !path.includes('/messages')) return 'answered';
    tries += 1;
    // Not for ever: a message that is out of date sends another, so each of these stays until the run has ended.
    return tries < 8 && tries % 2 === 1 ? 'done_but_answer_lost' : 'answered';
  };
  const { runId } = await requestRun(engine, ALL);
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
  expect(tries).toBeGreaterThan(10);
  await expectRight(app, NOW);
});

test('a queue that takes no messages for a while loses no run: a timer goes on with it', async () => {
  const { proxy, app, newEngine } = await start('Queue');
  const engine = newEngine();
  await engine.storage.prepare();
  proxy.fateOf = () => 'busy_503';
  const { runId } = await requestRun(engine, ALL);
  expect(await app.workOnce(engine)).toBe(false);
  await expect(runSlice(engine, { runId, slice: 0 }, ignore)).rejects.toMatchObject({ statusCode: 503 });
  const bag = messageBag();
  const fine = bag.serve(engine);
  expect(await deliverUntilEnd(fine, bag, runId)).toMatchObject({ status: 'succeeded', error: null });
  await expectRight(app, NOW);
});
