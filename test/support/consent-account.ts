import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { addSubscriptionType } from '../../local/simulator/subscription-type.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';

export const CONSENT = 'Freely given consent from contact';
const CREATED = '2026-01-10T08:00:00.000Z';

/** Purposes of the small account: two that are active and one that was given up. */
const TYPES = [
  { id: '4101', name: 'Uutiskirje', description: '', isActive: true },
  { id: '4102', name: 'Kutsut', description: '', isActive: true },
  { id: '4090', name: 'Asiakaslehti', description: '', isActive: false },
];

/** Contacts of the small account, by what they consented to. */
export const PEOPLE = {
  granted: '101',
  partial: '102',
  withdrawn: '103',
  notRecorded: '104',
} as const;

/** A small account: four people who consented to different things, one company, one meeting with the first of them. */
export function consentAccount(): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  defineTrainingProperties(account);
  for (const type of TYPES) addSubscriptionType(account, { ...type });
  addRecord(account, 'companies', { id: '201', createdAt: CREATED, properties: { name: 'Oy Yritys Ab' } });
  addContact(account, PEOPLE.granted, { hs_legal_basis: CONSENT, associatedcompanyid: '201' });
  addContact(account, PEOPLE.partial, { hs_legal_basis: CONSENT, hs_email_optout_4101: 'true' });
  addContact(account, PEOPLE.withdrawn, { hs_legal_basis: CONSENT, hs_email_optout: 'true' });
  addContact(account, PEOPLE.notRecorded, { firstname: 'Aino' });
  const at = '2026-02-02T08:00:00.000Z';
  addRecord(account, 'meetings', { id: '5512', createdAt: at, properties: { hs_meeting_start_time: at } });
  associate(account, 'contacts', PEOPLE.granted, 'meetings', '5512');
  return account;
}

export function addContact(account: AccountData, id: string, properties: Record<string, string>): void {
  addRecord(account, 'contacts', { id, createdAt: CREATED, properties });
}
