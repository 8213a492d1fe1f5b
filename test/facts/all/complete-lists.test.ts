import { afterEach, describe, expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { addRecord, archiveRecord, editRecord } from '../../../local/simulator/change.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW, syncWorld } from '../../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const TEN_YEARS_AGO = '2012-05-04T09:00:00.000Z';

/** Eero (102) has had no contact of his own since 2012; a call with Aino (101) this year keeps his data. */
function world(): AccountData {
  const account = syncWorld();
  for (const id of ['11', '12']) {
    const type = id === '11' ? 'meetings' : 'calls';
    account.records[type].get(id)?.properties && editRecord(account, type, id, { hs_timestamp: TEN_YEARS_AGO }, 0);
  }
  editRecord(account, 'meetings', '11', { hs_meeting_start_time: TEN_YEARS_AGO }, 0);
  addActivity(account, 'calls', '14', '2026-03-02T09:00:00.000Z', { contacts: ['101'] });
  return account;
}

const start = async (account = world()) => {
  app = await startRegisterApp({ account, now: NOW });
  return app;
};

const statusOf = (id: string) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_retention_status;
const hide = (...ids: string[]) => new Set(ids);
const hides = (app: RegisterApp) => app.hubspot.behaviour.hidden;
const isContactList = ({ method, path }: { method: string; path: string }) =>
  method === 'GET' && path.endsWith('/objects/2026-09/contacts');

describe('a list of contacts that lacks some', () => {
  test.each<[string, Partial<Record<'search' | 'associations', ReadonlySet<string>>>]>([
    ['search counts them', { associations: hide('contacts:101') }],
    ['their company names them', { search: hide('contacts:101') }],
    ['both know them', {}],
  ])('is made up for when %s: a colleague keeps the data of the other', async (_, hidden) => {
    const { hubspot, reconcile, policy } = await start();
    hubspot.behaviour.hidden = { ...hides(app), list: hide('contacts:101'), ...hidden };
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'succeeded', unproved: [], contacts: { total: 4, processed: 4, unknown: 0 } });
    expect(run.problems).toEqual(["HubSpot's list of contacts left out 1 that are there: they were read by id."]);
    expectAllRight({ hubspot, policy }, NOW);
    expect(statusOf('102')).toBe('active');
  });

  test('is made up for by what is remembered when nothing else shows them', async () => {
    const { hubspot, reconcile, policy } = await start();
    await reconcile();
    const written = hubspot.changes.length;
    hubspot.behaviour.hidden = {
      list: hide('contacts:101'),
      search: hide('contacts:101'),
      associations: hide('contacts:101'),
    };
    expect(await reconcile()).toMatchObject({ contacts: { total: 4, unknown: 0 } });
    expect(hubspot.changes).toHaveLength(written);
    expectAllRight({ hubspot, policy }, NOW);
  });

  test('that ends early, without a cursor, is made up for', async () => {
    const { hubspot, reconcile, policy } = await start();
    hubspot.faults.add({ match: isContactList, kind: 'half-page' });
    expect(await reconcile()).toMatchObject({ status: 'succeeded', unproved: [], contacts: { total: 4 } });
    expectAllRight({ hubspot, policy }, NOW);
  });

  test('that is empty is made up for', async () => {
    const { hubspot, reconcile, policy } = await start();
    hubspot.behaviour.hidden = {
      ...hides(app),
      list: hide('contacts:101', 'contacts:102', 'contacts:103', 'contacts:104'),
    };
    await reconcile();
    expectAllRight({ hubspot, policy }, NOW);
  });

  test('because it leads round in a circle fails the run, with nothing written', async () => {
    const { hubspot, reconcile } = await start();
    hubspot.behaviour.listPageSizes = [1];
    let pages = 0;
    const isSecond = (request: { method: string; path: string }) => isContactList(request) && pages++ % 2 === 1;
    hubspot.faults.add({ match: isSecond, kind: 'back-cursor' });
    expect(await reconcile()).toMatchObject({ status: 'failed', error: { code: 'endless_list' } });
    expect(hubspot.changes).toEqual([]);
  });

  test('makes the colleagues of somebody who is there and cannot be read unknown, and nobody else', async () => {
    const { hubspot, reconcile } = await start();
    hubspot.behaviour.hidden = { ...hides(app), list: hide('contacts:101') };
    hubspot.faults.add({
      match: ({ path, body }) => /objects.*contacts/.test(path) && (path.endsWith('/101') || namesRecord(body, '101')),
      kind: '500',
    });
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'succeeded', contacts: { total: 4, failed: 1, unknown: 1 } });
    expect([statusOf('102'), statusOf('103'), statusOf('104')]).toEqual(['unknown', 'active', 'ended']);
    expect(await app.newEngine().reports.list(run.runId, 'failure', 10)).toContainEqual({
      severity: 'failure',
      kind: 'contacts',
      id: '101',
      reason: expect.stringContaining('contact 101 could not be read'),
    });
    // Whoever tries again decides anew.
    hubspot.faults.clear();
    app.setNow(NOW + HOUR);
    await app.run('clock');
    expectAllRight(app, NOW + HOUR);
  });
});

