import { expect, test } from 'vitest';
import { archiveRecord, associate, editRecord, recordOf } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { eraseContact } from '../../../local/simulator/people.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { cancelList } from '../../../src/rights/erasure/actions/cancel.ts';
import { itemRow, itemsOf } from '../../../src/rights/erasure/item-rows.ts';
import { startDue } from '../../../src/rights/erasure/start-due.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { auditEvents } from '../../support/audit-events.ts';
import {
  DUE,
  MINUTE,
  approved,
  decide,
  listNow,
  people,
  prepared,
  startErasureWorld,
  synced,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';
import { addActivity } from '../../support/sync-world.ts';

/** A list of everybody, approved; the clock stands when it is due. */
const due = async (app: RegisterApp): Promise<ErasureList> => {
  const list = await approved(app, await prepared(app));
  expect(list.state).toBe('approved');
  app.setNow(DUE);
  return list;
};

/** What became of the people who were proposed. */
const ended = async (app: RegisterApp, { id }: ErasureList) =>
  (await people(app.newEngine(), id)).filter((one) => !/^30[567]/.test(one));

const isThere = (app: RegisterApp, id: string) => app.hubspot.account.records.contacts.has(id);
const text = (app: RegisterApp, type: 'notes' | 'meetings' | 'calls' | 'emails', id: string) => {
  const { properties, archivedAt } = recordOf(app.hubspot.account, type, id);
  const kept = Object.entries(properties).filter(([name]) => /body|title|subject|text|html/.test(name));
  return { archived: archivedAt !== undefined, texts: [...new Set(kept.map(([, value]) => value))] };
};

test('both colleagues on one list go, with their engagements, and what is others’ stays', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  await synced(app);
  expect(await ended(app, list)).toEqual(['301: done', '302: done', '303: done', '304: done']);
  for (const id of ['301', '302', '303', '304']) expect(isThere(app, id)).toBe(false);
  expect(text(app, 'notes', '5001')).toEqual({ archived: true, texts: ['[poistettu]'] });
  expect(text(app, 'meetings', '5002')).toEqual({ archived: false, texts: ['[poistettu]'] });
  expect(text(app, 'calls', '5004')).toEqual({ archived: false, texts: ['[poistettu]'] });
  expect(text(app, 'notes', '5003')).toEqual({ archived: false, texts: ['Aino ja Eero tapasivat'] });
  const floor = recordOf(app.hubspot.account, 'companies', '201').properties.rekisteri_erased_contact_at;
  expect(Date.parse(floor ?? '')).toBe(Date.parse('2012-02-01T09:00:00.000Z'));
  const known = await app.newEngine().erasedAddresses.known();
  expect(known.size).toBeGreaterThanOrEqual(4);
  const finished = await listNow(app.newEngine(), list.id);
  expect(finished).toMatchObject({
    state: 'completed',
    counts: { done: 4, protected: 2 },
    problem: null,
    executionRuns: [finished.runId],
    laterChecks: [
      { days: 30, dueOn: '2026-12-24', at: null },
      { days: 90, dueOn: '2027-02-22', at: null },
    ],
  });
});

test.each<[string, (app: RegisterApp) => void, string]>([
  ['a hold was set', (app) => edit(app, '302', { rekisteri_hold_until: '2031-01-01' }), 'protected hold hold'],
  [
    'a restriction was set',
    (app) => edit(app, '302', { rekisteri_processing_restricted: 'true' }),
    'protected restricted restricted',
  ],
  [
    'the decision was withdrawn',
    (app) => decide(app, '302', '', DUE - MINUTE),
    'protected decision_not_erase decision_not_erase',
  ],
  [
    'somebody met them',
    (app) =>
      addActivity(
        app.hubspot.account,
        'meetings',
        '5100',
        '2026-11-20T09:00:00.000Z',
        { contacts: ['302'] },
        DUE - MINUTE,
      ),
    'protected not_ended not_ended',
  ],
  ['another was merged into them', (app) => merge(app, '302', '307'), ''],
  ['they were merged into a living customer', (app) => merge(app, '307', '302'), 'protected other_id other_id'],
  [
    'their own call became somebody else’s too',
    (app) => associate(app.hubspot.account, 'calls', '5004', 'contacts', '304'),
    'changed engagements',
  ],
  [
    'they went to the recycle bin',
    (app) => archiveRecord(app.hubspot.account, 'contacts', '302', DUE - MINUTE),
    'changed archived gone',
  ],
])('when %s right before the effect, that person stays, and the others go on', async (_, change, told) => {
  const app = await startErasureWorld();
  const list = await due(app);
  change(app);
  await synced(app);
  const [aino, eero = '', liisa] = await ended(app, list);
  expect(liisa).toBe('303: done');
  expect(aino).toMatch(/^301: (done|changed|protected)/);
  if (told === '') expect(eero).toMatch(/^302: (protected|changed)/);
  else expect(eero).toBe(`302: ${told}`);
  expect(text(app, 'calls', '5004').texts.toSorted()).toEqual(['Eero soitti', 'Eeron puhelu']);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'partly_completed' });
  // Nothing of theirs is kept to recognise them by.
  const kept = await pendingRows(app);
  expect(kept).toEqual([]);
});

