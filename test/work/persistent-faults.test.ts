import { afterEach, expect, test } from 'vitest';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { companyAccount } from '../support/company-account.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');

let app: RegisterApp;
afterEach(() => app.close());

test('updates whose answers are lost for a while are made up for by the next slice, once', async () => {
  app = await startRegisterApp({ account: companyAccount({ seed: 1, now: NOW }), now: NOW });
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/contacts/batch/update'), kind: '503', times: 16 });
  const run = await app.reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { changed: 300, failed: 0 } });
  const keys = app.hubspot.changes.map(({ objectType, id, property }) => `${objectType} ${id} ${property}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a company with thousands of unreadable activities makes its people unknown, and not the run fail', async () => {
  const account = emptyAccount(1, 'Europe/Helsinki');
  const createdAt = '2019-01-01T00:00:00.000Z';
  addRecord(account, 'companies', { id: '7', createdAt, properties: {} });
  for (let person = 1; person <= 400; person += 1) {
    const id = String(person);
    addRecord(account, 'contacts', { id, createdAt, properties: { associatedcompanyid: '7' } });
    for (let call = 0; call < 5; call += 1) {
      addRecord(account, 'calls', {
        id: `${person}${call}`,
        createdAt,
        properties: { hs_timestamp: '2020-01-01T00:00:00Z' },
      });
      associate(account, 'contacts', id, 'calls', `${person}${call}`);
    }
  }
  addRecord(account, 'contacts', { id: '9999', createdAt, properties: {} });
  app = await startRegisterApp({ account, now: NOW });
  app.hubspot.faults.add({ match: ({ path }) => /\/objects\/2026-09\/calls(\/|$)/.test(path), kind: '500' });
  const run = await app.reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { unknown: 400, failed: 0 } });
  expect(account.records.contacts.get('9999')?.properties.rekisteri_retention_status).toBe('active');
  expect(run.problems).toContainEqual(expect.stringContaining('calls could not be read'));
  const failures = await app.newEngine().reports.list(run.runId, 'failure', 1_000);
  expect(Math.max(...failures.map(({ reason }) => reason.length))).toBeLessThan(1_000);
});

test('without the account details a run goes on: they only tell when the daily quota begins anew', async () => {
  app = await startRegisterApp({ account: companyAccount({ seed: 1, now: NOW }), now: NOW });
  app.hubspot.faults.add({ match: ({ path }) => path.startsWith('/account-info/'), kind: '500' });
  expect(await app.reconcile()).toMatchObject({ status: 'succeeded', timeZone: null, contacts: { changed: 300 } });
});
