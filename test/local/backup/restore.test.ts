import { BlobServiceClient } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { erasureStores } from '../../../src/rights/erasure/stores.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { type BackupWorld, backupWorld } from '../../support/backup-world.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { folderStore } from '../../../local/backup/store.ts';
import { restore } from '../../../local/backup/restore/restore.ts';
import type { Restored } from '../../../local/backup/restore/register.ts';
import {
  approved,
  DAY,
  DUE,
  HOUR,
  listNow,
  NOW,
  people,
  prepared,
  startApprovedWorld,
  startErasureWorld,
  synced,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';

const IMMUTABLE = /^\["chain-\d","(?:\d|run|subject|gone)/;

/** Rows of the trail that no later event changes. */
async function entries(world: BackupWorld): Promise<[string, string][]> {
  return [...(await world.rows('audit'))].filter(([key]) => IMMUTABLE.test(key));
}

/** What was written to HubSpot since `from`. */
function writes(app: RegisterApp, from: number): string[] {
  return app.hubspot.log
    .slice(from)
    .filter(({ method, path }) => method !== 'GET' && !/\/(?:search|read|batch\/read)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}

test('a register is backed up, emptied and restored: the trail verifies, unfinished work has ended, and the next sync writes nothing', async () => {
  const app = await startErasureWorld();
  await synced(app);
  const list = await approved(app, await prepared(app));
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'changed', trigger: 'timer', actor: 'timer', dryRun: false });
  const world = await backupWorld(app, NOW + 2 * HOUR);
  const before = { trail: await entries(world), requests: await world.rows('requests') };
  expect(await world.backup()).toMatchObject({ status: 0 });
  await world.empty();
  expect((await world.restore()).text).toMatch(
    /^Backup 1 of .* was restored; the trail has 0 faults\.\n1 runs were ended, and 1 unfinished lists .* cancelled\./,
  );
  const after = app.newEngine();
  expect(new Map(await entries(world))).toEqual(new Map([...new Map(await entries(world)), ...before.trail]));
  expect(await world.rows('requests')).toEqual(before.requests);
  expect(await after.verifier.verify(() => undefined)).toMatchObject({ status: 'ok' });
  expect((await after.ledger.find(runId))?.run).toMatchObject({ status: 'cancelled', phase: 'finished' });
  expect(await listNow(after, list.id)).toMatchObject({ state: 'cancelled', cancellation: { by: 'restore' } });
  const asked = app.hubspot.log.length;
  const run = await app.run('changed', after);
  expect(run).toMatchObject({ status: 'succeeded', scope: 'all', problems: [], contacts: { changed: 0 } });
  expect(writes(app, asked)).toEqual([]);
  expect(await people(after, list.id)).toContain('301: proposed');
});

test('events after the backup are lost and told by their seals; with new seals the trail goes on from the backup', async () => {
  const app = await startErasureWorld();
  const world = await backupWorld(app, DUE);
  await world.backup();
  app.setNow(DUE);
  addRecord(app.hubspot.account, 'contacts', {
    id: '390',
    createdAt: '2026-11-24T08:00:00.000Z',
    properties: { email: 'uusi@example.fi' },
  });
  await synced(app);
  await world.empty();
  const refused = await world.restore();
  expect(refused.status).toBe(1);
  expect(refused.text).toMatch(/tail_cut chain-\d \d+-\d+: .*\nSeals are newer than the backup|tail_cut/s);
  await expect(app.newEngine().storage.prepare()).rejects.toMatchObject({ code: 'tables_restoring' });
  expect((await world.backup()).text).toMatch(/A backup is being restored/);
  // The old seals are not touched: they differ from those of the backup.
  expect((await world.restore(['--seals'])).text).toMatch(/There are other seals of chain-\d/);
  const seals = BlobServiceClient.fromConnectionString(world.storage.connectionString);
  await seals.getContainerClient(world.storage.register.seals).delete();
  expect(await world.restore(['--seals'])).toMatchObject({ status: 0 });
  const engine = app.newEngine();
  expect(await engine.verifier.verify(() => undefined)).toMatchObject({ status: 'ok' });
  await app.run('changed', engine);
  expect(await engine.verifier.verify(() => undefined)).toMatchObject({ status: 'ok' });
  expect(await engine.verifier.unsealed()).toBeUndefined();
});

test('people who were erased after the backup stay known, and what was put back forgets them', async () => {
  const { app, list } = await startApprovedWorld();
  const world = await backupWorld(app, DUE + DAY);
  const erasing = app.newEngine();
  await erasing.floors.raise('208', NOW);
  await erasing.floors.raise('209', NOW);
  await erasing.floors.raise('207', NOW + HOUR);
  await erasing.reports.add(list.runId, [{ severity: 'notice', kind: 'contacts', id: '301', reason: 'contact 301' }]);
  await world.backup();
  expect([...(await world.rows('runs')).values()].join('\n')).toMatch(/contact 301/);
  await synced(app, erasing);
  expect(await listNow(erasing, list.id)).toMatchObject({ state: 'completed' });
  await erasing.floors.raise('208', DUE);
  for (const id of ['207', '209']) await world.table('erasures').deleteEntity('floor', id.padStart(19, '0'));
  await erasing.floors.raise('207', NOW);
  await world.empty('audit', 'runs', 'index', 'requests');
  for await (const { partitionKey = '', rowKey = '' } of world.table('erasures').listEntities())
    if (partitionKey !== 'floor') await world.table('erasures').deleteEntity(partitionKey, rowKey);
  const restored = await world.restore(['--accept-faults']);
  expect(restored).toMatchObject({ status: 0, text: expect.stringMatching(/4 people were erased after the backup/) });
  const engine = app.newEngine();
  // A later floor stays, an earlier one rises, and one that is gone comes back (§7).
  expect((await engine.floors.read()).get('207')).toEqual({ at: NOW + HOUR });
  expect((await engine.floors.read()).get('208')).toEqual({ at: DUE });
  expect((await engine.floors.read()).get('209')).toEqual({ at: NOW });
  expect([...(await world.rows('runs')).values()].join('\n')).not.toMatch(/contacts\|301|contact 301/);
  app.setNow(DUE + DAY);
  addRecord(app.hubspot.account, 'contacts', {
    id: '391',
    createdAt: new Date(DUE + HOUR).toISOString(),
    properties: { email: 'nimi301@example.fi' },
  });
  await app.run('changed', app.newEngine());
  expect((await app.newEngine().returns.all()).map(({ contactId }) => contactId)).toEqual(['391']);
});

test('hashes that did not count yet: whoever was not begun with is forgotten, of all others an officer is asked', async () => {
  const { app, list } = await startApprovedWorld();
  const world = await backupWorld(app, DUE);
  const engine = app.newEngine();
  await engine.erasedAddresses.keep(list.id, '301', ['nimi301@example.fi']);
  await engine.erasedAddresses.keep(list.id, '302', ['nimi302@example.fi']);
  const { items } = erasureStores(engine);
  const begun = await items.find(list.id, '302');
  if (begun === undefined) throw new RangeError('302 is not on the list');
  await items.mark(list.id, [{ ...begun, begun: true }]);
  await world.backup();
  await engine.erasedAddresses.keep(list.id, '303', ['nimi303@example.fi']);
  await world.empty('audit', 'runs', 'index', 'requests', 'erasures');
  expect((await world.restore()).text).toMatch(/Of 2 people it is not known whether they were erased/);
  const rows = [...(await world.rows('erased')).keys()].filter((key) => key.includes('people-'));
  expect(rows.map((key) => /"(\d+)\|/.exec(key)?.[1]).toSorted()).toEqual(['302', '303']);
  expect(await app.newEngine().erasedAddresses.pending()).toEqual([]);
});

/** The same object, one method of which dies when it is called for the `after`-th time and later. */
function dyingAt<T extends object>(object: T, method: keyof T, after: number): T {
  let calls = 0;
  return new Proxy(object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      calls += name === method ? 1 : 0;
      if (name === method && calls >= after) return () => Promise.reject(new Error('died'));
      return value.bind(target);
    },
  });
}

test.each<[string, (engine: Engine) => Restored]>([
  [
    'while rows are put back',
    ({ storage, ...engine }) => ({
      ...engine,
      storage: { ...storage, erasures: dyingAt(storage.erasures, 'submitTransaction', 2) },
    }),
  ],
  ['while lists are cancelled', (engine) => ({ ...engine, audit: dyingAt(engine.audit, 'record', 1) })],
  ['before it says that it is done', (engine) => ({ ...engine, audit: dyingAt(engine.audit, 'record', 2) })],
])('a restore that dies %s goes on where it was, and shuts out everybody else until then', async (_, dying) => {
  const { app, list } = await startApprovedWorld();
  const world = await backupWorld(app, DUE);
  await world.backup();
  await world.empty();
  const attempt = restore({
    register: dying(app.newEngine()),
    store: folderStore(world.folder),
    names: world.storage.register,
    program: { app: '1.2.0', tables: 1 },
    appendSeal: async () => undefined,
    merge: false,
    withSeals: false,
    acceptFaults: false,
  });
  await expect(attempt).rejects.toThrow('died');
  await expect(app.newEngine().storage.prepare()).rejects.toMatchObject({ code: 'tables_restoring' });
  expect(await world.restore()).toMatchObject({ status: 0 });
  const engine = app.newEngine();
  expect(await listNow(engine, list.id)).toMatchObject({ state: 'cancelled' });
  expect(await engine.verifier.verify(() => undefined)).toMatchObject({ status: 'ok' });
  const told = [...(await world.rows('audit')).values()].filter((text) => text.includes('"restored"'));
  expect(told).toHaveLength(1);
});

test('tables that hold something are refused, and with --merge left as they are', async () => {
  const app = await startErasureWorld();
  const world = await backupWorld(app, DUE);
  await world.backup();
  const refused = await world.restore();
  expect(refused).toMatchObject({ status: 1, text: expect.stringMatching(/There is something in the tables already/) });
  await app.newEngine().storage.prepare();
  const runs = await world.rows('runs');
  for await (const { partitionKey = '', rowKey = '' } of world.table('audit').listEntities())
    if (partitionKey === 'chain-3') await world.table('audit').deleteEntity(partitionKey, rowKey);
  expect(await app.newEngine().verifier.verify(() => undefined)).toMatchObject({ status: 'failed' });
  const merged = await world.restore(['--merge']);
  expect(merged.text).toMatch(/Left as they were: audit-chain-0, audit-chain-1, audit-chain-2, audit-chain-4/);
  expect([...(await world.rows('runs')).keys()]).toEqual([...runs.keys()]);
  // What is remembered was left, and yet everybody is looked at.
  expect(await app.run('changed', app.newEngine())).toMatchObject({ status: 'succeeded', scope: 'all' });
  expect(await app.newEngine().verifier.verify(() => undefined)).toMatchObject({ status: 'ok' });
});
