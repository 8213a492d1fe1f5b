import type { AccountData, PropertyDefinition } from '../../local/simulator/account.ts';
import { addRecord } from '../../local/simulator/change.ts';

type Kind = 'contacts' | 'companies';

/** A property that is planted, and how many records hold a value of it. */
interface Planted {
  readonly object: Kind;
  readonly name: string;
  readonly holders: number;
  readonly more?: Partial<PropertyDefinition>;
}

const OWN = { hubspotDefined: true };
const plant = (
  object: Kind,
  holders: number,
  names: readonly string[],
  more?: Partial<PropertyDefinition>,
): Planted[] =>
  names.map((name, index) => ({
    object,
    name,
    holders: holders === 0 ? 0 : holders + index,
    ...(more ? { more } : {}),
  }));

/** Data of people and companies that no category mentions: what a comparison has to name. */
export const PERSONAL: readonly Planted[] = [
  ...plant('contacts', 1, ['kengannumero', 'lempivari', 'harrastus', 'puolison_nimi', 'allergiat']),
  ...plant('contacts', 3, ['date_of_birth', 'gender', 'fax', 'website', 'salutation'], OWN),
  ...plant('contacts', 2, ['piilotettu_muistio'], { hidden: true }),
  ...plant('contacts', 2, ['integraation_arvio'], { readOnlyValue: true }),
  ...plant('contacts', 4, ['suostui'], { type: 'bool', fieldType: 'booleancheckbox' }),
  // Named as ours are, and none of ours.
  ...plant('contacts', 5, ['rekisteri_oma_merkinta']),
  ...plant('companies', 1, ['luottoluokitus', 'annualrevenue']),
];

/** The same, sensitive: their definitions are listed only when they are asked for. */
export const SENSITIVE: readonly Planted[] = [
  ...plant('contacts', 2, ['terveystieto'], { dataSensitivity: 'sensitive' }),
  ...plant('contacts', 3, ['henkilotunnus'], { dataSensitivity: 'highly_sensitive' }),
];

/** What holds data and is not to be named. */
const TECHNICAL: readonly Planted[] = [
  ...plant('contacts', 5, ['hs_analytics_num_visits', 'hs_time_in_lead', 'hs_user_ids_of_all_owners'], OWN),
  ...plant('contacts', 5, ['lifecyclestage', 'hs_lead_status', 'num_notes'], OWN),
  ...plant('contacts', 5, ['hs_ip_timezone', 'hs_uusi_mittari'], { ...OWN, readOnlyValue: true }),
  ...plant('contacts', 5, ['hs_sisainen'], { ...OWN, hidden: true }),
  ...plant('contacts', 5, ['hs_predictivescoringtier'], { ...OWN, calculated: true }),
  ...plant('contacts', 5, ['ika_laskettu', 'pisteet'], { fieldType: 'calculation_equation', calculated: true }),
  ...plant('companies', 3, ['num_associated_contacts'], { ...OWN, readOnlyValue: true }),
];

const EMPTY: readonly Planted[] = [
  ...plant('contacts', 0, ['tyhja_1', 'tyhja_2', 'tyhja_3', 'tyhja_4', 'tyhja_5', 'tyhja_6']),
  ...plant('contacts', 0, ['military_status'], OWN),
  ...plant('companies', 0, ['tyhja_yritys']),
];

/** Archived properties hold values nobody sees any more: HubSpot does not list them. */
const ARCHIVED = ['vanha_kentta', 'toinen_vanha'];

/** An account of eight contacts and three companies with forty properties beside those of the register. */
export function plantedAccount(account: AccountData): AccountData {
  const createdAt = '2020-01-01T00:00:00.000Z';
  for (let id = 1; id <= 10; id += 1) addRecord(account, 'contacts', { id: String(id), createdAt, properties: {} });
  for (let id = 1; id <= 4; id += 1) addRecord(account, 'companies', { id: String(id), createdAt, properties: {} });
  for (const { object, name, holders, more } of [...PERSONAL, ...SENSITIVE, ...TECHNICAL, ...EMPTY]) {
    account.properties[object].set(name, definition(name, more));
    for (const record of [...account.records[object].values()].slice(0, holders)) record.properties[name] = '1';
  }
  for (const name of ARCHIVED) for (const record of account.records.contacts.values()) record.properties[name] = 'x';
  // A record in the recycle bin is in nobody's count.
  addRecord(account, 'contacts', { id: '99', createdAt, archivedAt: createdAt, properties: { kengannumero: '43' } });
  return account;
}

/** How many properties are planted, archived ones included. */
export const PLANTED = PERSONAL.length + SENSITIVE.length + TECHNICAL.length + EMPTY.length + ARCHIVED.length;

function definition(name: string, more: Partial<PropertyDefinition> = {}): PropertyDefinition {
  const base = { name, label: name, type: 'string', fieldType: 'text', groupName: 'contactinformation' } as const;
  return { ...base, description: '', options: [], hubspotDefined: false, ...more };
}
