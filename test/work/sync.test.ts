import { afterEach, expect, test } from 'vitest';
import { archiveRecord, associate, editRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import type { SimulatorOptions } from '../../local/simulator/simulator.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import {
  addActivity,
  DAY,
  expectAllRight,
  HOUR,
  MINUTE,
  NOW,
  requestsSince,
  syncWorld,
} from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + 2 * HOUR;

const atRest = async (hubspot: Partial<SimulatorOptions> = {}) => {
  app = await registerAtRest(AT, hubspot);
  return { account: app.hubspot.account, at: AT };
};

const held = (id: string, property: string, kind: 'contacts' | 'companies' = 'contacts') =>
  app.hubspot.account.records[kind].get(id)?.properties[property];

/** What a sync asks for and writes. */
const sync = async () => {
  const { log, changes } = app.hubspot;
  const before = { log: log.length, changes: changes.length };
  const run = await app.run('changed');
  expect(run.status).toBe('succeeded');
  return { run, requests: requestsSince(log, before.log), changes: changes.slice(before.changes) };
};

const SEARCHES = [
  'POST contacts/search 0',
  'POST companies/search 0',
  'POST meetings/search 0',
  'POST calls/search 0',
  'POST emails/search 0',
  'POST communications/search 0',
  'POST postal_mail/search 0',
];

test('a sync over an account at rest costs one search for each kind of record, and writes nothing', async () => {
  await atRest();
  const { run, requests, changes } = await sync();
  expect(run).toMatchObject({ scope: 'changed', problems: [], requests: { count: 8 } });
  expect(requests).toEqual(SEARCHES);
  expect(changes).toEqual([]);
});

test('what the add-on itself wrote is seen to be no change', async () => {
  app = await startRegisterApp({ account: syncWorld(), now: NOW });
  await app.reconcile();
  app.setNow(NOW + MINUTE);
  const { requests, changes } = await sync();
  expect(requests.slice(0, 2)).toEqual(['POST contacts/search 4', 'POST companies/search 2']);
  expect(requests.filter((request) => !request.includes('/search'))).toEqual([]);
  expect(changes).toEqual([]);
});

test('a new meeting moves the clocks of contact, company and colleagues, and no other activity is read', async () => {
  const { account, at } = await atRest();
  addActivity(account, 'meetings', '21', new Date(at - MINUTE).toISOString(), { contacts: ['102'] }, at);
  const { run, requests } = await sync();
  expect(held('102', 'rekisteri_last_contact_source')).toBe('meetings:21');
  expect(held('101', 'rekisteri_retention_basis')).toBe('colleague_activity');
  expectAllRight(app, at);
  expect(run).toMatchObject({ contacts: { total: 2, changed: 2 }, companies: { total: 1, changed: 1 } });
  expect(requests.filter((request) => !request.includes('/search'))).toEqual([
    'POST meetings/contacts/batch/read 1',
    'POST meetings/companies/batch/read 1',
    'POST contacts/batch/read 1',
    'POST companies/contacts/batch/read 1',
    'POST contacts/batch/read 1',
    'POST companies/batch/read 1',
    'POST companies/batch/update 1',
    'POST contacts/batch/update 2',
  ]);
});

test('a service contact that is not the latest of the customer leaves the colleagues alone', async () => {
  const { account, at } = await atRest();
  addActivity(account, 'calls', '21', '2019-01-01T09:00:00.000Z', { contacts: ['102'] }, at);
  const { run } = await sync();
  expect(held('102', 'rekisteri_last_contact_source')).toBe('calls:21');
  expect(run).toMatchObject({ contacts: { total: 1, changed: 1 }, companies: { total: 0 } });
  expectAllRight(app, at);
});

test('an edit of an activity that says nothing of the clock reads no contact', async () => {
  const { account, at } = await atRest();
  editRecord(account, 'meetings', '11', { hs_meeting_title: 'Muistio' }, at);
  const { requests, changes } = await sync();
  expect(requests.filter((request) => !request.includes('/search'))).toEqual([
    'POST meetings/contacts/batch/read 1',
    'POST meetings/companies/batch/read 1',
  ]);
  expect(changes).toEqual([]);
});