describe('people of a company that cannot be read', () => {
  test('make those of that company unknown, and nobody else', async () => {
    const { hubspot, reconcile } = await start();
    hubspot.faults.add({
      match: ({ path, body }) => path.endsWith('/companies/contacts/batch/read') && namesRecord(body, '201'),
      kind: '500',
    });
    expect(await reconcile()).toMatchObject({ contacts: { unknown: 2 }, companies: { unknown: 1 } });
    expect([statusOf('101'), statusOf('102'), statusOf('103')]).toEqual(['unknown', 'unknown', 'active']);
  });
});

describe('what cannot be proved', () => {
  const isSearch = ({ path }: { path: string }) => path.endsWith('/contacts/search');

  test('lets nobody newly become ended, in that run and in those after it, until a reconcile proves it', async () => {
    const account = world();
    addRecord(account, 'contacts', { id: '105', createdAt: TEN_YEARS_AGO, properties: {} });
    const { hubspot, reconcile, policy } = await start(account);
    hubspot.faults.add({ match: isSearch, kind: '500' });
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'succeeded', contacts: { unknown: 2 } });
    const [unproved, undone] = run.problems;
    expect(unproved).toMatch(/^It could not be proved that all contacts were seen: search could/);
    expect(undone).toMatch(/^2 of \d contacts/);
    expect([statusOf('105'), statusOf('102')]).toEqual(['unknown', 'active']);
    hubspot.faults.clear();
    for (const [hours, scope] of [
      [1, 'clock'],
      [2, 'changed'],
    ] as const) {
      app.setNow(NOW + hours * HOUR);
      const later = await app.run(scope);
      expect(later.problems).toContain(unproved);
      expect(statusOf('105')).toBe('unknown');
    }
    app.setNow(NOW + DAY);
    expect(await reconcile()).toMatchObject({ unproved: [], problems: [] });
    expectAllRight({ hubspot, policy }, NOW + DAY);
    expect(statusOf('105')).toBe('ended');
    // Whoever has been ended stays so.
    hubspot.faults.add({ match: isSearch, kind: '500' });
    app.setNow(NOW + 2 * DAY);
    await reconcile();
    expect(statusOf('105')).toBe('ended');
  });

  test('a count that contradicts itself proves nothing', async () => {
    const { hubspot, reconcile } = await start();
    hubspot.faults.add({
      match: ({ body, ...request }) => isSearch(request) && isCountOfAll(body),
      kind: 'total-more',
    });
    expect((await reconcile()).unproved).toEqual([
      { of: 'list', what: 'It could not be proved that all contacts were seen: search contradicts itself.' },
    ]);
  });
});

/** Whether a record is among the inputs of a batch. */
function namesRecord(body: unknown, id: string): boolean {
  return JSON.stringify(body ?? '').includes(`"id":"${id}"`);
}

/** Whether a search only counts all that there are. */
function isCountOfAll(body: unknown): boolean {
  const text = JSON.stringify(body);
  return text.includes('"limit":1,') && text.includes('"value":"0"') && !text.includes('LTE');
}

