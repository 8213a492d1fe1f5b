import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHealth } from '../../src/health/create-health.ts';
import { whenAvailable } from '../../src/http/unavailable.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { runOnTimer } from '../../src/work/timer-run.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { checkNamed } from '../support/health-facts.ts';
import { keptRows } from '../support/kept-rows.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { NOW, syncWorld } from '../support/sync-world.ts';

const TABLES = ['audit', 'runs', 'index', 'erasures', 'erased'] as const;

let app: RegisterApp;
let waiting: string;

beforeAll(async () => {
  app = await startRegisterApp({ account: syncWorld(), now: NOW });
  const engine = app.newEngine();
  const asked = { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false } as const;
  waiting = (await requestRun(engine, asked)).runId;
  const record = JSON.stringify({ tables: 2, from: null, app: '9.0.0' });
  const proof = engine.rowMacs.proofOf(`${app.table('runs').tableName}/version/tables`, record);
  await app.table('runs').upsertEntity({ partitionKey: 'version', rowKey: 'tables', record, ...proof }, 'Replace');
});

afterAll(() => app.close());

const everything = async () => (await Promise.all(TABLES.map((name) => keptRows(app.table(name))))).join('\n');
const log = () => undefined;

test.each<[string, () => Promise<unknown>]>([
  ['a timer', () => runOnTimer(app.newEngine(), 'changed', log)],
  ['a slice', () => runSlice(app.newEngine(), { runId: waiting, slice: 0 }, log)],
])('%s starts nothing on tables of a newer program, and writes nothing', async (_, act) => {
  const before = await everything();
  const requests = app.hubspot.log.length;
  await expect(act()).rejects.toMatchObject({ code: 'tables_newer' });
  expect(await everything()).toBe(before);
  expect(app.hubspot.log.length).toBe(requests);
});

test('over HTTP it is a problem that says what to do', async () => {
  const engine = app.newEngine();
  const answer = await whenAvailable(async () => {
    await engine.storage.prepare();
    return {};
  });
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
  expect(JSON.stringify(answer)).toMatch(/version 2, made by version 9\.0\.0 .* deploy that version again/);
});

test('health has failed and says why and what to do, and writes nothing', async () => {
  const before = await everything();
  const settings = readSettings({
    HUBSPOT_ACCESS_TOKEN: 'test-token',
    RegisterStorage: 'UseDevelopmentStorage=true',
    AUDIT_KEY: 'a-key-for-tests',
  });
  const health = await createHealth(app.newEngine(), settings).checkWithoutAsking();
  expect(health.status).toBe('failed');
  expect(checkNamed(health, 'version')).toMatchObject({
    status: 'failed',
    reason: expect.stringMatching(/version 2, made by version 9\.0\.0 .* leaves them alone\.$/),
    action: expect.stringMatching(/^Deploy that version again/),
    facts: { app: expect.stringMatching(/^\d+\.\d+\.\d+$/), tables: 1 },
  });
  expect(await everything()).toBe(before);
});
