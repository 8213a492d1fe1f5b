import { afterEach, expect, test } from 'vitest';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { Scope } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { runOnTimer } from '../../src/work/timer-run.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const start = async () => {
  const app = await startRegisterApp({ account: emptyAccount(1, 'Europe/Helsinki'), now: NOW });
  apps.push(app);
  return app;
};

/** Fires a timer and gives what it logged. */
const fire = async (engine: Engine, scope: Scope) => {
  const lines: unknown[] = [];
  await runOnTimer(engine, scope, (level, line) => lines.push([level, JSON.parse(line)]));
  return lines;
};

const added = (scope: Scope) => [['info', { event: 'timer_added_run', scope, runId: expect.any(String) }]];
const notAdded = (scope: Scope, active: unknown = expect.any(String)) => [
  ['info', { event: 'timer_added_no_run', scope, why: 'one is in line already', active }],
];

/** Runs by scope, whatever their state. */
const scopes = async (app: RegisterApp) => {
  const found: unknown[] = [];
  for await (const { scope, rowKey = '' } of app.table('runs').listEntities())
    if (/^\d/.test(rowKey)) found.push(scope);
  return found.sort();
};

test('timers that fire again and again while things are held up add one run of each scope', async () => {
  const app = await start();
  const engine = app.newEngine();
  expect(await fire(engine, 'all')).toEqual(added('all'));
  for (const scope of ['changed', 'clock'] as const) expect(await fire(engine, scope)).toEqual(added(scope));
  for (let day = 0; day < 3; day += 1) {
    for (const scope of ['all', 'changed', 'clock'] as const)
      expect(await fire(app.newEngine(), scope)).toEqual(notAdded(scope));
  }
  expect(await scopes(app)).toEqual(['all', 'changed', 'clock']);
});

test('a timer adds a run again when the one before has ended', async () => {
  const app = await start();
  const engine = app.newEngine();
  await app.run('all', engine);
  expect(await fire(engine, 'all')).toEqual(added('all'));
});

test('a run that ended without making room for the next keeps no timer from adding one', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await app.run('all', engine);
  const active = { partitionKey: 'runs', rowKey: 'active', runId, scope: 'all', dryRun: false };
  await app.table('runs').createEntity(active);
  expect(await fire(engine, 'all')).toEqual(added('all'));
});

test('a dry run changes nothing, so it keeps no timer from adding a run', async () => {
  const app = await start();
  const engine = app.newEngine();
  await requestRun(engine, { scope: 'changed', trigger: 'http', actor: 'key', dryRun: true });
  expect(await fire(engine, 'changed')).toEqual(added('changed'));
});

test('a run asked for over HTTP is added always, and does for a timer too', async () => {
  const app = await start();
  const engine = app.newEngine();
  const ask = () => requestRun(engine, { scope: 'changed', trigger: 'http', actor: 'key', dryRun: false });
  await ask();
  await ask();
  expect(await fire(engine, 'changed')).toEqual(notAdded('changed'));
  expect(await scopes(app)).toEqual(['changed', 'changed']);
});

test('a run whose last message was lost is found by the next timer of any kind that adds none', async () => {
  const app = await start();
  const engine = app.newEngine();
  const slices = { send: async () => undefined, create: () => engine.storage.slices.create() };
  const losing = { ...engine, storage: { ...engine.storage, slices } };
  const { runId } = await requestRun(losing, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  expect(await app.workOnce(engine)).toBe(false);
  expect(await fire(engine, 'all')).toEqual(notAdded('all', runId));
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
});

test('a run whose last message was lost is found by a timer that adds one', async () => {
  const app = await start();
  const engine = app.newEngine();
  const slices = { send: async () => undefined, create: () => engine.storage.slices.create() };
  const losing = { ...engine, storage: { ...engine.storage, slices } };
  const { runId } = await requestRun(losing, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  expect(await fire(engine, 'clock')).toEqual(added('clock'));
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
});

test('two timers at the same moment lose no run', async () => {
  const app = await start();
  await app.newEngine().storage.prepare();
  const lines = (await Promise.all([fire(app.newEngine(), 'clock'), fire(app.newEngine(), 'clock')])).flat();
  expect(lines).toHaveLength(2);
  expect((await scopes(app)).length).toBeGreaterThanOrEqual(1);
  expect((await scopes(app)).length).toBeLessThanOrEqual(2);
});

test('a queue that cannot be reached loses no run either', async () => {
  const app = await start();
  const engine = app.newEngine();
  const send = async () => {
    throw Object.assign(new Error('busy'), { name: 'RestError', statusCode: 503 });
  };
  const slices = { send, create: () => engine.storage.slices.create() };
  expect(await fire({ ...engine, storage: { ...engine.storage, slices } }, 'all')).toEqual(added('all'));
  expect(await fire(engine, 'all')).toEqual(notAdded('all'));
  expect(await app.workOnce(engine)).toBe(true);
});
