import { afterEach, describe, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { editRecord, recordOf } from '../../local/simulator/change.ts';
import { addSubscriptionType } from '../../local/simulator/subscription-type.ts';
import { addContact, CONSENT, consentAccount, PEOPLE } from '../support/consent-account.ts';
import { type RegisterApp, type RegisterAppOptions, startRegisterApp } from '../support/register-app.ts';
import { watchWrites } from '../support/watch-bodies.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const LATER = Date.parse('2026-11-24T09:30:00Z');
const CHANNELS_PATH = '/crm/properties/2026-09/contacts/rekisteri_consent_channels';

const apps: RegisterApp[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

const start = async (account: AccountData, options: Partial<RegisterAppOptions> = {}) => {
  const app = await startRegisterApp({ account, now: NOW, ...options });
  apps.push(app);
  return { ...app, sent: watchWrites(app.hubspot) };
};

/** An account after its first run. */
const firstRun = async () => {
  const account = consentAccount();
  const { reconcile } = await start(account);
  expect(await reconcile()).toMatchObject({ status: 'succeeded', problems: [], contacts: { changed: 4 } });
  return account;
};

const consentsOf = (account: AccountData, id: string) => {
  const { properties } = recordOf(account, 'contacts', id);
  const short = properties.rekisteri_consent_updated_at?.slice(0, 10) ?? '';
  return [properties.rekisteri_consent_status, properties.rekisteri_consent_channels ?? '', short];
};

const channelOptions = (account: AccountData) =>
  account.properties.contacts
    .get('rekisteri_consent_channels')
    ?.options.map(({ value, label, hidden }) => [value, label, ...(hidden ? ['hidden'] : [])]);

test('a first run writes what people consented to, with the active types as options', async () => {
  const account = await firstRun();
  expect(channelOptions(account)).toEqual([
    ['4101', 'Uutiskirje'],
    ['4102', 'Kutsut'],
  ]);
  expect(consentsOf(account, PEOPLE.granted)).toEqual(['granted', '4101;4102', '2026-11-23']);
  expect(consentsOf(account, PEOPLE.partial)).toEqual(['partial', '4102', '2026-11-23']);
  expect(consentsOf(account, PEOPLE.withdrawn)).toEqual(['withdrawn', '', '2026-11-23']);
  expect(consentsOf(account, PEOPLE.notRecorded)).toEqual(['not_recorded', '', '']);
});

test('a second run, a day later, writes nothing', async () => {
  const account = await firstRun();
  const { reconcile, hubspot, sent } = await start(account, { now: LATER });
  expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { changed: 0, unchanged: 4 } });
  expect(sent).toEqual([]);
  expect(hubspot.changes).toEqual([]);
});