test.for([
  ['is cancelled', { hs_meeting_outcome: 'CANCELED' }],
  ['is moved back', { hs_meeting_start_time: '2016-01-01T09:00:00.000Z' }],
  ['is moved into the future', { hs_meeting_start_time: '2027-01-01T09:00:00.000Z' }],
  ['loses its date', { hs_meeting_start_time: '', hs_timestamp: '' }],
] as const)('when the activity that set the clock %s, all the others decide', async ([, edit]) => {
  const { account, at } = await atRest();
  addActivity(account, 'emails', '19', '2017-07-07T09:00:00.000Z', { contacts: ['101'] });
  editRecord(account, 'meetings', '11', { ...edit }, at);
  await sync();
  expect(held('101', 'rekisteri_last_contact_source')).toBe('emails:19');
  expect(held('101', 'rekisteri_customer_last_contact_at')).toBe('2018-02-01T09:00:00.000Z');
  expect(held('201', 'rekisteri_last_contact_source', 'companies')).toBe('calls:12');
  expectAllRight(app, at);
});

test('a contact that moves takes its service contacts along: both customers are computed anew', async () => {
  const { account, at } = await atRest();
  editRecord(account, 'contacts', '101', { associatedcompanyid: '202' }, at);
  await sync();
  expect(held('102', 'rekisteri_customer_last_contact_at')).toBe('2018-02-01T09:00:00.000Z');
  expect(held('103', 'rekisteri_customer_last_contact_at')).toBe('2020-05-04T09:00:00.000Z');
  expectAllRight(app, at);
  const { changes } = await sync();
  expect(changes).toEqual([]);
});

test.for([true, false])('merged contacts and companies are computed anew (primary id kept: %s)', async (keep) => {
  const { account, at } = await atRest();
  mergeRecords(account, 'contacts', '102', '101', at, keep);
  mergeRecords(account, 'companies', '202', '201', at, keep);
  await sync();
  expectAllRight(app, at);
  const run = await app.run('all');
  expect(run).toMatchObject({ contacts: { changed: 0 }, companies: { changed: 0 } });
});

test('new people and companies are decided from everything there is of them', async () => {
  const { account, at } = await atRest();
  const created = new Date(at).toISOString();
  account.records.companies.set('203', {
    id: '203',
    createdAt: created,
    updatedAt: created,
    properties: { name: 'x' },
  });
  account.records.contacts.set('105', {
    id: '105',
    createdAt: created,
    updatedAt: created,
    properties: { associatedcompanyid: '203' },
  });
  // Made long ago and only now associated with somebody.
  addActivity(account, 'calls', '22', '2021-01-01T09:00:00.000Z', { contacts: ['105'] });
  await sync();
  expect(held('105', 'rekisteri_last_contact_source')).toBe('calls:22');
  expectAllRight(app, at);
});

test('the watermark moves only when all is done: what a failed sync found, the next finds again', async () => {
  const { account, at } = await atRest();
  addActivity(account, 'calls', '21', new Date(at).toISOString(), { contacts: ['103'] }, at);
  app.hubspot.missingScopes.add('crm.objects.contacts.write');
  expect(await app.run('changed')).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
  app.hubspot.missingScopes.clear();
  app.setNow(at + DAY);
  await sync();
  expect(held('103', 'rekisteri_last_contact_source')).toBe('calls:21');
  expectAllRight(app, at + DAY);
});

test('a change that search shows five minutes late is not missed', async () => {
  const { account, at } = await atRest({ indexLagMs: 5 * MINUTE });
  addActivity(account, 'calls', '21', new Date(at).toISOString(), { contacts: ['103'] }, at - 1_000);
  editRecord(account, 'contacts', '104', { rekisteri_hold_until: '2030-01-01' }, at - 1_000);
  await sync();
  expect(held('103', 'rekisteri_last_contact_source')).toBeUndefined();
  app.setNow(at + 5 * MINUTE);
  await sync();
  expect(held('103', 'rekisteri_last_contact_source')).toBe('calls:21');
  expect(held('104', 'rekisteri_retention_status')).toBe('on_hold');
  expectAllRight(app, at + 5 * MINUTE);
});

test('what only a reconcile can see, it sees: archived and re-associated activities', async () => {
  const { account, at } = await atRest();
  archiveRecord(account, 'calls', '12', at);
  associate(account, 'meetings', '11', 'contacts', '104');
  await sync();
  expect(held('102', 'rekisteri_last_contact_source')).toBe('calls:12');
  await app.run('all');
  expect(held('102', 'rekisteri_last_contact_source')).toBeUndefined();
  expect(held('104', 'rekisteri_last_contact_source')).toBe('meetings:11');
  expectAllRight(app, at);
});
