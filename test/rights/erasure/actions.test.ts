import { expect, test } from 'vitest';
import { approveList } from '../../../src/rights/erasure/actions/approve.ts';
import { cancelList } from '../../../src/rights/erasure/actions/cancel.ts';
import { excludeFromList } from '../../../src/rights/erasure/actions/exclude.ts';
import { prepareErasure } from '../../../src/rights/erasure/actions/prepare.ts';
import { rejectList } from '../../../src/rights/erasure/actions/reject.ts';
import { LISTS } from '../../../src/rights/erasure/list-rows.ts';
import { actionsOf, erasurePage } from '../../../src/rights/erasure/look.ts';
import { auditEvents } from '../../support/audit-events.ts';
import {
  APPROVER,
  PREPARER,
  approved,
  listNow,
  people,
  prepared,
  startErasureWorld,
  workThrough,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';

const SOMEBODY = '0f3e7c54-0000-4000-8000-000000000003';
const UNKNOWN = '20201123T081500000Z-5a6b7c8d';
const ignore = () => undefined;

/** Events of lists: who did what, and to whom. */
const events = async (app: RegisterApp, of: string) =>
  (await auditEvents(app.table('audit')))
    .filter(({ action, subject }) => action.startsWith('erasure_') || subject.startsWith('erasure:') || subject === of)
    .map(({ action, actor, subject, cause }) => `${subject.split(':')[0]} ${action} ${actor.slice(-1)} ${cause}`);

const refusals = async (app: RegisterApp) =>
  (await auditEvents(app.table('audit'))).flatMap(({ action, actor, cause }) =>
    action === 'refused' ? [`${actor.slice(-1)} ${cause}`] : [],
  );

test('whoever prepared a list may neither approve nor reject it; somebody else may, and only with its hash', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  const engine = app.newEngine();
  const { id, listHash } = list;
  expect(list).toMatchObject({ preparers: [PREPARER], approver: null });
  expect(await approveList(engine, id, listHash ?? '', PREPARER)).toEqual({ kind: 'preparer' });
  expect(await rejectList(engine, id, 'mistake', PREPARER)).toEqual({ kind: 'preparer' });
  expect(await approveList(engine, id, '0'.repeat(64), APPROVER)).toEqual({ kind: 'stale_hash' });
  expect(await approveList(engine, UNKNOWN, listHash ?? '', APPROVER)).toEqual({ kind: 'unknown_list' });
  expect(await listNow(engine, id)).toEqual(list);
  const checking = await approveList(engine, id, listHash ?? '', APPROVER);
  expect(checking).toMatchObject({ kind: 'checking', list: { state: 'checking', approver: APPROVER } });
  expect(await approveList(engine, id, listHash ?? '', APPROVER)).toEqual({ kind: 'wrong_state', state: 'checking' });
  expect(await rejectList(engine, id, 'mistake', APPROVER)).toEqual({ kind: 'wrong_state', state: 'checking' });
  await workThrough(app, engine);
  expect(await listNow(engine, id)).toMatchObject({ state: 'approved', preparers: [PREPARER], approver: APPROVER });
  expect(await refusals(app)).toEqual(
    expect.arrayContaining([
      '1 action=approve reason=preparer',
      '1 action=reject reason=preparer',
      '2 action=approve reason=stale_hash',
      '2 action=approve reason=unknown_list',
      '2 action=approve reason=wrong_state',
    ]),
  );
});

test('where the policy takes one person, the preparer may approve, unless the list or the policy of now says otherwise', async () => {
  const app = await startErasureWorld({ policy: { approvals: { erasure: 1 } } });
  const list = await prepared(app);
  const engine = app.newEngine();
  const stricter = {
    ...engine,
    policy: { ...engine.policy, approvals: { ...engine.policy.approvals, erasure: 2 as const } },
  };
  expect(await approveList(stricter, list.id, list.listHash ?? '', PREPARER)).toEqual({ kind: 'preparer' });
  expect(await approveList(engine, list.id, list.listHash ?? '', PREPARER)).toMatchObject({ kind: 'checking' });
});