describe('a subscription type', () => {
  const changed = ({ hubspot }: RegisterApp) => hubspot.changes.map(({ id, property }) => `${id} ${property}`).sort();
  const patched = [expect.objectContaining({ method: 'PATCH', path: CHANNELS_PATH })];
  const definitionsIn = (sent: readonly { path: string }[]) => sent.filter(({ path }) => path.includes('/properties/'));

  test('that was added is added to the options and to whoever consents', async () => {
    const account = await firstRun();
    addSubscriptionType(account, { id: '4000', name: 'Kyselyt', description: '', isActive: true });
    const app = await start(account, { now: LATER });
    await app.reconcile();
    expect(channelOptions(account)).toEqual([
      ['4101', 'Uutiskirje'],
      ['4102', 'Kutsut'],
      ['4000', 'Kyselyt'],
    ]);
    expect(consentsOf(account, PEOPLE.granted)).toEqual(['granted', '4101;4102;4000', '2026-11-24']);
    expect(consentsOf(account, PEOPLE.partial)).toEqual(['partial', '4102;4000', '2026-11-24']);
    expect(changed(app)).toEqual([
      '101 rekisteri_consent_channels',
      '101 rekisteri_consent_updated_at',
      '102 rekisteri_consent_channels',
      '102 rekisteri_consent_updated_at',
    ]);
    expect(definitionsIn(app.sent)).toEqual(patched);
    expect(Object.keys(Object(app.sent[0]?.body))).toEqual(['options']);
  });

  test('that was renamed has its option renamed, and nothing else is written', async () => {
    const account = await firstRun();
    addSubscriptionType(account, { id: '4102', name: 'Kutsut tilaisuuksiin', description: '', isActive: true });
    const app = await start(account, { now: LATER });
    await app.reconcile();
    const options = [
      { value: '4101', label: 'Uutiskirje', displayOrder: 0, hidden: false },
      { value: '4102', label: 'Kutsut tilaisuuksiin', displayOrder: 1, hidden: false },
    ];
    expect(app.sent).toEqual([{ method: 'PATCH', path: CHANNELS_PATH, body: { options } }]);
    expect(app.hubspot.changes).toEqual([]);
  });

  test.each([
    [
      'deactivated',
      (account: AccountData) => Object.assign(account.subscriptionTypes.get('4102') ?? {}, { isActive: false }),
    ],
    ['removed', (account: AccountData) => account.subscriptionTypes.delete('4102')],
  ])('that was %s is hidden, for it may be in use, and leaves the contacts', async (_, change) => {
    const account = await firstRun();
    change(account);
    const app = await start(account, { now: LATER });
    await app.reconcile();
    expect(channelOptions(account)).toEqual([
      ['4101', 'Uutiskirje'],
      ['4102', 'Kutsut', 'hidden'],
    ]);
    expect(consentsOf(account, PEOPLE.granted)).toEqual(['granted', '4101', '2026-11-24']);
    expect(consentsOf(account, PEOPLE.partial)).toEqual(['withdrawn', '', '2026-11-24']);
    expect(changed(app)).toEqual([
      '101 rekisteri_consent_channels',
      '101 rekisteri_consent_updated_at',
      '102 rekisteri_consent_channels',
      '102 rekisteri_consent_status',
      '102 rekisteri_consent_updated_at',
    ]);
    expect(definitionsIn(app.sent)).toEqual(patched);
  });

  test('that comes back is shown again', async () => {
    const account = await firstRun();
    for (const isActive of [false, true]) {
      Object.assign(account.subscriptionTypes.get('4102') ?? {}, { isActive });
      const { reconcile } = await start(account, { now: LATER });
      await reconcile();
    }
    expect(channelOptions(account)).toEqual([
      ['4101', 'Uutiskirje'],
      ['4102', 'Kutsut'],
    ]);
    expect(consentsOf(account, PEOPLE.granted)).toEqual(['granted', '4101;4102', '2026-11-24']);
  });

  test('that replaces a removed one of the same name gets that name, which HubSpot takes only once', async () => {
    const account = await firstRun();
    account.subscriptionTypes.delete('4102');
    addSubscriptionType(account, { id: '4999', name: 'Kutsut', description: '', isActive: true });
    const app = await start(account, { now: LATER });
    expect(await app.reconcile()).toMatchObject({ status: 'succeeded' });
    expect(channelOptions(account)).toEqual([
      ['4101', 'Uutiskirje'],
      ['4102', 'Kutsut (4102)', 'hidden'],
      ['4999', 'Kutsut'],
    ]);
    const again = await start(account, { now: LATER });
    await again.reconcile();
    expect(again.sent).toEqual([]);
  });

  test('of the name of another is told apart by its id', async () => {
    const account = consentAccount();
    addSubscriptionType(account, { id: '4102', name: 'Uutiskirje', description: '', isActive: true });
    const { reconcile } = await start(account);
    expect(await reconcile()).toMatchObject({ status: 'succeeded' });
    expect(channelOptions(account)).toEqual([
      ['4101', 'Uutiskirje (4101)'],
      ['4102', 'Uutiskirje (4102)'],
    ]);
  });
});

