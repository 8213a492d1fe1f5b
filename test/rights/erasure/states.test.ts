import { expect, test } from 'vitest';
import { editRecord } from '../../../local/simulator/change.ts';
import { approveList } from '../../../src/rights/erasure/actions/approve.ts';
import { cancelList } from '../../../src/rights/erasure/actions/cancel.ts';
import { prepareErasure } from '../../../src/rights/erasure/actions/prepare.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { erasurePage } from '../../../src/rights/erasure/look.ts';
import { cancelRun } from '../../../src/work/cancel-run.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { cancellingEngine } from '../../support/cancelling-engine.ts';
import {
  APPROVER,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  PREPARER,
  approved,
  decide,
  listNow,
  people,
  prepared,
  startErasureWorld,
  synced,
  workThrough,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';

const SOMEBODY = '0f3e7c54-0000-4000-8000-000000000003';
const ignore = () => undefined;

/** Ids of contacts that are live in HubSpot. */
const live = (app: RegisterApp) =>
  [...app.hubspot.account.records.contacts.values()]
    .filter(({ archivedAt, mergedInto }) => archivedAt === undefined && mergedInto === undefined)
    .map(({ id }) => id);

const asked = async (engine: Engine): Promise<ErasureList> => {
  const created = await prepareErasure(engine, { ground: 'retention' }, PREPARER);
  if (created.kind !== 'created') throw new Error(created.kind);
  return created.list;
};

const checking = async (app: RegisterApp, engine: Engine): Promise<ErasureList> => {
  const { id, listHash } = await prepared(app);
  const approval = await approveList(engine, id, listHash ?? '', APPROVER);
  if (approval.kind !== 'checking') throw new Error(approval.kind);
  return approval.list;
};

/** An engine of a later time. */
const later = (engine: Engine, ms: number): Engine => ({ ...engine, systemNow: () => engine.systemNow() + ms });

test.each<[ErasureList['state'], (app: RegisterApp, engine: Engine) => Promise<ErasureList>]>([
  ['preparing', (_, engine) => asked(engine)],
  ['awaiting_approval', (app) => prepared(app)],
  ['checking', checking],
  ['approved', async (app) => approved(app, await prepared(app))],
])('a list that is %s can be cancelled by anybody who may, and comes to nothing', async (state, bring) => {
  const app = await startErasureWorld();
  const engine = app.newEngine();
  const list = await bring(app, engine);
  expect(list.state).toBe(state);
  expect(await cancelList(engine, list.id, SOMEBODY, ignore)).toMatchObject({
    kind: 'cancelled',
    list: { state: 'cancelled', cancellation: { by: SOMEBODY } },
  });
  await workThrough(app, engine);
  app.setNow(NOW + 3 * DAY);
  await synced(app);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'cancelled' });
  expect(live(app)).toHaveLength(7);
  // The next one has its turn.
  expect(await approved(app, await prepared(app))).toMatchObject({ state: 'approved' });
});

test('a list that is being carried out, or has been, cannot be cancelled', async () => {
  const app = await startErasureWorld({ policy: { erasure: { delayHours: 0 } } });
  const { id } = await approved(app, await prepared(app));
  expect(await cancelList(app.newEngine(), id, SOMEBODY, ignore)).toEqual({ kind: 'wrong_state', state: 'completed' });
  expect(live(app)).toEqual(['305', '306', '307']);
});

test.each<[string, (app: RegisterApp) => void, string[]]>([
  ['a hold was set', (app) => edit(app, '302', { rekisteri_hold_until: '2031-01-01' }), ['302: protected hold hold']],
  [
    'a decision was withdrawn',
    (app) => decide(app, '302', 'keep', NOW + 2 * HOUR),
    ['302: protected decision_not_erase decision_not_erase'],
  ],
  ['a note was changed', (app) => editNote(app), ['301: proposed engagements']],
])(
  'when %s since it was prepared, the list goes back with what changed, and the approval is void',
  async (_, change, told) => {
    const app = await startErasureWorld();
    const list = await prepared(app);
    change(app);
    app.setNow(NOW + 3 * HOUR);
    const back = await approved(app, list);
    expect(back).toMatchObject({
      state: 'awaiting_approval',
      approver: null,
      approvedAt: null,
      executeFrom: null,
      preparers: [PREPARER],
      changed: { contacts: 1 },
    });
    expect(back.listHash).not.toBe(list.listHash);
    expect(await people(app.newEngine(), list.id)).toEqual(expect.arrayContaining(told));
    expect(await approveList(app.newEngine(), list.id, list.listHash ?? '', APPROVER)).toEqual({ kind: 'stale_hash' });
    // As it stands now it can be approved, and then nothing is said to differ any more.
    const again = await approved(app, back);
    expect(again).toMatchObject({ state: 'approved', changed: null });
    expect((await people(app.newEngine(), list.id)).filter((one) => one.includes('proposed '))).toEqual([]);
  },
);