test('whoever approves signed in lately, where anything tells when', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  const engine = app.newEngine();
  const approve = (signedInAt: number, actor = APPROVER) =>
    approveList(engine, list.id, list.listHash ?? '', actor, signedInAt);
  const hourAgo = engine.systemNow() - 3_600_000;
  expect(await approve(hourAgo - 1_000)).toEqual({ kind: 'sign_in_too_old' });
  expect(await approve(hourAgo - 1_000, PREPARER)).toEqual({ kind: 'preparer' });
  expect(await listNow(engine, list.id)).toEqual(list);
  expect(await refusals(app)).toContain('2 action=approve reason=sign_in_too_old');
  expect(await approve(hourAgo + 1_800_000)).toMatchObject({ kind: 'checking' });
});

test('of approvals at the same moment one wins, and one run checks the list', async () => {
  const app = await startErasureWorld();
  const { id, listHash } = await prepared(app);
  const approvals = await Promise.all(
    [APPROVER, SOMEBODY, APPROVER].map((actor) => approveList(app.newEngine(), id, listHash ?? '', actor)),
  );
  const kinds = approvals.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'checking')).toHaveLength(1);
  for (const kind of kinds) expect(['checking', 'changed_meanwhile', 'wrong_state']).toContain(kind);
  await workThrough(app, app.newEngine());
  const done = (await events(app, '')).filter((event) => /erasure_(approved|checked)/.test(event));
  expect(done).toHaveLength(2);
});

test('one list of an account at a time is approved and unfinished', async () => {
  const app = await startErasureWorld();
  const [one, other] = [await prepared(app, { contactIds: ['301'] }), await prepared(app, { contactIds: ['303'] })];
  await approved(app, one);
  const engine = app.newEngine();
  expect(await approveList(engine, other.id, other.listHash ?? '', APPROVER)).toEqual({
    kind: 'another_active',
    id: one.id,
  });
  expect(await cancelList(engine, one.id, SOMEBODY, ignore)).toMatchObject({ kind: 'cancelled' });
  expect(await approveList(engine, other.id, other.listHash ?? '', APPROVER)).toMatchObject({ kind: 'checking' });
});

test('whoever is excluded is off the list, which has another hash; whoever excludes is no preparer by that', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  const engine = app.newEngine();
  const exclude = (contactId: string, reason: string, id = list.id) =>
    excludeFromList(engine, id, [{ contactId, reason }], APPROVER);
  expect(await exclude('301', 'because')).toEqual({ kind: 'wrong_reason' });
  expect(await exclude('999', 'mistake')).toEqual({ kind: 'not_proposed', contactIds: ['999'] });
  expect(await exclude('305', 'mistake')).toEqual({ kind: 'not_proposed', contactIds: ['305'] });
  expect(await exclude('301', 'mistake', UNKNOWN)).toEqual({ kind: 'unknown_list' });
  expect(await listNow(engine, list.id)).toEqual(list);
  const excluded = await exclude('301', 'needs_review');
  if (excluded.kind !== 'excluded') throw new Error(excluded.kind);
  expect(excluded.list).toMatchObject({ counts: { proposed: 3, excluded: 1, protected: 2 }, preparers: [PREPARER] });
  expect(excluded.list.listHash).not.toBe(list.listHash);
  expect((await people(engine, list.id))[0]).toBe('301: excluded needs_review');
  expect(await exclude('301', 'mistake')).toEqual({ kind: 'not_proposed', contactIds: ['301'] });
  expect(await approveList(engine, list.id, list.listHash ?? '', APPROVER)).toEqual({ kind: 'stale_hash' });
  expect(await approved(app, excluded.list)).toMatchObject({ state: 'approved' });
  expect(await exclude('302', 'mistake')).toEqual({ kind: 'wrong_state', state: 'approved' });
  expect((await events(app, 'contact:301')).filter((event) => event.includes('erasure_excluded'))).toEqual(
    expect.arrayContaining([
      `contact erasure_excluded 2 erasure=${list.id} reason=needs_review`,
      'erasure erasure_excluded 2 contacts=1',
    ]),
  );
});

test('exclusions at the same moment are all kept, and the hash is that of what is left', async () => {
  const app = await startErasureWorld();
  const { id } = await prepared(app);
  await Promise.all(
    ['301', '302', '303'].map((contactId) =>
      excludeFromList(app.newEngine(), id, [{ contactId, reason: 'mistake' }], APPROVER),
    ),
  );
  const list = await listNow(app.newEngine(), id);
  expect(list.counts).toEqual({ proposed: 1, excluded: 3, protected: 2 });
  const only = await prepared(app, { contactIds: ['304'] });
  expect(list.listHash).toBe(only.listHash);
});