describe('subscription types', () => {
  test('that do not exist: a recorded consent is granted without channels, and a second run writes nothing', async () => {
    const account = consentAccount();
    account.subscriptionTypes.clear();
    const { reconcile, sent } = await start(account);
    expect(await reconcile()).toMatchObject({ status: 'succeeded', problems: [], contacts: { changed: 4, failed: 0 } });
    expect(consentsOf(account, PEOPLE.granted)).toEqual(['granted', '', '2026-11-23']);
    expect(consentsOf(account, PEOPLE.withdrawn)).toEqual(['withdrawn', '', '2026-11-23']);
    sent.length = 0;
    expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { changed: 0 } });
    expect(sent).toEqual([]);
  });

  test('that cannot be read leave consents, categories and options as they were, and the run says so', async () => {
    const account = await firstRun();
    const before = structuredClone(recordOf(account, 'contacts', PEOPLE.granted).properties);
    editRecord(account, 'contacts', PEOPLE.granted, { hs_legal_basis: '', rekisteri_retention_status: 'ended' }, NOW);
    const { reconcile, hubspot, sent } = await start(account, { now: LATER });
    hubspot.faults.add({ match: ({ path }) => path.startsWith('/communication-preferences/'), kind: '500' });
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'succeeded', contacts: { changed: 1, failed: 0, unknown: 0 } });
    expect(run.problems).toEqual([expect.stringMatching(/subscription types could not be read .*500.*as they were/)]);
    expect(sent.map(({ path }) => path)).toEqual(['/crm/objects/2026-09/contacts/batch/update']);
    const { hs_legal_basis: _, ...rest } = before;
    expect(recordOf(account, 'contacts', PEOPLE.granted).properties).toEqual(rest);
  });

  test('that cannot be read on a first run leave consents empty', async () => {
    const account = consentAccount();
    const { reconcile, hubspot } = await start(account);
    hubspot.faults.add({ match: ({ path }) => path.startsWith('/communication-preferences/'), kind: '500' });
    expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { changed: 4, failed: 0, unknown: 0 } });
    const { properties } = recordOf(account, 'contacts', PEOPLE.granted);
    expect(Object.keys(properties).filter((name) => name.startsWith('rekisteri_consent'))).toEqual([
      'rekisteri_consent_data_review',
    ]);
  });

  test('that the token may not read stop the run, which names the scope and has written nothing', async () => {
    const { reconcile, hubspot, sent } = await start(consentAccount(), {
      hubspot: { missingScopes: ['communication_preferences.read'] },
    });
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
    expect(run.error?.message).toContain('communication_preferences.read');
    expect(sent).toEqual([]);
    expect(hubspot.changes).toEqual([]);
  });
});

describe('requests', () => {
  const requests = ({ hubspot }: RegisterApp) =>
    hubspot.log.map(({ method, path }) => `${method} ${path.replace('/2026-09', '')}`);
  const isAboutTheAccount = (request: string) => !/\/crm\/(objects|associations)/.test(request);

  test('of a reconcile besides records are those of the account, its definitions, and once its types', async () => {
    const app = await start(await firstRun());
    await app.reconcile();
    expect(requests(app).filter(isAboutTheAccount).sort()).toEqual([
      'GET /account-info/details',
      'GET /communication-preferences/definitions',
      'GET /crm/properties/companies',
      'GET /crm/properties/companies/groups',
      'GET /crm/properties/contacts',
      'GET /crm/properties/contacts/groups',
    ]);
  });

  test('are no more for ninety contacts than for four', async () => {
    const few = await start(consentAccount());
    await few.reconcile();
    const account = consentAccount();
    for (let id = 1000; id < 1086; id += 1) addContact(account, String(id), { hs_legal_basis: CONSENT });
    const many = await start(account);
    expect(await many.reconcile()).toMatchObject({ contacts: { changed: 90 } });
    expect(requests(many).sort()).toEqual(requests(few).sort());
  });
});
