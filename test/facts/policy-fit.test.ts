import { afterEach, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { editRecord, recordOf } from '../../local/simulator/change.ts';
import { consentAccount, PEOPLE } from '../support/consent-account.ts';
import { policyWith } from '../support/policy.ts';
import { type RegisterApp, type RegisterAppOptions, startRegisterApp } from '../support/register-app.ts';
import { watchWrites } from '../support/watch-bodies.ts';

let app: RegisterApp;
afterEach(() => app.close());

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ID = PEOPLE.notRecorded;

const reconciled = async (account: AccountData, options: Partial<RegisterAppOptions> = {}) => {
  app = await startRegisterApp({ account, now: NOW, ...options });
  const sent = watchWrites(app.hubspot);
  return { run: await app.reconcile(), sent };
};

const valueIn = (account: AccountData, name: string) => recordOf(account, 'contacts', ID).properties[name];

const define = (account: AccountData, name: string, type: 'string' | 'bool' | 'date') =>
  account.properties.contacts.set(name, {
    name,
    type,
    label: name,
    description: '',
    groupName: 'valmennus',
    fieldType: type === 'bool' ? 'booleancheckbox' : type === 'date' ? 'date' : 'text',
    options: type === 'bool' ? ['true', 'false'].map((value, displayOrder) => option(value, displayOrder)) : [],
  });

const option = (value: string, displayOrder: number) => ({ value, label: value, displayOrder, hidden: false });

test('properties that the policy names and the account lacks are reported and count as empty', async () => {
  const account = consentAccount();
  for (const name of ['ruokavalio', 'osallistumiset']) {
    account.properties.contacts.delete(name);
    editRecord(account, 'contacts', ID, { [name]: 'jotain' }, NOW);
  }
  account.properties.companies.delete('industry');
  const { run } = await reconciled(account);
  expect(run).toMatchObject({ status: 'succeeded', contacts: { changed: 4, failed: 0, unknown: 0 } });
  expect(run.problems).toEqual([
    expect.stringMatching(/on contacts.*: osallistumiset, ruokavalio\./),
    expect.stringMatching(/on companies.*: industry\./),
  ]);
  expect(valueIn(account, 'rekisteri_data_categories')).toBe('contact_details');
  expect(valueIn(account, 'rekisteri_consent_data_review')).toBe('false');
});

test('a staff property under another type is reported with both types, read as it is, and left alone', async () => {
  const account = consentAccount();
  define(account, 'rekisteri_hold_until', 'string');
  editRecord(account, 'contacts', ID, { rekisteri_hold_until: '2027-01-01' }, NOW);
  const before = structuredClone(account.properties.contacts.get('rekisteri_hold_until'));
  const { run, sent } = await reconciled(account);
  expect(run.status).toBe('succeeded');
  expect(run.problems).toEqual([expect.stringMatching(/rekisteri_hold_until .*type string .*be date/)]);
  expect(valueIn(account, 'rekisteri_retention_status')).toBe('on_hold');
  expect(account.properties.contacts.get('rekisteri_hold_until')).toEqual(before);
  expect(JSON.stringify(sent)).not.toContain('rekisteri_hold_until');
});

test('a property of a policy that is of another type is reported with both types and read as it is', async () => {
  const account = consentAccount();
  define(account, 'ruokavalio_suostumus', 'string');
  define(account, 'viimeisin_tilaisuus_pvm', 'string');
  const values = { ruokavalio: 'Vegaani', ruokavalio_suostumus: 'Joo', viimeisin_tilaisuus_pvm: '31.12.2027' };
  editRecord(account, 'contacts', ID, values, NOW);
  const { run } = await reconciled(account);
  expect(run.problems).toHaveLength(2);
  expect(run.problems).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/ruokavalio_suostumus .*type string .*be bool/),
      expect.stringMatching(/viimeisin_tilaisuus_pvm .*type string .*be date/),
    ]),
  );
  expect(valueIn(account, 'rekisteri_consent_data_review')).toBe('true');
});

test('a property that the add-on writes under another type stops the run before anything is written', async () => {
  const account = consentAccount();
  define(account, 'rekisteri_consent_status', 'string');
  const { run, sent } = await reconciled(account);
  expect(run).toMatchObject({ status: 'failed', error: { code: 'property_conflict' } });
  expect(run.error?.message).toMatch(/rekisteri_consent_status on contacts is of type string .*enumeration/);
  expect(sent).toEqual([]);
});

test('a property added to the policy file counts in its category, and nothing else has to change', async () => {
  const { contact, company } = policyWith().fields.job;
  const policy = { fields: { job: { contact: [...contact, { property: 'osasto', label: 'Osasto' }], company } } };
  const account = consentAccount();
  define(account, 'osasto', 'string');
  editRecord(account, 'contacts', ID, { osasto: 'Myynti' }, NOW);
  const { run } = await reconciled(account, { policy });
  expect(run).toMatchObject({ status: 'succeeded', problems: [] });
  expect(valueIn(account, 'rekisteri_data_categories')).toBe('contact_details;job');
});

test('a legal basis that nobody knows is reported of the contact that holds it, without its text', async () => {
  const account = consentAccount();
  editRecord(account, 'contacts', ID, { hs_legal_basis: 'Suullinen lupa' }, NOW);
  const { run } = await reconciled(account);
  expect(await app.newEngine().reports.list(run.runId, 'notice', 10)).toEqual([
    { severity: 'notice', kind: 'contacts', id: ID, reason: 'hs_legal_basis holds a value that is not known' },
  ]);
});