test('when the policy has changed since it was prepared, the list goes back and says so', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  const engine = app.newEngine();
  const { policy } = engine;
  const deployed = { ...engine, policy: { ...policy, erasure: { ...policy.erasure, delayHours: 5 } } };
  const back = await approved(app, list, deployed);
  expect(back).toMatchObject({
    state: 'awaiting_approval',
    approver: null,
    changed: { contacts: 0 },
    problem: expect.stringContaining('policy'),
  });
  expect(back.policyDigest).not.toBe(list.policyDigest);
  expect(await approved(app, back, deployed)).toMatchObject({ state: 'approved' });
});

test('a check that is cancelled, fails or is lost leaves the list as it was, with the approval void', async () => {
  const app = await startErasureWorld();
  const engine = app.newEngine();
  const list = await checking(app, engine);
  await cancelRun(engine, list.runId, ignore);
  const cancelled = await listNow(engine, list.id);
  expect(cancelled).toMatchObject({
    state: 'awaiting_approval',
    approver: null,
    problem: expect.stringContaining('cancelled'),
  });
  expect(cancelled.listHash).toBe(list.listHash);
  app.hubspot.missingScopes.add('crm.objects.contacts.read');
  const failed = await approved(app, cancelled);
  expect(failed).toMatchObject({
    state: 'awaiting_approval',
    approver: null,
    problem: expect.stringContaining('failed'),
  });
  app.hubspot.missingScopes.clear();
  expect(await approved(app, failed)).toMatchObject({ state: 'approved', problem: null });
});

test('a process that dies before it has made the run of a list leaves it neither preparing nor checking for ever', async () => {
  const app = await startErasureWorld();
  const dying = () => {
    const engine = app.newEngine();
    engine.audit.record = async () => {
      throw new Error('The process has died.');
    };
    return engine;
  };
  await expect(asked(dying())).rejects.toThrow('died');
  const engine = app.newEngine();
  const [lost] = (await erasurePage(engine, 1)).lists;
  expect(lost?.state).toBe('preparing');
  expect(await listNow(later(engine, 10 * MINUTE), lost?.id ?? '')).toMatchObject({ state: 'failed' });
  const list = await prepared(app);
  await expect(approveList(dying(), list.id, list.listHash ?? '', APPROVER)).rejects.toThrow('died');
  expect(await listNow(engine, list.id)).toMatchObject({ state: 'checking' });
  expect(await listNow(later(engine, 10 * MINUTE), list.id)).toMatchObject({
    state: 'awaiting_approval',
    approver: null,
  });
});

test('a preparation that fails or is cancelled is told by the list, whoever looks first', async () => {
  const app = await startErasureWorld();
  const engine = app.newEngine();
  const first = await asked(engine);
  await cancelRun(engine, first.runId, ignore);
  expect(await listNow(engine, first.id)).toMatchObject({
    state: 'cancelled',
    problem: expect.stringContaining(first.runId),
  });
  app.hubspot.missingScopes.add('crm.objects.contacts.read');
  const second = await prepared(app);
  expect(second).toMatchObject({ state: 'failed', problem: expect.stringContaining('failed') });
});

test('prepared and checked in the smallest slices a list is the same', async () => {
  const app = await startErasureWorld();
  const whole = await prepared(app);
  const small = { ...app.newEngine(), sliceMs: 0 };
  const list = await prepared(app, {}, small);
  expect(list).toMatchObject({ state: 'awaiting_approval', listHash: whole.listHash, counts: whole.counts });
  expect(await approved(app, list, small)).toMatchObject({ state: 'approved' });
});

test.each([6, 14, 20])('a preparation that is cancelled at its effect %i ends as what it has come to', async (at) => {
  const app = await startErasureWorld();
  const engine = { ...app.newEngine(), sliceMs: 0 };
  const list = await asked(engine);
  const cancelling = cancellingEngine(engine, list.runId, at);
  const { status } = await app.finish(cancelling.engine, list.runId);
  const { state } = await listNow(engine, list.id);
  expect(state).toBe(status === 'cancelled' ? 'cancelled' : 'awaiting_approval');
});

function edit(app: RegisterApp, id: string, properties: Record<string, string>): void {
  editRecord(app.hubspot.account, 'contacts', id, properties, NOW + 2 * HOUR);
}

function editNote(app: RegisterApp): void {
  editRecord(app.hubspot.account, 'notes', '5001', { hs_note_body: 'Jotain muuta' }, NOW + 2 * HOUR);
}
