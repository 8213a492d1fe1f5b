import { afterEach, expect, test } from 'vitest';
import type { AccountData, CrmRecord } from '../../local/simulator/account.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + DAY;

const atRest = async () => {
  app = await registerAtRest(AT);
  return app.hubspot.account;
};

const contact = (account: AccountData, id: string): CrmRecord => {
  const found = account.records.contacts.get(id);
  if (!found) throw new RangeError(`there is no contact ${id}`);
  return found;
};

test('the customer of a contact that was merged into one of another loses its service contacts, whoever meets it first', async () => {
  const account = await atRest();
  mergeRecords(account, 'contacts', '103', '101', AT, true);
  await app.run('clock');
  await app.run('changed');
  expect(contact(account, '102').properties.rekisteri_customer_last_contact_at).toBe('2018-02-01T09:00:00.000Z');
  expectAllRight(app, AT);
});

test('a merge is known from either property in which HubSpot notes it', async () => {
  const account = await atRest();
  mergeRecords(account, 'contacts', '104', '101', AT, true);
  const { properties } = contact(account, '104');
  delete properties.hs_merged_object_ids;
  properties.hs_calculated_merged_vids = `101:${AT}`;
  await app.run('changed');
  expect(properties.rekisteri_last_contact_source).toBe('meetings:11');
  expectAllRight(app, AT);
});

test.for([
  ['still name the company that is gone', '201'],
  ['name the survivor, but are not stamped as modified', '202'],
])('the people of a merged company belong to the survivor, also when they %s', async ([, named]) => {
  const account = await atRest();
  const people = ['101', '102'].map((id) => contact(account, id));
  const before = people.map(({ updatedAt }) => updatedAt);
  addActivity(account, 'calls', '31', new Date(AT - HOUR).toISOString(), { companies: ['202'] }, AT - HOUR);
  mergeRecords(account, 'companies', '202', '201', AT, true);
  for (const [index, person] of people.entries()) {
    person.properties.associatedcompanyid = String(named);
    person.updatedAt = before[index] ?? person.updatedAt;
  }
  await app.run('changed');
  for (const { properties } of people) {
    expect(properties.rekisteri_customer_last_contact_at).toBe(new Date(AT - HOUR).toISOString());
    expect(properties.rekisteri_retention_basis).toBe('company_activity');
  }
  expect(await app.run('all')).toMatchObject({ contacts: { changed: 0 }, companies: { changed: 0 } });
});