describe('batches and pages of associations that leave out some', () => {
  test.each([
    ['activities', /\/calls\/batch\/read$/, /associations/],
    ['contacts looked for by id', /objects.*\/contacts\/batch\/read$/, /never/],
  ])('of %s lose nothing: what an answer does not name is asked for on its own', async (_, path, not) => {
    const { hubspot, reconcile, policy } = await start();
    hubspot.behaviour.hidden = { ...hides(app), list: hide('contacts:101', 'contacts:104') };
    hubspot.faults.add({ match: (request) => path.test(request.path) && !not.test(request.path), kind: 'half-page' });
    expect(await reconcile()).toMatchObject({ status: 'succeeded', unproved: [], contacts: { unknown: 0 } });
    expectAllRight({ hubspot, policy }, NOW);
  });

  test('make unknown whom two answers do not name', async () => {
    const { hubspot, reconcile } = await start();
    hubspot.faults.add({ match: ({ path }) => path.endsWith('/contacts/calls/batch/read'), kind: 'half-page' });
    await reconcile();
    expect([statusOf('101'), statusOf('102')]).toEqual(['unknown', 'unknown']);
  });
});

describe('an account that is well', () => {
  test('costs two searches and one association read to prove', async () => {
    const { hubspot, reconcile } = await start();
    await reconcile();
    const asked = hubspot.log.map(({ method, path }) => `${method} ${path.split('/2026-09')[1]}`);
    expect(asked.filter((line) => /(contacts|companies)\/search|companies\/contacts/.test(line))).toEqual([
      'POST /companies/search',
      'POST /contacts/search',
      'POST /companies/contacts/batch/read',
    ]);
  });

  test.each([['counts a record that is nowhere', 'total-more']] as const)(
    'has nobody unknown where search %s',
    async (_, kind) => {
      const { hubspot, reconcile, policy } = await start();
      hubspot.faults.add({ match: ({ path }) => /\/(contacts|companies)\/search$/.test(path), kind });
      expect(await reconcile()).toMatchObject({ unproved: [], problems: [], contacts: { unknown: 0 } });
      expectAllRight({ hubspot, policy }, NOW);
    },
  );

  test('has nobody unknown where search is behind', async () => {
    const account = world();
    app = await startRegisterApp({ account, now: NOW, hubspot: { indexLagMs: HOUR } });
    addRecord(account, 'contacts', { id: '106', createdAt: new Date(NOW - 1).toISOString(), properties: {} }, NOW - 1);
    archiveRecord(account, 'contacts', '103', NOW - 1);
    expect(await app.reconcile()).toMatchObject({ unproved: [], problems: [], contacts: { total: 4, unknown: 0 } });
    expectAllRight(app, NOW);
  });

  test('forgets who is gone, and only them', async () => {
    const { hubspot, reconcile, newEngine } = await start();
    await reconcile();
    app.setNow(NOW + HOUR);
    archiveRecord(hubspot.account, 'contacts', '103', NOW + HOUR);
    hubspot.behaviour.hidden = { ...hides(app), list: hide('contacts:101') };
    await reconcile();
    const remembered = await newEngine().state.contacts.getMany(['101', '103']);
    expect([...remembered.keys()]).toEqual(['101']);
  });
});

describe('a list of companies that lacks some', () => {
  test('is made up for, those without contacts included', async () => {
    const account = world();
    addRecord(account, 'companies', { id: '203', createdAt: '2015-03-02T08:00:00.000Z', properties: { name: '203' } });
    addActivity(account, 'calls', '15', '2022-03-02T09:00:00.000Z', { companies: ['203'] });
    const { hubspot, reconcile, policy } = await start(account);
    hubspot.behaviour.hidden = { ...hides(app), list: hide('companies:201', 'companies:203') };
    expect(await reconcile()).toMatchObject({ status: 'succeeded', companies: { total: 3, unknown: 0 } });
    expectAllRight({ hubspot, policy }, NOW);
  });

  test('and people whom only that company leads to are found as well', async () => {
    const { hubspot, reconcile, policy } = await start();
    hubspot.behaviour.hidden = {
      ...hides(app),
      list: hide('companies:201', 'contacts:101'),
      search: hide('companies:201', 'contacts:101'),
    };
    await reconcile();
    expectAllRight({ hubspot, policy }, NOW);
  });
});
