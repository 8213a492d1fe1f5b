import { expect, test } from 'vitest';
import { policyProblems } from '../../src/facts/policy-problems.ts';
import { policyWith } from '../support/policy.ts';

const property = (name: string, type = 'string', fieldType = 'text') => ({ name, label: name, type, fieldType });
const NAMED = [
  'firstname',
  'lastname',
  'email',
  'phone',
  'mobilephone',
  'address',
  'zip',
  'city',
  'country',
  'hs_language',
  'jobtitle',
  'job_function',
  'seniority',
  'tyokokemus_vuotta',
  'liiketoimintayksikko',
  'company',
  'ruokavalio',
  'associatedcompanyid',
  'osallistumiset',
  'hs_legal_basis',
];
const contacts = [
  ...NAMED.map((name) => property(name)),
  property('viimeisin_tilaisuus_pvm', 'date'),
  property('hs_email_optout', 'bool'),
  property('ruokavalio_suostumus', 'bool'),
];
const companies = ['name', 'domain', 'phone', 'address', 'zip', 'city', 'country', 'industry'].map((name) =>
  property(name),
);
const problemsWith = (more: typeof contacts, purposes: { id: string; name: string; active: boolean }[] = []) =>
  policyProblems(policyWith(), purposes, {
    contacts: { properties: [...contacts, ...more], groups: [] },
    companies: { properties: companies, groups: [] },
  });

test('an account that fits the policy has no problem', () => {
  expect(problemsWith([])).toEqual([]);
});

test('a subscription type without opt-out is told by its id, and not laid at the door of the policy', () => {
  const purposes = [
    { id: '7', name: 'Uutiskirje', active: true },
    { id: '8', name: 'Vanha', active: false },
  ];
  expect(problemsWith([], purposes)).toEqual([
    'HubSpot has no opt-out on contacts for the subscription types 7: nobody counts as opted out.',
  ]);
});

test('an opt-out fits as HubSpot makes it: an enumeration of true and false, or a bool', () => {
  const purposes = [{ id: '7', name: 'Uutiskirje', active: true }];
  for (const type of ['enumeration', 'bool'])
    expect(problemsWith([property('hs_email_optout_7', type, 'booleancheckbox')], purposes)).toEqual([]);
  expect(problemsWith([property('hs_email_optout_7', 'string')], purposes)).toEqual([
    expect.stringMatching(/hs_email_optout_7 .*type string .*be bool or enumeration/),
  ]);
});

test('checkboxes that became a single choice are told', () => {
  expect(problemsWith([property('rekisteri_consent_channels', 'enumeration', 'select')])).toEqual([
    'The property rekisteri_consent_channels on contacts is a select and should be checkboxes: several values will be refused.',
  ]);
  expect(problemsWith([property('rekisteri_consent_channels', 'enumeration', 'checkbox')])).toEqual([]);
});
