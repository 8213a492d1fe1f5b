import type { AccountData, CrmRecord } from './account.ts';
import { isLive } from './record-view.ts';

/** Live contacts by e-mail (lower case), additional addresses included. One pass over the contacts, whatever the number asked. */
export function findByEmail(account: AccountData, emails: readonly string[]): Map<string, CrmRecord> {
  const wanted = new Set(emails.map((email) => email.toLowerCase()));
  const found = new Map<string, CrmRecord>();
  for (const record of account.records.contacts.values()) {
    const { email, hs_additional_emails: others } = record.properties;
    if (email === undefined && others === undefined) continue;
    for (const address of `${email ?? ''};${others ?? ''}`.toLowerCase().split(';')) {
      if (wanted.has(address) && isLive(record)) found.set(address, record);
    }
  }
  return found;
}
