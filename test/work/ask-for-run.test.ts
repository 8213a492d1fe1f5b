import { afterEach, expect, test } from 'vitest';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { MOST_WAITING } from '../../src/runs/line.ts';
import { newRunId } from '../../src/runs/run.ts';
import { askForRun, type Wish } from '../../src/work/ask-for-run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { leftBehind } from '../support/left-behind.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL: Wish = { scope: 'all', actor: 'aino', dryRun: false };
const SOME: Wish = { scope: 'contacts', actor: 'aino', dryRun: false, contactIds: ['101'] };

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const start = async () => {
  const app = await startRegisterApp({ account: emptyAccount(1, 'Europe/Helsinki'), now: NOW });
  apps.push(app);
  return app;
};

const ask = (engine: Engine, wish: Wish) => askForRun(engine, newRunId(engine.systemNow()), wish);
const idOf = (asked: Awaited<ReturnType<typeof askForRun>>) => (asked.kind === 'run' ? asked.runId : asked.kind);

/** Ids of all runs, whatever their state. */
const runs = async (app: RegisterApp) => {
  const ids: string[] = [];
  for await (const { runId, rowKey = '' } of app.table('runs').listEntities<{ runId: string }>())
    if (/^\d/.test(rowKey)) ids.push(runId);
  return ids.sort();
};

const many = (app: RegisterApp, count: number, wish: Wish) =>
  Promise.all(Array.from({ length: count }, async () => idOf(await ask(app.newEngine(), wish))));

test('a run is asked for, and the audit trail says by whom', async () => {
  const app = await start();
  const runId = idOf(await ask(app.newEngine(), { ...ALL, dryRun: true }));
  expect(await runs(app)).toEqual([runId]);
  expect((await app.newEngine().ledger.find(runId))?.run).toMatchObject({
    actor: 'aino',
    trigger: 'http',
    dryRun: true,
  });
  const cause = 'scope=all dryRun=true';
  expect(await auditEvents(app.table('audit'))).toMatchObject([
    { action: 'run_requested', subject: `run:${runId}`, runId, actor: 'aino', cause },
  ]);
});

test('ten that ask for the same at once get one run, and stand in the trail', async () => {
  const app = await start();
  // It has its turn, so that the others wait.
  const before = idOf(await ask(app.newEngine(), SOME));
  const ids = await many(app, 10, ALL);
  expect(new Set(ids).size).toBe(1);
  expect(new Set(await runs(app))).toEqual(new Set([before, ...ids]));
  const events = await auditEvents(app.table('audit'));
  // The clock stands still here, and of two events that are the same to the millisecond one may stand for both.
  const wishes = events.filter(({ runId }) => runId === ids[0]);
  expect(wishes.length).toBeGreaterThanOrEqual(1);
  expect(events.every(({ action }) => action === 'run_requested')).toBe(true);
});

test('a run that waits covers only what looks at the same, and only until it has its turn', async () => {
  const app = await start();
  const engine = app.newEngine();
  const first = idOf(await ask(engine, ALL));
  const second = idOf(await ask(engine, ALL));
  expect(idOf(await ask(engine, ALL))).toBe(second);
  const others = [{ dryRun: true }, { scope: 'changed' }, { scope: 'contacts', contactIds: ['1'] }] as const;
  const made = [first, second];
  for (const other of others) made.push(idOf(await ask(engine, { ...ALL, ...other })));
  made.push(idOf(await ask(engine, { ...ALL, ...others[2] })));
  expect(new Set(await runs(app))).toEqual(new Set(made));
  expect(new Set(made).size).toBe(6);
});

test('a run that a timer asked for covers what is asked for over HTTP', async () => {
  const app = await start();
  const engine = app.newEngine();
  await ask(engine, SOME);
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  expect(idOf(await ask(engine, ALL))).toBe(runId);
});

test('no more than so many runs wait, and nobody asks HubSpot for one too many', async () => {
  const app = await start();
  // It has its turn, so that the others wait.
  await ask(app.newEngine(), SOME);
  const asked = await many(app, MOST_WAITING + 4, SOME);
  expect(await runs(app)).toHaveLength(MOST_WAITING + 1);
  expect(asked.filter((id) => id === 'full')).toHaveLength(4);
  const before = app.hubspot.log.length;
  expect(await ask(app.newEngine(), { ...SOME, emails: ['aino@example.fi'] })).toEqual({ kind: 'full' });
  expect(app.hubspot.log.length).toBe(before);
  expect(new Set(await leftBehind(app.table('index')))).toEqual(new Set(await runs(app)));
});

test('a run whose audit event cannot be written is not started', async () => {
  const app = await start();
  const engine = app.newEngine();
  const failing: Engine = {
    ...engine,
    audit: {
      intend: (intents, author) => engine.audit.intend(intents, author),
      conclude: (open, conclusions, author) => engine.audit.conclude(open, conclusions, author),
      open: () => engine.audit.open(),
      record: () => Promise.reject(new Error('no trail')),
    },
  };
  for (const wish of [ALL, SOME]) await expect(ask(failing, wish)).rejects.toThrow('no trail');
  expect(await runs(app)).toEqual([]);
  expect(await leftBehind(app.table('index'))).toEqual([]);
});

test('wishes that a waiting run covers are recorded up to sixty an hour of each actor, and all are answered', async () => {
  const app = await start();
  const engine = app.newEngine();
  await ask(engine, SOME);
  const waiting = idOf(await ask(engine, ALL));
  const asked = await Promise.all(Array.from({ length: 70 }, async () => idOf(await ask(engine, ALL))));
  expect(new Set(asked)).toEqual(new Set([waiting]));
  expect(idOf(await ask(engine, { ...ALL, actor: 'veikko' }))).toBe(waiting);
  const joined = (await auditEvents(app.table('audit'))).filter(({ cause }) => cause.includes('in_line=true'));
  expect(joined.filter(({ actor }) => actor === 'aino')).toHaveLength(60);
  expect(joined.filter(({ actor }) => actor === 'veikko')).toHaveLength(1);
});
