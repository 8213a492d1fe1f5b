import type { AccountData } from '../account.ts';
import { addRecord, associate } from '../change.ts';
import { emptyAccount } from '../empty-account.ts';
import { activityTexts } from './activity-texts.ts';
import { HELSINKI } from './helsinki-time.ts';
import { addSubscriptionTypes } from './subscriptions.ts';
import { defineTrainingProperties } from './training-properties.ts';

const TYPES = ['meetings', 'calls', 'emails', 'communications', 'postal_mail'] as const;
const MINUTE = 60_000;
const YEAR_IN_MINUTES = 365 * 24 * 60;
const YEARS = 12;

export interface ScaleOptions {
  contacts: number;
  activitiesPerContact: number;
  companies: number;
  seed: number;
  /** Epoch ms. */
  now: number;
  /** Whether activities hold what staff would write into them, which takes room; not unless said. */
  texts?: boolean;
}

/**
 * A plain account of any size: every contact has the same number of activities, all counting, spread evenly over the
 * five counting types, each associated with the contact and the contact's company. A customer's year of activities
 * ended at any time in the last eleven years, so that all statuses are met. The same options give the same account.
 */
export function generateScaleAccount({
  contacts,
  activitiesPerContact,
  companies,
  seed,
  now,
  texts = false,
}: ScaleOptions): AccountData {
  const account = emptyAccount(27_999_001, HELSINKI);
  defineTrainingProperties(account);
  addSubscriptionTypes(account);
  const createdAt = new Date(now - YEARS * YEAR_IN_MINUTES * MINUTE).toISOString();
  for (let index = 0; index < companies; index += 1) addCompany(account, index, createdAt);
  let activities = 0;
  for (let index = 0; index < contacts; index += 1) {
    const id = String(1_000_001 + index);
    const customer = companies > 0 ? index % companies : index;
    const companyId = companies > 0 ? companyIdOf(customer) : undefined;
    addContact(account, id, companyId, createdAt);
    const latest = randomNumber(seed, customer) % ((YEARS - 1) * YEAR_IN_MINUTES);
    for (let nth = 0; nth < activitiesPerContact; nth += 1, activities += 1) {
      const minutesAgo = latest + (randomNumber(seed + 1, activities) % YEAR_IN_MINUTES);
      addActivity(account, activities, { at: new Date(now - minutesAgo * MINUTE).toISOString(), texts }, id, companyId);
    }
  }
  return account;
}

function companyIdOf(index: number): string {
  return String(500_001 + index);
}

function addCompany(account: AccountData, index: number, createdAt: string): void {
  const properties = { name: `Yritys ${index} Oy`, domain: `yritys${index}.fi.example` };
  addRecord(account, 'companies', { id: companyIdOf(index), properties, createdAt });
}

function addContact(account: AccountData, id: string, companyId: string | undefined, createdAt: string): void {
  const properties = { firstname: 'Henkilö', lastname: id, email: `henkilo.${id}@yritys.fi.example` };
  addRecord(account, 'contacts', {
    id,
    properties: companyId === undefined ? properties : { ...properties, associatedcompanyid: companyId },
    createdAt,
  });
  if (companyId !== undefined) associate(account, 'contacts', id, 'companies', companyId);
}

function addActivity(
  account: AccountData,
  nth: number,
  { at, texts }: { at: string; texts: boolean },
  contactId: string,
  companyId?: string,
): void {
  const type = TYPES[nth % TYPES.length] ?? 'meetings';
  const id = String(10_000_001 + nth);
  const when = type === 'meetings' ? { hs_timestamp: at, hs_meeting_start_time: at } : { hs_timestamp: at };
  const { firstname = '', lastname = '', email = '' } = account.records.contacts.get(contactId)?.properties ?? {};
  const properties = texts ? { ...when, ...activityTexts(type, nth, { firstname, lastname, email }) } : when;
  addRecord(account, type, { id, properties, createdAt: at });
  associate(account, type, id, 'contacts', contactId);
  if (companyId !== undefined) associate(account, type, id, 'companies', companyId);
}

/** The `index`-th whole number below 2^32 that follows from the seed: the mixing step of MurmurHash3 over a counter. */
function randomNumber(seed: number, index: number): number {
  const state = Math.imul(seed, 0x9e3779b9) + index;
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
