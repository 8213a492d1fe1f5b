import { afterEach, expect, test } from 'vitest';
import { archiveRecord, editRecord } from '../../local/simulator/change.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
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

const account = syncWorld;

const status = (id: string) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_retention_status;

const clock = async () => {
  const { log, changes } = app.hubspot;
  const before = { log: log.length, changes: changes.length };
  const run = await app.run('clock');
  expect(run.status).toBe('succeeded');
  return { run, requests: requestsSince(log, before.log), changes: changes.slice(before.changes) };
};

test('time alone moves contacts to ending soon and to ended, on the local day, at a cost that follows their number', async () => {
  app = await startRegisterApp({ account: account(), now: NOW });
  await app.reconcile();
  expect(status('104')).toBe('ended');
  // The end is on 4 May 2030 for everybody in 201, and on 5 June 2029 in 202.
  const soon = Date.parse('2028-12-06T21:59:59Z');
  app.setNow(soon);
  expect((await clock()).changes).toEqual([]);
  app.setNow(soon + 1_000);
  const { run, requests, changes } = await clock();
  expect(changes).toEqual([
    expect.objectContaining({ id: '103', property: 'rekisteri_retention_status', after: 'ending_soon' }),
  ]);
  expect(run).toMatchObject({ scope: 'clock', contacts: { total: 1, changed: 1 } });
  expect(requests).toEqual(['POST contacts/search 1', 'POST contacts/batch/read 1', 'POST contacts/batch/update 1']);
  app.setNow(Date.parse('2029-06-05T20:59:59Z'));
  expect((await clock()).changes).toEqual([]);
  app.setNow(Date.parse('2029-06-05T21:00:00Z'));
  await clock();
  expect(status('103')).toBe('ended');
  expectAllRight(app, Date.parse('2029-06-05T21:00:00Z'));
});

test('after years of outage one run catches up, and the next finds nothing to do', async () => {
  app = await startRegisterApp({ account: account(), now: NOW });
  await app.reconcile();
  const at = Date.parse('2035-01-01T00:00:00Z');
  app.setNow(at);
  expect((await clock()).run).toMatchObject({ contacts: { total: 3, changed: 3 } });
  expectAllRight(app, at);
  expect(await clock()).toMatchObject({ requests: ['POST contacts/search 0'], changes: [] });
});

test('a hold that has passed ends by itself', async () => {
  const world = account();
  app = await startRegisterApp({ account: world, now: NOW });
  await app.reconcile();
  app.setNow(NOW + HOUR);
  const hold = { rekisteri_hold_until: '2026-11-24', rekisteri_hold_reason: 'riita' };
  editRecord(world, 'contacts', '104', hold, NOW + HOUR);
  await app.run('changed');
  expect(status('104')).toBe('on_hold');
  app.setNow(Date.parse('2026-11-24T21:59:59Z'));
  expect((await clock()).changes).toEqual([]);
  app.setNow(Date.parse('2026-11-24T22:00:00Z'));
  await clock();
  expect(status('104')).toBe('ended');
});

test.for(['clock', 'changed'] as const)('a meeting counts once it has taken place (%s)', async (scope) => {
  const world = account();
  addActivity(world, 'meetings', '31', new Date(NOW + 5 * HOUR).toISOString(), {
    contacts: ['102'],
    companies: ['201'],
  });
  app = await startRegisterApp({ account: world, now: NOW });
  await app.reconcile();
  // Long enough for the changes before to be out of sight.
  app.setNow(NOW + HOUR);
  await app.run('changed');
  app.setNow(NOW + 5 * HOUR - 1);
  await app.run(scope);
  expect(world.records.contacts.get('102')?.properties.rekisteri_last_contact_source).toBe('calls:12');
  app.setNow(NOW + 5 * HOUR);
  const before = app.hubspot.log.length;
  await app.run(scope);
  expect(world.records.contacts.get('102')?.properties.rekisteri_last_contact_source).toBe('meetings:31');
  expectAllRight(app, NOW + 5 * HOUR);
  expect(requestsSince(app.hubspot.log, before).filter((request) => !request.includes('/search'))).toEqual([
    'POST meetings/batch/read 1',
    'POST meetings/contacts/batch/read 1',
    'POST meetings/companies/batch/read 1',
    'POST contacts/batch/read 1',
    'POST companies/contacts/batch/read 1',
    'POST contacts/batch/read 1',
    'POST companies/batch/read 1',
    'POST companies/batch/update 1',
    'POST contacts/batch/update 2',
  ]);
  app.setNow(NOW + 6 * HOUR);
  expect((await clock()).requests).toEqual(['POST contacts/search 0']);
});

test('a meeting that was moved, cancelled or archived before its time does not count at the old one', async () => {
  const world = account();
  const at = new Date(NOW + 5 * HOUR).toISOString();
  for (const [id, contact] of Object.entries({ '31': '101', '32': '102', '33': '103' }))
    addActivity(world, 'meetings', id, at, { contacts: [contact] });
  app = await startRegisterApp({ account: world, now: NOW });
  await app.reconcile();
  app.setNow(NOW + HOUR);
  editRecord(world, 'meetings', '31', { hs_meeting_start_time: new Date(NOW + 2 * DAY).toISOString() }, NOW + HOUR);
  editRecord(world, 'meetings', '32', { hs_meeting_outcome: 'CANCELED' }, NOW + HOUR);
  archiveRecord(world, 'meetings', '33', NOW + HOUR);
  app.setNow(NOW + DAY);
  expect((await clock()).changes).toEqual([]);
  app.setNow(NOW + 2 * DAY);
  await clock();
  expect(world.records.contacts.get('101')?.properties.rekisteri_last_contact_source).toBe('meetings:31');
  expectAllRight(app, NOW + 2 * DAY);
});

test('data held on consent is to be reviewed when its purpose has passed', async () => {
  const world = account();
  const consent = { ruokavalio: 'keliakia', ruokavalio_suostumus: 'true', viimeisin_tilaisuus_pvm: '2026-11-24' };
  editRecord(world, 'contacts', '101', consent, NOW - DAY);
  app = await startRegisterApp({ account: world, now: NOW });
  await app.reconcile();
  app.setNow(Date.parse('2026-11-24T21:59:59Z'));
  expect((await clock()).changes).toEqual([]);
  app.setNow(Date.parse('2026-11-24T22:00:00Z'));
  expect((await clock()).changes).toEqual([
    expect.objectContaining({ id: '101', property: 'rekisteri_consent_data_review', after: 'true' }),
  ]);
});

test('what could not be read is unknown, and read again by the next clock run', async () => {
  app = await startRegisterApp({ account: account(), now: NOW });
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/objects/2026-09/calls/batch/read'), kind: '503' });
  await app.reconcile();
  expect([status('101'), status('102'), status('103')]).toEqual(['unknown', 'unknown', 'active']);
  app.hubspot.faults.clear();
  app.setNow(NOW + MINUTE);
  await clock();
  expectAllRight(app, NOW + MINUTE);
  app.setNow(NOW + HOUR);
  expect((await clock()).requests).toEqual(['POST contacts/search 0']);
});

test('without a reconcile before it, a clock run becomes one', async () => {
  app = await startRegisterApp({ account: account(), now: NOW });
  const { run } = await clock();
  expect(run).toMatchObject({ scope: 'all', contacts: { changed: 4 } });
  expect(run.notes).toEqual([expect.stringMatching(/No reconcile has come to its end/)]);
  expectAllRight(app, NOW);
});
