import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord } from '../../local/simulator/change.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { matching } from '../../local/simulator/handlers/search-matching.ts';
import { dateSearches } from '../../src/facts/some/find-by-date.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { bareSetup, TRAINING_TYPES } from './bare-setup.ts';

/** Defines the properties of the add-on, and of what else is named here by its type. */
export function define(
  account: AccountData,
  types: Readonly<Record<string, 'string' | 'bool' | 'date' | 'datetime'>> = {},
) {
  const all = [
    ...CONTACT_PROPERTIES.map(({ name, type, fieldType }) => ({ name, type, fieldType })),
    ...Object.entries(types).map(([name, type]) => ({ name, type, fieldType: 'text' })),
  ];
  all.forEach(({ name, type, fieldType }, displayOrder) => {
    account.properties.contacts.set(name, {
      name,
      label: name,
      type,
      fieldType,
      groupName: 'rekisteri',
      description: '',
      options: [],
      displayOrder,
      hubspotDefined: false,
    });
  });
}

/** Accounts for one contact, in which a purpose ends on a date or at an instant. */
const ACCOUNTS = { date: accountOf('date'), datetime: accountOf('datetime') };

function accountOf(ends: 'date' | 'datetime'): AccountData {
  const account = emptyAccount(1, 'UTC');
  defineTrainingProperties(account);
  define(account, { viimeisin_tilaisuus_pvm: ends });
  return account;
}

/** Whether a contact with these values is found, by the simulator's own filters. */
export function isFound(
  values: Readonly<Record<string, string>>,
  policy: Policy,
  now: number,
  ends: 'date' | 'datetime' = 'date',
): boolean {
  const account = ACCOUNTS[ends];
  addRecord(account, 'contacts', { id: '101', properties: { ...values }, createdAt: '2015-01-01T00:00:00.000Z' });
  const setup = bareSetup({ ...TRAINING_TYPES, viimeisin_tilaisuus_pvm: ends });
  return dateSearches(policy, setup, now).some((groups) => {
    const filters = groups.map((group) => group.map(({ values: _, ...filter }) => filter));
    return matching(account, 'contacts', filters, undefined, now).length > 0;
  });
}
