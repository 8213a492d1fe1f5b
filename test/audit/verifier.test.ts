import { afterEach, expect, test } from 'vitest';
import { AuditKey } from '../../src/audit/key.ts';
import { CHAIN_NAMES } from '../../src/audit/rows.ts';
import { writePacked } from '../../src/storage/packed-rows.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { NOW, syncWorld } from '../support/sync-world.ts';
import { tamperWith } from './tamper.ts';

let app: RegisterApp | undefined;
afterEach(() => app?.close());

async function reconciled() {
  app = await startRegisterApp({ account: syncWorld(), now: NOW });
  await app.reconcile();
  const engine = app.newEngine();
  const logged: string[] = [];
  const verify = () => engine.verifier.verify((level, line) => logged.push(`${level} ${line}`));
  const heads = await Promise.all(
    CHAIN_NAMES.map(async (chain) => {
      const rows = app?.table('audit').listEntities({ queryOptions: { filter: `PartitionKey eq '${chain}'` } });
      let events = 0;
      for await (const row of rows ?? []) if (/^\d/.test(row.rowKey ?? '')) events = Number(row.last);
      return { chain, events };
    }),
  );
  const [largest] = heads.sort((a, b) => b.events - a.events);
  const forget = async () => {
    for await (const { partitionKey = '', rowKey = '' } of app?.table('index').listEntities() ?? [])
      if (partitionKey === 'verification') await app?.table('index').deleteEntity(partitionKey, rowKey);
  };
  return { app, engine, logged, verify, forget, chain: largest?.chain ?? '', events: largest?.events ?? 0 };
}

test('a run seals the chains it has written to, and the trail verifies against the seals', async () => {
  const { verify, logged, engine } = await reconciled();
  const { status, faults, chains, events } = await verify();
  expect({ status, faults }).toEqual({ status: 'ok', faults: [] });
  expect(events).toBeGreaterThan(50);
  for (const chain of chains) expect(chain).toMatchObject({ sealedUntil: chain.sequence });
  expect(logged).toEqual([expect.stringMatching(/^info .*audit_verified/)]);
  expect(await engine.verifier.seal(() => undefined)).toBe(0);
});

test('a trail that was tampered with is an error in the log, an event, and the last result', async () => {
  const { app, engine, verify, logged, chain } = await reconciled();
  await verify();
  const hands = tamperWith({ table: app.table('audit') }, chain);
  await hands.edit(1, { actor: 'x' });
  const found = await verify();
  expect(found).toMatchObject({
    status: 'failed',
    faultCount: 1,
    kinds: { edited: 1 },
    faults: [{ chain, first: 1 }],
  });
  expect(await engine.verifier.last()).toEqual(found);
  expect(logged.at(-1)).toMatch(/^error .*audit_verification_failed.*edited/);
  const told = async () => {
    const events = await auditEvents(app.table('audit'));
    return events.flatMap(({ action, actor, cause }) => (action === 'verification_failed' ? [[actor, cause]] : []));
  };
  expect(await told()).toEqual([['audit', 'faults=1 edited=1']]);
  await verify();
  expect(await told()).toHaveLength(1);
});

test('a chain without a head is told of in the log even where no event can be', async () => {
  const { app, verify, logged } = await reconciled();
  for (const chain of CHAIN_NAMES)
    await app
      .table('audit')
      .deleteEntity(chain, 'head')
      .catch(() => undefined);
  expect(await verify()).toMatchObject({ status: 'failed' });
  expect(logged.join()).toMatch(/audit_verification_not_recorded.*audit_chain_broken/);
});

test('seals are missed, though what was found last is gone with them: the head names the last one', async () => {
  const { app, engine, verify, forget, chain } = await reconciled();
  await verify();
  const container = app.container('seals');
  for await (const { name } of container.listBlobsFlat({ prefix: `${chain}/` })) await container.deleteBlob(name);
  await forget();
  const found = await verify();
  expect(found.faults).toMatchObject([{ kind: 'deleted', chain, row: 'seal 1' }]);
  // What is missing is still missed the next time.
  expect((await engine.verifier.verify(() => undefined)).faults).toEqual(found.faults);
});