test('somebody who was excluded while an approval came in makes the approval void', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  const engine = app.newEngine();
  // The exclusion wrote its people and has not come to the list yet.
  const item = await excludedAlone(app, list.id, '301');
  expect(item).toBe('301: excluded mistake');
  expect(await approved(app, list, engine)).toMatchObject({ state: 'awaiting_approval', approver: null });
});

async function excludedAlone(app: RegisterApp, id: string, contactId: string): Promise<string | undefined> {
  const engine = app.newEngine();
  const { erasures } = engine.storage;
  const submit = erasures.submitTransaction.bind(erasures);
  erasures.submitTransaction = async (actions) => {
    if (actions.some(([, row]) => row.partitionKey === LISTS)) throw new Error('The process has died.');
    return submit(actions);
  };
  await expect(excludeFromList(engine, id, [{ contactId, reason: 'mistake' }], APPROVER)).rejects.toThrow('died');
  return (await people(app.newEngine(), id)).find((one) => one.startsWith(contactId));
}

test('a list is rejected with a code of the policy, and stays so', async () => {
  const app = await startErasureWorld();
  const { id, listHash } = await prepared(app);
  const engine = app.newEngine();
  expect(await rejectList(engine, id, 'because', APPROVER)).toEqual({ kind: 'wrong_reason' });
  expect(await rejectList(engine, UNKNOWN, 'other', APPROVER)).toEqual({ kind: 'unknown_list' });
  const rejected = await rejectList(engine, id, 'other', APPROVER);
  expect(rejected).toMatchObject({
    kind: 'rejected',
    list: { state: 'rejected', rejection: { by: APPROVER, reason: 'other' } },
  });
  expect(await approveList(engine, id, listHash ?? '', APPROVER)).toEqual({ kind: 'wrong_state', state: 'rejected' });
  expect(await cancelList(engine, id, SOMEBODY, ignore)).toEqual({ kind: 'wrong_state', state: 'rejected' });
  expect(actionsOf({ state: 'rejected' })).toEqual([]);
});

test('without a key for what erased people leave behind nothing is prepared, and nothing approved', async () => {
  const without = await startErasureWorld({ withoutErasureKey: true });
  expect(await prepareErasure(without.newEngine(), { ground: 'retention' }, PREPARER)).toEqual({
    kind: 'no_erasure_key',
  });
  expect((await erasurePage(without.newEngine(), 5)).lists).toEqual([]);
  const app = await startErasureWorld();
  const { id, listHash } = await prepared(app);
  const engine = { ...app.newEngine(), erasureKeys: undefined };
  expect(await approveList(engine, id, listHash ?? '', APPROVER)).toEqual({ kind: 'no_erasure_key' });
});

test('a request that there is not is no ground of a list', async () => {
  const app = await startErasureWorld();
  const wish = { ground: 'request', requestId: 'r-1', contactIds: ['301'] } as const;
  expect(await prepareErasure(app.newEngine(), wish, PREPARER)).toEqual({ kind: 'no_such_request' });
  expect(await refusals(app)).toEqual(['1 action=prepare reason=no_such_request']);
});

test('a list with nobody proposed cannot be approved', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app, { contactIds: ['305', '306', '999'] });
  expect(list).toMatchObject({ state: 'awaiting_approval', counts: { protected: 2, gone_already: 1 } });
  expect(await approveList(app.newEngine(), list.id, list.listHash ?? '', APPROVER)).toEqual({
    kind: 'nobody_proposed',
  });
});

test('while as many runs wait as may, nothing more is prepared or approved', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  const engine = app.newEngine();
  const full = { ...engine, line: { ...engine.line, placeFor: async () => ({ kind: 'full' }) as const } };
  expect(await prepareErasure(full, { ground: 'retention' }, PREPARER)).toEqual({ kind: 'line_full' });
  expect(await approveList(full, list.id, list.listHash ?? '', APPROVER)).toEqual({ kind: 'line_full' });
  expect(await listNow(engine, list.id)).toEqual(list);
});

test('the trail says who did what with a list, under the list', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  await approved(app, list);
  await cancelList(app.newEngine(), list.id, SOMEBODY, ignore);
  const told = await events(app, '');
  expect(told.map((event) => event.split(' ').slice(1, 3).join(' '))).toEqual(
    expect.arrayContaining([
      'erasure_requested 1',
      'erasure_prepared 1',
      'erasure_approved 2',
      'erasure_checked 2',
      'erasure_cancelled 3',
    ]),
  );
});
