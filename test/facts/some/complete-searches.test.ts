import { afterEach, describe, expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { editRecord } from '../../../local/simulator/change.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { registerAtRest } from '../../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW, syncWorld } from '../../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + DAY;
const OLD = '2012-05-04T09:00:00.000Z';

const statusOf = (id: string) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_retention_status;
const namesRecord = (body: unknown, id: string) => JSON.stringify(body ?? '').includes(`"id":"${id}"`);
const isSearchOf = (type: string) => (request: { path: string }) => request.path.endsWith(`/${type}/search`);

describe('a search of a sync', () => {
  test.each(['contacts', 'calls'] as const)(
    'of %s whose pages end early is gone on with until all is found',
    async (type) => {
      app = await registerAtRest(AT);
      const { account, faults } = app.hubspot;
      for (const id of ['101', '102', '103', '104']) {
        editRecord(account, 'contacts', id, { hs_language: 'fi', jobtitle: 'Johtaja' }, AT);
        addActivity(account, 'calls', `9${id}`, new Date(AT).toISOString(), { contacts: [id] }, AT);
      }
      faults.add({ match: isSearchOf(type), kind: 'half-page', times: 4 });
      const run = await app.run('changed');
      expect(run).toMatchObject({ status: 'succeeded', problems: [], unproved: [] });
      expectAllRight(app, AT);
    },
  );

  test('that counts what it never shows finds it among the ids', async () => {
    app = await registerAtRest(AT);
    const { account, faults } = app.hubspot;
    addActivity(account, 'calls', '14', new Date(AT).toISOString(), { contacts: ['101'] }, AT);
    faults.add({ match: isSearchOf('calls'), kind: 'half-page' });
    expect(await app.run('changed')).toMatchObject({ problems: [], unproved: [] });
    expectAllRight(app, AT);
  });

  test('that counts what nobody can read is looked at again by the next sync, and nobody newly ends until then', async () => {
    const account = syncWorld();
    // The data of Eero is kept by a meeting of Aino that is about to be cancelled; a call that nobody sees keeps it all the same.
    editRecord(account, 'calls', '12', { hs_timestamp: OLD }, 0);
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    app.setNow(NOW + HOUR);
    await app.run('changed');
    app.setNow(AT);
    const { faults } = app.hubspot;
    editRecord(account, 'meetings', '11', { hs_meeting_outcome: 'CANCELED' }, AT);
    addActivity(account, 'calls', '14', new Date(AT).toISOString(), {}, AT);
    faults.add({ match: isSearchOf('calls'), kind: 'half-page' });
    faults.add({
      match: ({ path, body }) => /objects.*calls/.test(path) && (path.endsWith('/14') || namesRecord(body, '14')),
      kind: '500',
    });
    const run = await app.run('changed');
    expect(run.problems).toEqual([
      expect.stringMatching(/^It could not be proved that all changed calls were found/),
      expect.stringMatching(/^2 of 2 contacts .*: 2 × It could not be proved .*\(unavailable 500\)\.$/),
    ]);
    expect([statusOf('101'), statusOf('102')]).toEqual(['unknown', 'unknown']);
    // A clock run between them knows no more.
    await app.run('clock');
    expect([statusOf('101'), statusOf('102')]).toEqual(['unknown', 'unknown']);
    faults.clear();
    app.setNow(AT + HOUR);
    const next = await app.run('changed');
    expect(next).toMatchObject({ problems: [], unproved: [] });
    await app.run('clock');
    expectAllRight(app, AT + HOUR);
  });

  test('by date that shows fewer than it counts says so', async () => {
    app = await registerAtRest(AT);
    editRecord(
      app.hubspot.account,
      'contacts',
      '101',
      { rekisteri_retention_status: 'ending_soon', rekisteri_retention_ends: '2020-01-01' },
      0,
    );
    app.hubspot.faults.add({ match: isSearchOf('contacts'), kind: 'half-page' });
    expect((await app.run('clock')).problems).toEqual([expect.stringContaining('on whom a date has come')]);
  });
});

describe('people of a company whose clock may have moved', () => {
  /** Aino, who alone keeps the data of Eero once his own call does not count, is nowhere remembered: as if no run had seen her. */
  async function withoutMemoryOfAino(): Promise<AccountData> {
    const account = syncWorld();
    editRecord(account, 'calls', '12', { hs_timestamp: '2023-02-01T09:00:00.000Z' }, 0);
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    app.setNow(NOW + HOUR);
    await app.run('changed');
    const { state } = app.newEngine();
    await state.contacts.deleteMany(['101']);
    await state.members.remove(['201|101']);
    app.setNow(AT);
    editRecord(account, 'calls', '12', { hs_call_status: 'CANCELED' }, AT);
    return account;
  }

  test('are those whom HubSpot associates with it as well as those who are remembered', async () => {
    await withoutMemoryOfAino();
    await app.run('changed');
    expect(statusOf('102')).not.toBe('ended');
    expectAllRight(app, AT);
  });

  test.each([
    ['cannot be read', /objects.*contacts/, '101'],
    ['cannot be asked for', /companies\/contacts\/batch\/read$/, '201'],
  ])('make it unknown when they %s', async (_, path, id) => {
    await withoutMemoryOfAino();
    app.hubspot.faults.add({
      match: (request) => path.test(request.path) && (request.path.endsWith(`/${id}`) || namesRecord(request.body, id)),
      kind: '500',
    });
    await app.run('changed');
    expect(statusOf('102')).toBe('unknown');
  });
});