test('a whole chain that is gone with its seals is missed by whoever verified it before', async () => {
  const { app, verify, chain, events } = await reconciled();
  await verify();
  const container = app.container('seals');
  for await (const { name } of container.listBlobsFlat({ prefix: `${chain}/` })) await container.deleteBlob(name);
  const rows = app.table('audit').listEntities({ queryOptions: { filter: `PartitionKey eq '${chain}'` } });
  for await (const { rowKey = '' } of rows) await app.table('audit').deleteEntity(chain, rowKey);
  expect((await verify()).faults).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'emptied', chain, first: 1, last: events })]),
  );
});

test('what a chain says in which something is wrong is not missed when it is right again', async () => {
  const { app, verify, chain } = await reconciled();
  await verify();
  const hands = tamperWith({ table: app.table('audit') }, chain);
  const head = await hands.get('head');
  await hands.edit('head', { sequence: 1_000 });
  expect(await verify()).toMatchObject({ status: 'failed' });
  await hands.put(head);
  expect(await verify()).toMatchObject({ status: 'ok', faults: [] });
});

test('a table that is gone is a trail that was emptied', async () => {
  const { app, verify, chain, events } = await reconciled();
  await app.table('audit').deleteTable();
  const found = await verify();
  expect(found.faults).toContainEqual(expect.objectContaining({ kind: 'emptied', chain, first: 1, last: events }));
  expect((await verify()).faults).toEqual(found.faults);
});

test('a kept result that somebody spoilt is no error', async () => {
  const { app, verify, engine } = await reconciled();
  await verify();
  for await (const { partitionKey = '', rowKey = '' } of app.table('index').listEntities())
    if (partitionKey === 'verification')
      await app.table('index').upsertEntity({ partitionKey, rowKey, rows: 1, p00: new Uint8Array([1, 2]) }, 'Replace');
  expect(await engine.verifier.last()).toBeUndefined();
  expect(await verify()).toMatchObject({ status: 'ok' });
});

test('a chain that was altered is not sealed, and the others are', async () => {
  const { app, engine, chain } = await reconciled();
  await tamperWith({ table: app.table('audit') }, chain).edit('head', { count: 1 });
  const logged: string[] = [];
  await engine.verifier.seal((_level, line) => logged.push(line));
  expect(logged).toEqual([expect.stringMatching(/audit_not_sealed.*seal_broken/)]);
});

test('since when the trail cannot be sealed is remembered until it can, by every instance', async () => {
  const { app, engine, chain } = await reconciled();
  const quiet = () => undefined;
  expect(await engine.verifier.unsealed()).toBeUndefined();
  const hands = tamperWith({ table: app.table('audit') }, chain);
  const head = await hands.get('head');
  await hands.edit('head', { count: 1 });
  await engine.verifier.seal(quiet);
  const first = await app.newEngine().verifier.unsealed();
  expect(first).toEqual({ since: expect.stringMatching(/^\d{4}-.*Z$/), code: 'seal_broken' });
  await app.newEngine().verifier.seal(quiet);
  expect(await engine.verifier.unsealed()).toEqual(first);
  await hands.put(head);
  await engine.verifier.seal(quiet);
  expect(await app.newEngine().verifier.unsealed()).toBeUndefined();
});

test('a kept result that somebody made up is none', async () => {
  const { app, verify, engine, chain } = await reconciled();
  const kept = await verify();
  await tamperWith({ table: app.table('audit') }, chain).edit(1, { actor: 'x' });
  await verify();
  const text = JSON.stringify(kept);
  const { id } = new AuditKey('another key');
  const mac = new AuditKey('another key').macOf('verification', { keyId: id, text });
  for (const keyId of [id, engine.auditKey.id]) {
    await writePacked(app.table('index'), 'verification', 'last', { text, keyId, mac });
    expect(await engine.verifier.last()).toBeUndefined();
  }
  await writePacked(app.table('index'), 'verification', 'last', kept);
  expect(await engine.verifier.last()).toBeUndefined();
  expect(await verify()).toMatchObject({ status: 'failed' });
});
