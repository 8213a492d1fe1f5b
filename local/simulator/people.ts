import type { AccountData, CrmRecord } from './account.ts';
import { nextId } from './account-state.ts';
import { addRecord, purgeRecord, recordOf } from './change.ts';
import { findByEmail } from './find-by-email.ts';
import { BY_FORM, BY_SOMEBODY, type ChangeSource } from './sources.ts';

/** Sources that the block list stops (HubSpot, "Perform a GDPR delete"): forms and the API bring a person back. */
const STOPPED = ['CRM_UI', 'IMPORT'];

/**
 * Removes a contact for good at `at` (epoch ms), as a GDPR delete does: all its addresses go on the block list, and the
 * activities it was on stay without it.
 */
export function eraseContact(account: AccountData, id: string, at: number): void {
  const { email, hs_additional_emails: others } = recordOf(account, 'contacts', id).properties;
  for (const address of `${email ?? ''};${others ?? ''}`.toLowerCase().split(';')) {
    if (address !== '') account.blocklist.add(address);
    account.subscriptionStatuses.delete(address);
  }
  purgeRecord(account, 'contacts', id, at);
}

/**
 * Makes a contact at `at` (epoch ms), with an id nobody had before. A `RangeError` for an address that somebody has, or
 * that is on the block list and comes by hand or by import.
 */
export function createContact(
  account: AccountData,
  properties: Record<string, string>,
  at: number,
  source: ChangeSource = BY_SOMEBODY,
): CrmRecord {
  const address = (properties.email ?? '').toLowerCase();
  if (STOPPED.includes(source.sourceType) && account.blocklist.has(address)) {
    throw new RangeError('The address is on the block list');
  }
  if (address !== '' && findByEmail(account, [address]).size > 0) throw new RangeError('A contact has the address');
  const createdAt = new Date(at).toISOString();
  return addRecord(account, 'contacts', { id: nextId(account, 'contacts'), properties, createdAt, source }, at);
}

/** Brings somebody who was erased back at `at` (epoch ms), by a form they send: a new contact with the address of old. */
export function returnPerson(account: AccountData, properties: Record<string, string>, at: number): CrmRecord {
  return createContact(account, properties, at, BY_FORM);
}