test('somebody whom others erased in the meantime is gone already, and what they left is told', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  eraseContact(app.hubspot.account, '303', DUE - MINUTE);
  await synced(app);
  expect(await ended(app, list)).toEqual(['301: done', '302: done', '303: gone_already gone', '304: done']);
  expect(text(app, 'emails', '5005').archived).toBe(false);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({
    state: 'completed',
    counts: { done: 3, gone_already: 1 },
  });
});

test('a policy that changed between approval and effect leaves everybody out', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  const engine = app.newEngine();
  const { policy } = engine;
  const deployed = { ...engine, policy: { ...policy, erasure: { ...policy.erasure, delayHours: 5 } } };
  await synced(app, deployed);
  expect(await ended(app, list)).toEqual(['301', '302', '303', '304'].map((id) => `${id}: changed policy`));
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'partly_completed', laterChecks: [] });
});

test('without a delay a list is carried out as soon as it is checked, by whoever approved it', async () => {
  const app = await startErasureWorld({ policy: { erasure: { delayHours: 0 } } });
  const list = await approved(app, await prepared(app));
  expect(list).toMatchObject({ state: 'completed', counts: { done: 4 } });
  const actors = (await auditEvents(app.table('audit')))
    .filter(({ action }) => ['erasure_begun', 'erasure_ended'].includes(action))
    .map(({ actor }) => actor);
  expect(actors).toEqual([list.approver, list.approver]);
});

test('two syncs that end at the same moment start one execution', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  const [one, other] = [app.newEngine(), app.newEngine()];
  await Promise.all([one, other].map((engine) => startDue(engine, { trigger: 'timer', actor: 'timer' })));
  await synced(app);
  const begun = (await auditEvents(app.table('audit'))).filter(({ action }) => action === 'erasure_begun');
  expect(begun).toHaveLength(1);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'completed' });
});

test('with the token of another account nobody is said to be gone, and with the right one the list goes on', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  const { hubspot } = app;
  const own = new Map(hubspot.account.records.contacts);
  const { portalId } = hubspot.account;
  hubspot.account.portalId = 2;
  hubspot.account.records.contacts.clear();
  await startDue(app.newEngine(), { trigger: 'timer', actor: 'timer' });
  await app.finish(app.newEngine(), (await listNow(app.newEngine(), list.id)).runId);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({
    state: 'executing',
    problem: expect.stringContaining('another HubSpot account'),
  });
  expect(await ended(app, list)).toEqual(['301', '302', '303', '304'].map((id) => `${id}: proposed`));
  hubspot.account.portalId = portalId;
  for (const [id, record] of own) hubspot.account.records.contacts.set(id, record);
  await synced(app);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'completed', counts: { done: 4 } });
});

test('a dry sync starts nothing', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'changed', trigger: 'http', actor: 'key', dryRun: true });
  await app.finish(engine, runId);
  expect(await listNow(engine, list.id)).toMatchObject({ state: 'approved' });
});

test('what is kept of a list and was put back or altered since its approval gives another hash, and nobody is erased', async () => {
  const app = await startErasureWorld();
  const list = await approved(app, await prepared(app, { contactIds: ['301', '303'] }));
  const table = app.table('erasures');
  const row = await table.getEntity(itemsOf(list.id), itemRow('303'));
  await table.deleteEntity(itemsOf(list.id), itemRow('303'));
  app.setNow(DUE);
  await synced(app);
  expect(row.rowKey).toBe(itemRow('303'));
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('not what was approved'),
  });
  expect(isThere(app, '301')).toBe(true);
});

test('a list that was cancelled is not carried out though somebody put all its rows back as they were when approved', async () => {
  const app = await startErasureWorld();
  const list = await due(app);
  const table = app.table('erasures');
  const rows: { partitionKey: string; rowKey: string }[] = [];
  for await (const { etag: _, timestamp: __, partitionKey = '', rowKey = '', ...row } of table.listEntities())
    rows.push({ ...row, partitionKey, rowKey });
  await cancelList(app.newEngine(), list.id, 'somebody', () => undefined);
  for (const row of rows) await table.upsertEntity(row, 'Replace');
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'approved' });
  await synced(app);
  expect((await listNow(app.newEngine(), list.id)).state).toBe('failed');
  expect(isThere(app, '301')).toBe(true);
});

async function pendingRows(app: RegisterApp): Promise<string[]> {
  const pending: string[] = [];
  for await (const row of app.table('erased').listEntities<{ record?: string }>())
    if (row.record?.includes('"pending"')) pending.push(row.rowKey ?? '');
  return pending;
}

function edit(app: RegisterApp, id: string, properties: Record<string, string>): void {
  editRecord(app.hubspot.account, 'contacts', id, properties, DUE - MINUTE);
}

function merge(app: RegisterApp, primary: string, other: string): void {
  mergeRecords(app.hubspot.account, 'contacts', primary, other, DUE - MINUTE);
}
