import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { addRecord } from '../../../local/simulator/change.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { createNoticeEngine } from '../../../src/notice/create-engine.ts';
import { carryOutOffboarding } from '../../../src/rights/offboarding/carry-out.ts';
import { offboardingPlan } from '../../../src/rights/offboarding/plan.ts';
import { removeTables, tablesThere } from '../../../src/rights/offboarding/tables.ts';
import { trailEnds } from '../../../src/rights/offboarding/trail-ends.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { auditEvents } from '../../support/audit-events.ts';
import type { RegisterApp } from '../../support/register-app.ts';
import { startTwoAccounts } from '../../support/two-accounts.ts';

const ADMIN = 'an-administrator';

function small(id: number): AccountData {
  const account = emptyAccount(id, 'Europe/Helsinki');
  const createdAt = '2012-03-04T05:06:07.000Z';
  for (const contact of ['1', '2']) addRecord(account, 'contacts', { id: contact, createdAt, properties: {} });
  return account;
}

const start = async () => {
  const createEngine = createNoticeEngine;
  const both = await startTwoAccounts({
    balentor: { account: small(7), createEngine },
    toinen: { account: small(8), createEngine },
  });
  for (const app of [both.balentor, both.toinen]) expect(await app.reconcile()).toMatchObject({ status: 'succeeded' });
  return both;
};

const segmentsOf = ({ hubspot: { account } }: RegisterApp) =>
  [...account.lists.values()].filter(({ deletedAt }) => deletedAt === undefined).map(({ name }) => name);

/** Everything of a HubSpot account that an add-on may have made. */
const madeIn = ({ hubspot: { account } }: RegisterApp) => {
  const { properties, groups, lists, listFolders } = account;
  return structuredClone({ properties, groups, lists, listFolders, contacts: account.records.contacts });
};

async function rowsOf(app: RegisterApp): Promise<string[]> {
  const rows: string[] = [];
  for (const name of ['audit', 'runs', 'index', 'erasures', 'erased', 'requests'] as const)
    for await (const { timestamp: _, etag: __, ...row } of app.table(name).listEntities())
      rows.push(JSON.stringify(row));
  return rows.sort();
}

/** What becomes of a segment of one account does not touch those of the other. */
async function keepTheirSegments({ balentor, toinen }: Awaited<ReturnType<typeof start>>) {
  expect(segmentsOf(balentor)).toHaveLength(6);
  expect(segmentsOf(toinen).sort()).toEqual(segmentsOf(balentor).sort());
  const [changed] = [...balentor.hubspot.account.lists.values()].filter(({ name }) => name === 'Rekisteri: pidossa');
  if (changed === undefined) throw new Error('There is no segment.');
  const { filterBranch } = changed;
  const soon = [...balentor.hubspot.account.lists.values()].find(({ name }) => name === 'Rekisteri: päättyy pian');
  Object.assign(changed, { filterBranch: soon?.filterBranch });
  const before = madeIn(toinen);
  const asked = toinen.hubspot.log.length;
  expect(await balentor.reconcile()).toMatchObject({ status: 'succeeded' });
  expect(changed.filterBranch).toEqual(filterBranch);
  expect(toinen.hubspot.log.length).toBe(asked);
  expect(await toinen.reconcile()).toMatchObject({ status: 'succeeded' });
  expect(madeIn(toinen)).toEqual(before);
}

test('each account has its segments, and off-boarding one leaves properties, segments, tables and runs of the other', async () => {
  const both = await start();
  await keepTheirSegments(both);
  const { balentor, toinen, connectionString, slices } = both;
  const engine = toinen.newEngine();
  // A slice of the other waits all the while.
  const waiting = { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false } as const;
  const { runId } = await requestRun(balentor.newEngine(), waiting);
  const [made, rows, asked] = [madeIn(balentor), await rowsOf(balentor), balentor.hubspot.log.length];

  const { confirm, staff } = await offboardingPlan(engine);
  const done = await carryOutOffboarding(engine, { confirm, exported: staff.digest }, ADMIN);
  expect(done).toMatchObject({ kind: 'done', report: { remaining: [] } });
  expect(segmentsOf(toinen)).toEqual([]);
  expect(
    [...toinen.hubspot.account.properties.contacts.keys()].filter((name) => name.startsWith('rekisteri_')),
  ).toEqual([]);
  const shown = await tablesThere(engine);
  const { ends } = await trailEnds(toinen.table('audit'), engine.auditKeys);
  const lacking = ends.map((end, place) => (place === 0 ? { ...end, digest: '0'.repeat(64) } : end));
  expect(await removeTables(engine, { confirm: shown.confirm, trail: lacking })).toEqual({
    kind: 'trail_not_exported',
  });

  // Somebody has altered an event: the service itself finds it, whatever was exported.
  const audit = toinen.table('audit');
  const [first] = (await audit.listEntities().byPage({ maxPageSize: 1 }).next()).value;
  await audit.updateEntity({ partitionKey: first.partitionKey, rowKey: first.rowKey, actor: 'nobody' }, 'Merge');
  const faulty = await removeTables(engine, { confirm: shown.confirm, trail: ends });
  expect(faulty).toEqual({ kind: 'faulty', faultCount: expect.any(Number) });
  expect(await tablesThere(engine)).toEqual(shown);
  const removed = await removeTables(engine, { confirm: shown.confirm, trail: ends, acceptFaults: true });
  expect(removed).toMatchObject({ kind: 'done', removed: shown.names, remaining: [] });
  // What is not this account's alone stays, and is named.
  const left = removed.kind === 'done' ? removed.left.map(({ name, reason }) => `${name} ${reason}`) : [];
  expect(left).toEqual(
    expect.arrayContaining([`queue ${slices} of_all_accounts`, expect.stringContaining('says_that_it_has_left')]),
  );
  expect((await tablesThere(engine)).names).toEqual([]);

  expect(madeIn(balentor)).toEqual(made);
  expect(await rowsOf(balentor)).toEqual(rows);
  expect(balentor.hubspot.log.length).toBe(asked);
  const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(slices);
  expect((await queue.getProperties()).approximateMessagesCount).toBe(1);
  expect(await balentor.finish(balentor.newEngine(), runId)).toMatchObject({ status: 'succeeded' });
  expect(await balentor.reconcile()).toMatchObject({ status: 'succeeded' });
  expect(madeIn(balentor)).toEqual(made);
  expect((await auditEvents(balentor.table('audit'))).map(({ action }) => action)).not.toContain('offboarded');
});
