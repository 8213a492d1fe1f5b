import { expect } from 'vitest';
import type { AccountData, ObjectType } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { addSubscriptionType } from '../../local/simulator/subscription-type.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { LogEntry } from '../../local/simulator/log.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { heldByAccount } from './held-values.ts';
import { oracleRegister } from './oracle-register.ts';

export const NOW = Date.parse('2026-11-23T09:30:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When the account below was made: long before any test. */
const CREATED = '2015-03-02T08:00:00.000Z';

/**
 * Two customers and somebody without one. Aino (101) and Eero (102) work for 201, Liisa (103) for 202, Onni (104) for
 * nobody. Meeting 11 with Aino in 2020 is the latest of 201; call 12 with Eero was in 2018; letter 13 went to 202 in 2019.
 */
export function syncWorld(): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  defineTrainingProperties(account);
  addSubscriptionType(account, { id: '4101', name: 'Uutiskirje', description: '', isActive: true });
  for (const id of ['201', '202'])
    addRecord(account, 'companies', { id, createdAt: CREATED, properties: { name: id } });
  const people = { '101': '201', '102': '201', '103': '202', '104': '' };
  for (const [id, companyId] of Object.entries(people)) {
    addRecord(account, 'contacts', { id, createdAt: CREATED, properties: { firstname: id } });
    if (companyId === '') continue;
    account.records.contacts.get(id)?.properties && associateCompany(account, id, companyId);
  }
  addActivity(account, 'meetings', '11', '2020-05-04T09:00:00.000Z', { contacts: ['101'] });
  addActivity(account, 'calls', '12', '2018-02-01T09:00:00.000Z', { contacts: ['102'] });
  addActivity(account, 'postal_mail', '13', '2019-06-05T09:00:00.000Z', { companies: ['202'] });
  return account;
}

function associateCompany(account: AccountData, contactId: string, companyId: string): void {
  const contact = account.records.contacts.get(contactId);
  if (contact) contact.properties.associatedcompanyid = companyId;
  associate(account, 'contacts', contactId, 'companies', companyId);
}

/** An activity that was at `when`; made and modified at `at` (ms), or long ago. */
export function addActivity(
  account: AccountData,
  type: ObjectType,
  id: string,
  when: string,
  { contacts = [], companies = [] }: { contacts?: readonly string[]; companies?: readonly string[] },
  at?: number,
): void {
  const createdAt = at === undefined ? CREATED : new Date(at).toISOString();
  const properties = type === 'meetings' ? { hs_meeting_start_time: when, hs_timestamp: when } : { hs_timestamp: when };
  addRecord(account, type, { id, createdAt, properties }, at);
  for (const contact of contacts) associate(account, type, id, 'contacts', contact);
  for (const company of companies) associate(account, type, id, 'companies', company);
}

/** Every flag is what a computation of everything gives at `now`; when a consent changed depends on the runs before. */
export function expectAllRight({ hubspot: { account }, policy }: Surroundings, now: number): void {
  const wanted = oracleRegister(account, policy, now);
  for (const kind of ['contacts', 'companies'] as const) {
    const held = heldByAccount(account, kind);
    for (const values of [...held.values(), ...wanted[kind].values()]) delete values.rekisteri_consent_updated_at;
    expect(held).toEqual(wanted[kind]);
  }
}

/** The requests that were made since `before`, such as `POST contacts/batch/read 2`, without those that only prepare. */
export function requestsSince(log: readonly LogEntry[], before: number): string[] {
  return log
    .slice(before)
    .filter(({ path }) => !/^\/(crm\/properties|communication-preferences|account-info)\//.test(path))
    .map(({ method, path, ids }) => {
      const rest = path.replace(/^\/crm\/(objects|associations)\/2026-09\//, '');
      return `${method} ${rest} ${ids.length}`;
    });
}

interface Surroundings {
  readonly hubspot: { readonly account: AccountData };
  readonly policy: Policy;
}
