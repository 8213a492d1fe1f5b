import { afterEach, expect, test } from 'vitest';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { RequestKeys } from '../../src/runs/request-keys.ts';
import type { Wish } from '../../src/work/ask-for-run.ts';
import { type AskedOnce, askOnce } from '../../src/work/ask-once.ts';
import type { Engine } from '../../src/work/engine.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const DAY_MS = 24 * 3_600_000;
const SOME: Wish = { scope: 'contacts', actor: 'aino', dryRun: false, contactIds: ['101'] };
const HASHES = { key: 'hmac:k', body: 'hmac:b' };

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const start = async () => {
  const app = await startRegisterApp({ account: emptyAccount(1, 'Europe/Helsinki'), now: NOW });
  apps.push(app);
  await app.newEngine().storage.prepare();
  return app;
};

const idOf = (asked: AskedOnce) => (asked.kind === 'run' ? asked.runId : asked.kind);
const ask = async (engine: Engine, hashes = HASHES) => idOf(await askOnce(engine, hashes, SOME));

/** Request keys of somebody whose clock is behind: what they hold was taken so long ago. */
const keysOf = (app: RegisterApp, msAgo: number) => new RequestKeys(app.table('runs'), () => Date.now() - msAgo);

const runs = async (app: RegisterApp) => {
  const ids: string[] = [];
  for await (const { runId, rowKey = '' } of app.table('runs').listEntities<{ runId: string }>())
    if (/^\d/.test(rowKey)) ids.push(runId);
  return ids;
};

const keysKept = async (app: RegisterApp) => {
  const keys: string[] = [];
  for await (const { partitionKey, rowKey = '' } of app.table('runs').listEntities())
    if (partitionKey === 'requests') keys.push(rowKey);
  return keys;
};

test('the same request ten times at once, from ten processes, gives one run and one audit event', async () => {
  const app = await start();
  const ids = await Promise.all(Array.from({ length: 10 }, () => ask(app.newEngine())));
  expect(new Set(ids).size).toBe(1);
  expect(await runs(app)).toEqual([ids[0]]);
  expect(await auditEvents(app.table('audit'))).toHaveLength(1);
});

test('a request that is repeated is answered by its run, also when that has ended', async () => {
  const app = await start();
  const engine = app.newEngine();
  const runId = await ask(engine);
  await app.finish(engine, runId);
  expect(await ask(app.newEngine())).toBe(runId);
  expect(await runs(app)).toEqual([runId]);
});

test('a key belongs to one request', async () => {
  const app = await start();
  await ask(app.newEngine());
  expect(await ask(app.newEngine(), { ...HASHES, body: 'hmac:other' })).toBe('other_body');
  expect(await runs(app)).toHaveLength(1);
});

test('another key is another request', async () => {
  const app = await start();
  const first = await ask(app.newEngine());
  expect(await ask(app.newEngine(), { ...HASHES, key: 'hmac:other' })).not.toBe(first);
});

test('whoever crashed before the run was in line is followed by the next with the same key', async () => {
  const app = await start();
  const { runId } = await keysOf(app, 31_000).claim(HASHES, 'dead');
  expect(await Promise.all([ask(app.newEngine()), ask(app.newEngine())])).toEqual([runId, runId]);
  expect(await runs(app)).toEqual([runId]);
});

test('whoever crashed when the run was in line has asked for it', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { line, requestKeys } = engine;
  const dying: Engine = {
    ...engine,
    line: {
      placeFor: (wanted) => line.placeFor(wanted),
      scopes: () => line.scopes(),
      join: async (run) => {
        await line.join(run);
        throw new Error('The process has died.');
      },
    },
    requestKeys: {
      claim: (hashes, holder) => requestKeys.claim(hashes, holder),
      takeOver: (key, known, holder) => requestKeys.takeOver(key, known, holder),
      release: async () => undefined,
      forget: async () => undefined,
    },
  };
  await expect(ask(dying)).rejects.toThrow('died');
  expect(await runs(app)).toEqual([await ask(app.newEngine())]);
  expect(await auditEvents(app.table('audit'))).toHaveLength(1);
});

test('a request that failed can be repeated at once', async () => {
  const app = await start();
  const engine = app.newEngine();
  app.hubspot.faults.add({ match: () => true, kind: '503' });
  await expect(askOnce(engine, HASHES, { ...SOME, emails: ['aino@example.fi'] })).rejects.toThrow();
  app.hubspot.faults.clear();
  expect(await runs(app)).toEqual([]);
  const runId = await ask(app.newEngine());
  expect(await runs(app)).toEqual([runId]);
});

test('a request that is underway elsewhere is waited for, but not for ever', async () => {
  const app = await start();
  await keysOf(app, 0).claim(HASHES, 'somebody');
  const engine = app.newEngine();
  let now = engine.systemNow();
  const impatient: Engine = {
    ...engine,
    systemNow: () => {
      now += 6_000;
      return now;
    },
  };
  expect(await ask(impatient)).toBe('underway');
  expect(await runs(app)).toEqual([]);
});

test('a request that joins a run in line is answered by that run when it is repeated', async () => {
  const app = await start();
  const all: Wish = { scope: 'all', actor: 'aino', dryRun: false };
  // It has its turn, so that the next waits.
  const before = await ask(app.newEngine(), { ...HASHES, key: 'hmac:before' });
  const first = idOf(await askOnce(app.newEngine(), { ...HASHES, key: 'hmac:first' }, all));
  expect(idOf(await askOnce(app.newEngine(), HASHES, all))).toBe(first);
  await app.finish(app.newEngine(), before);
  await app.finish(app.newEngine(), first);
  expect(idOf(await askOnce(app.newEngine(), HASHES, all))).toBe(first);
});

test('a key is forgotten after a day, and old keys are removed', async () => {
  const app = await start();
  const long = keysOf(app, DAY_MS + 1_000);
  const { runId } = await long.claim(HASHES, 'dead');
  await long.claim({ ...HASHES, key: 'hmac:old' }, 'dead');
  await keysOf(app, DAY_MS - 60_000).claim({ ...HASHES, key: 'hmac:recent' }, 'dead');
  expect(await ask(app.newEngine(), { ...HASHES, body: 'hmac:other' })).not.toBe(runId);
  expect(await keysKept(app)).toEqual(['hmac:k', 'hmac:recent']);
});

test('the key of a request that is refused is not kept', async () => {
  const app = await start();
  const engine = app.newEngine();
  for (let waiting = 0; ; waiting += 1) {
    const asked = await ask(engine, { key: `hmac:${waiting}`, body: 'hmac:b' });
    if (asked !== 'full') continue;
    expect(await keysKept(app)).toHaveLength(waiting);
    // Nobody is told of another body, or of the first answer: it is a new request.
    expect(await ask(engine, { key: `hmac:${waiting}`, body: 'hmac:other' })).toBe('full');
    break;
  }
});
