import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { addActivity, expectAllRight, HOUR, MINUTE, NOW, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const at = NOW + HOUR;

/** A register in which a sync, an hour after the first reconcile, cannot read one record on which a new call was. */
async function afterSyncWithout(kind: 'contacts' | 'companies', id: string) {
  const account = syncWorld();
  app = await startRegisterApp({ account, now: NOW });
  await app.reconcile();
  app.setNow(at);
  // Long enough before the sync that the next one does not look at it again: their windows overlap by ten minutes.
  const made = at - 30 * MINUTE;
  addActivity(account, 'calls', '77', new Date(made).toISOString(), { [kind]: [id] }, made);
  const asksForIt = ({ path, body }: { path: string; body: unknown }) =>
    path.endsWith(`/objects/2026-09/${kind}/batch/read`) && JSON.stringify(body).includes(`"id":"${id}"`);
  app.hubspot.faults.add({ match: asksForIt, kind: '502' });
  await app.run('changed');
  app.hubspot.faults.clear();
  return account;
}

test('what a sync could not read of a contact is not lost when the next one meets it for another reason', async () => {
  const account = await afterSyncWithout('contacts', '101');
  app.setNow(at + HOUR);
  editRecord(account, 'contacts', '101', { jobtitle: 'Johtaja' }, at + HOUR);
  await app.run('changed');
  await app.run('clock');
  expectAllRight(app, at + HOUR);
});

test('what a sync could not read of a contact is not lost when the next one meets it as a colleague', async () => {
  const account = await afterSyncWithout('contacts', '101');
  app.setNow(at + HOUR);
  addActivity(account, 'calls', '78', '2021-01-04T08:00:00.000Z', { contacts: ['102'] }, at + HOUR);
  await app.run('changed');
  await app.run('clock');
  expectAllRight(app, at + HOUR);
});

test('what a sync could not read of a company is not lost when the next one meets it for another reason', async () => {
  const account = await afterSyncWithout('companies', '201');
  app.setNow(at + HOUR);
  editRecord(account, 'companies', '201', { name: '' }, at + HOUR);
  await app.run('changed');
  await app.run('clock');
  expectAllRight(app, at + HOUR);
});

test('no date is written that rests on what was known before a company could not be read', async () => {
  const account = await afterSyncWithout('companies', '201');
  app.setNow(at + HOUR);
  editRecord(account, 'contacts', '102', { jobtitle: 'Johtaja' }, at + HOUR);
  await app.run('changed');
  const { properties } = account.records.contacts.get('102') ?? {};
  const unknownOrRight =
    properties?.rekisteri_retention_status === 'unknown' || properties?.rekisteri_retention_ends === '2036-11-23';
  expect({ ...properties, unknownOrRight }).toMatchObject({ unknownOrRight: true });
  await app.run('clock');
  expectAllRight(app, at + HOUR);
});
