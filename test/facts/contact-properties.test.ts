import { afterEach, expect, test } from 'vitest';
import { addContact, CONSENT, consentAccount } from '../support/consent-account.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

let app: RegisterApp;
afterEach(() => app.close());

const NOW = Date.parse('2026-11-23T09:30:00Z');

const categories = [
  'contact_details',
  'job',
  'employer',
  'participation',
  'relationship',
  'consents',
  'consent_based',
] as const;
const bases = [
  'meeting',
  'call',
  'email',
  'communication',
  'postal_mail',
  'note',
  'task',
  'company_activity',
  'colleague_activity',
  'former_contact',
  'record_created',
] as const;

// Our properties as docs/for-staff.fi.md tells of them, and what HubSpot shows of each: type, field, label, values of its options.
const CONTACT_TABLE = [
  ['rekisteri_last_contact_at', 'datetime', 'date', 'Viimeisin palvelukontakti'],
  ['rekisteri_last_contact_source', 'string', 'text', 'Viimeisimmän palvelukontaktin lähde'],
  ['rekisteri_customer_last_contact_at', 'datetime', 'date', 'Asiakasyrityksen viimeisin palvelukontakti'],
  ['rekisteri_retention_basis', 'enumeration', 'select', 'Säilytysajan peruste', ...bases],
  ['rekisteri_retention_ends', 'date', 'date', 'Säilytysaika päättyy'],
  [
    ...(['rekisteri_retention_status', 'enumeration', 'select', 'Säilytyksen tila'] as const),
    ...(['active', 'ending_soon', 'ended', 'on_hold', 'unknown'] as const),
  ],
  ['rekisteri_data_categories', 'enumeration', 'checkbox', 'Rekisterissä olevat tiedot', ...categories],
  [
    ...(['rekisteri_consent_status', 'enumeration', 'select', 'Suostumuksen tila'] as const),
    ...(['granted', 'partial', 'withdrawn', 'not_recorded'] as const),
  ],
  ['rekisteri_consent_channels', 'enumeration', 'checkbox', 'Voimassa olevat suostumukset', '4101', '4102'],
  ['rekisteri_consent_updated_at', 'datetime', 'date', 'Suostumus muuttunut'],
  [
    'rekisteri_consent_data_review',
    'bool',
    'booleancheckbox',
    'Tarkista suostumuksella kerätyt tiedot',
    'true',
    'false',
  ],
  ['rekisteri_hold_until', 'date', 'date', 'Säilytä ainakin (pito)'],
  ['rekisteri_hold_reason', 'string', 'textarea', 'Pidon syy'],
  ['rekisteri_processing_restricted', 'bool', 'booleancheckbox', 'Käsittely rajoitettu', 'true', 'false'],
  ['rekisteri_retention_decision', 'enumeration', 'select', 'Päätös säilytysajan päätyttyä', 'keep', 'erase'],
  [
    'rekisteri_request_open',
    'enumeration',
    'checkbox',
    'Avoimet pyynnöt',
    'access',
    'rectification',
    'erasure',
    'restriction',
    'objection',
    'portability',
  ],
  ['rekisteri_request_due', 'date', 'date', 'Pyyntöön vastattava viimeistään'],
];

test('a first run creates every property of ours, in its group, with texts in Finnish and English', async () => {
  const account = consentAccount();
  app = await startRegisterApp({ account, now: NOW });
  await app.reconcile();
  const ours = [...account.properties.contacts.values()].filter(({ name }) => name.startsWith('rekisteri_'));
  expect(
    ours.map(({ name, type, fieldType, label, options }) => [
      name,
      type,
      fieldType,
      label,
      ...options.map(({ value }) => value),
    ]),
  ).toEqual(CONTACT_TABLE);
  expect(account.groups.contacts.get('rekisteri')).toMatchObject({ label: 'Rekisteri (tietosuoja)' });
  for (const { groupName, description, options } of ours) {
    expect(groupName).toBe('rekisteri');
    expect(description).toMatch(/^[A-ZÅÄÖ][^/]{40,}\. \/ [A-Z][^/]{30,}\.$/);
    for (const { label, value } of options) expect(label).not.toBe(value);
  }
});

test('checkboxes are written in the order in which the account shows its options, which is left as it is', async () => {
  const account = consentAccount();
  app = await startRegisterApp({ account, now: NOW });
  await app.reconcile();
  for (const name of ['rekisteri_consent_channels', 'rekisteri_data_categories']) {
    const options = account.properties.contacts.get(name)?.options ?? [];
    for (const option of options) option.displayOrder = options.length - 1 - option.displayOrder;
  }
  const before = structuredClone(account.properties.contacts);
  addContact(account, '105', { hs_legal_basis: CONSENT, email: 'aino@example.com', jobtitle: 'Johtaja' });
  expect(await app.reconcile()).toMatchObject({ contacts: { changed: 1, unchanged: 4 } });
  expect(account.records.contacts.get('105')?.properties).toMatchObject({
    rekisteri_consent_channels: '4102;4101',
    rekisteri_data_categories: 'consents;job;contact_details',
  });
  expect(account.properties.contacts).toEqual(before);
});
