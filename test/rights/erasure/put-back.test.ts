import { expect, test } from 'vitest';
import { editRecord } from '../../../local/simulator/change.ts';
import { byUser } from '../../../local/simulator/sources.ts';
import { cancelList } from '../../../src/rights/erasure/actions/cancel.ts';
import { excludeFromList } from '../../../src/rights/erasure/actions/exclude.ts';
import { itemRow, itemsOf } from '../../../src/rights/erasure/item-rows.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { startDue } from '../../../src/rights/erasure/start-due.ts';
import { LeaseLostError } from '../../../src/runs/session.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import {
  APPROVER,
  DAY,
  DUE,
  HOUR,
  approved,
  listNow,
  prepared,
  startErasureWorld,
  synced,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';
import { watchedEngine } from '../../support/watched-engine.ts';

const ignore = () => undefined;

const living = (app: RegisterApp) =>
  [...app.hubspot.account.records.contacts.keys()].filter((id) => /^30[1-4]$/.test(id));

type Row = { readonly partitionKey: string; readonly rowKey: string };

async function rowsOf(app: RegisterApp): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of app.table('erasures').listEntities()) {
    const { partitionKey = '', rowKey = '', etag: _, timestamp: __, ...rest } = row;
    rows.push({ ...rest, partitionKey, rowKey });
  }
  return rows;
}

/** Somebody who can write the table puts genuine rows of an earlier time back. */
async function putBack(app: RegisterApp, rows: readonly Row[]): Promise<void> {
  for (const row of rows) await app.table('erasures').upsertEntity(row, 'Replace');
}

async function expectAltered(app: RegisterApp, { id }: ErasureList): Promise<void> {
  expect(await listNow(app.newEngine(), id)).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('not what was approved last'),
  });
}

test('a list that was cancelled, and whose rows of before were put back, erases nobody', async () => {
  const app = await startErasureWorld();
  const list = await approved(app, await prepared(app));
  const rows = await rowsOf(app);
  expect((await cancelList(app.newEngine(), list.id, APPROVER, ignore)).kind).toBe('cancelled');
  await putBack(app, rows);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'approved' });
  app.setNow(DUE);
  await synced(app);
  expect(living(app)).toEqual(['301', '302', '303', '304']);
  await expectAltered(app, list);
});

test('a list that was carried out, and whose rows of before were put back, does not take up whom it left out', async () => {
  const app = await startErasureWorld();
  const list = await approved(app, await prepared(app));
  const rows = await rowsOf(app);
  editRecord(app.hubspot.account, 'contacts', '304', { rekisteri_hold_until: '2030-01-01' }, DUE, byUser(7));
  app.setNow(DUE);
  await synced(app);
  await synced(app);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'partly_completed' });
  expect(living(app)).toEqual(['304']);
  editRecord(app.hubspot.account, 'contacts', '304', { rekisteri_hold_until: '' }, DUE, byUser(7));
  await putBack(app, rows);
  app.setNow(DUE + DAY);
  await synced(app);
  await synced(app);
  expect(living(app)).toEqual(['304']);
  await expectAltered(app, list);
});

test('somebody who was excluded, and whose row of before was put back while people are erased, is not erased', {}, async () => {
  const app = await startErasureWorld();
  const { id } = await prepared(app);
  const row = (await rowsOf(app)).filter((one) => one.partitionKey === itemsOf(id) && one.rowKey === itemRow('303'));
  await excludeFromList(app.newEngine(), id, [{ contactId: '303', reason: 'mistake' }], APPROVER);
  const list = await approved(app, await listNow(app.newEngine(), id));
  app.setNow(DUE);
  await startDue(app.newEngine(), { trigger: 'timer', actor: 'timer' });
  const { runId } = await listNow(app.newEngine(), id);
  let isDead = false;
  const dying = watchedEngine(app.newEngine(), ({ path }) => {
    isDead ||= path.endsWith('companies/batch/update');
    if (isDead) throw new LeaseLostError('The process has died.');
  });
  await runSlice(dying, { runId, slice: 0 }, ignore);
  expect(isDead).toBe(true);
  expect((await listNow(app.newEngine(), id)).executionStartedAt).not.toBeNull();
  await putBack(app, row);
  app.setNow(DUE + HOUR);
  await synced(app);
  expect(living(app)).toEqual(['301', '302', '303', '304']);
  await expectAltered(app, list);
});
