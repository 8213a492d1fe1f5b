import { afterEach, expect, test } from 'vitest';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import type { SimulatorOptions } from '../../local/simulator/simulator.ts';
import { addBulkActivities } from '../support/bulk-activities.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { DAY, expectAllRight, HOUR, MINUTE, NOW, requestsSince, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + DAY;

const atRest = async (hubspot: Partial<SimulatorOptions> = {}) => {
  const account = syncWorld();
  app = await startRegisterApp({ account, now: NOW, hubspot });
  await app.reconcile();
  app.setNow(AT);
  return account;
};

/** Ids that searches of one kind have shown since `before`. */
const shown = (before: number, ending: string) =>
  app.hubspot.log.slice(before).flatMap(({ path, ids }) => (path.endsWith(ending) ? [...ids] : []));

test.for([10_001, 20_001])(
  '%d activities that share one modified time are all found, and none twice',
  async (count) => {
    const account = await atRest();
    const contacts = ['101', '103'];
    const [first, second] = addBulkActivities(account, {
      type: 'calls',
      count,
      modifiedAt: AT - HOUR,
      contacts,
      dated: AT - HOUR,
    });
    const before = app.hubspot.log.length;
    expect(await app.run('changed')).toMatchObject({ status: 'succeeded' });
    const ids = shown(before, '/calls/search');
    expect(ids.length).toBe(count);
    expect(new Set(ids).size).toBe(count);
    const sources = contacts.map((id) => account.records.contacts.get(id)?.properties.rekisteri_last_contact_source);
    expect(sources).toEqual([`calls:${first}`, `calls:${second}`]);
    expectAllRight(app, AT);
  },
);

test('short and empty pages of search lose nothing', async () => {
  const account = await atRest({ behaviour: { searchPageSizes: [0, 3, 0, 0, 1, 7] } });
  addBulkActivities(account, { type: 'emails', count: 40, modifiedAt: AT, contacts: ['102', '104'], dated: AT });
  for (const id of ['101', '102', '103']) editRecord(account, 'contacts', id, { firstname: 'Uusi' }, AT);
  const before = app.hubspot.log.length;
  await app.run('changed');
  expect(shown(before, '/emails/search').length).toBe(40);
  expectAllRight(app, AT);
});

test('an import of a thousand contacts and more is worked off in slices', async () => {
  const account = await atRest();
  const createdAt = new Date(AT - HOUR).toISOString();
  for (let id = 1_000; id < 2_200; id += 1) {
    addRecord(account, 'contacts', { id: String(id), createdAt, properties: { associatedcompanyid: '202' } }, AT);
  }
  const run = await app.run('changed', { ...app.newEngine(), sliceMs: 0 });
  expect(run).toMatchObject({ status: 'succeeded', contacts: { total: 1_200, changed: 1_200 } });
  expect(run.slice).toBeGreaterThan(5);
  expectAllRight(app, AT);
});

test('after a reconcile that wrote very many records, syncs look through them a few pages at a time', async () => {
  const account = syncWorld();
  for (let id = 10_000; id < 11_500; id += 1) {
    addRecord(account, 'contacts', { id: String(id), createdAt: '2020-01-01T00:00:00.000Z', properties: {} });
  }
  app = await startRegisterApp({ account, now: NOW });
  await app.reconcile();
  // Changed while the reconcile was at work, after it had read the contact and before it wrote it.
  editRecord(account, 'contacts', '11400', { associatedcompanyid: '201' }, NOW);
  const { log } = app.hubspot;
  let before = log.length;
  const contactsSeen = () => shown(before, '/contacts/search').length;
  app.setNow(NOW + MINUTE);
  editRecord(account, 'contacts', '10001', { associatedcompanyid: '202' }, NOW + MINUTE);
  await app.run('changed');
  // Search may not show them all yet: only what came after is looked at.
  expect(contactsSeen()).toBe(1);
  expect(account.records.contacts.get('10001')?.properties.rekisteri_retention_basis).toBe('company_activity');
  const seen: number[] = [];
  for (const hour of [1, 2, 3, 4]) {
    const at = NOW + hour * HOUR;
    app.setNow(at);
    if (hour < 3)
      editRecord(
        account,
        'contacts',
        '101',
        {
          firstname: 'x',
          city: `${hour}`,
          hs_language: hour === 1 ? 'fi' : '',
          rekisteri_hold_until: hour === 1 ? '2031-01-01' : '',
        },
        at,
      );
    before = log.length;
    await app.run('changed');
    seen.push(contactsSeen());
  }
  // A page while there is other work, besides 101 and what the sync before wrote; ten pages when there is none.
  expect(seen).toEqual([202, 201, 1103, 1]);
  expect(requestsSince(log, before).length).toBe(7);
  expectAllRight(app, NOW + 4 * HOUR);
});
