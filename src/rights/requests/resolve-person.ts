import { findContactsByEmail } from '../../hubspot/contacts-by-email.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { MERGED, mergedIds } from '../../hubspot/merged-ids.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import type { Access } from '../../hubspot/records.ts';
import { compareIds } from '../../register/service-contact.ts';
import type { RequestRefusal } from './acting.ts';
import type { PersonRequest } from './request.ts';

/** Another HubSpot account, in which the same person may be. */
export interface OtherAccount {
  readonly account: string;
  readonly hubspot: Access;
}

type Found = {
  readonly kind: 'found';
  readonly contactIds: readonly string[];
  /** Ids that were merged into these: requests that the person has open may be under them. */
  readonly formerIds: readonly string[];
};

/**
 * The contacts that are meant, by the ids that HubSpot knows them by now; an address of nobody finds nobody. Throws `HubSpotError`
 * when HubSpot cannot be asked.
 */
export async function resolvePerson(
  hubspot: Access,
  { contactIds, emails }: { readonly contactIds: readonly string[]; readonly emails: readonly string[] },
): Promise<Found | RequestRefusal> {
  const { ids, refused } = await findContactsByEmail(hubspot, emails);
  if (refused.size > 0)
    return { kind: 'wrong_field', path: 'emails', message: 'holds an address that HubSpot would not look up' };
  const asked = emails.flatMap((email) => ids.get(email.toLowerCase()) ?? []);
  const wanted = [...new Set([...contactIds, ...asked])];
  const { found, gone, unread } = await readManyRecords(hubspot, 'contacts', wanted, MERGED, 1);
  if (unread.size > 0) return { kind: 'unread' };
  // Whoever had the address a moment ago, and is gone, is nobody any more.
  const missing = [...gone].filter((id) => !asked.includes(id));
  if (missing.length > 0) return { kind: 'no_such_contacts', contactIds: missing };
  const records = [...found.values()];
  const known = new Set(records.map(({ id }) => id));
  const former = records.flatMap(({ properties }) => mergedIds(properties));
  return { kind: 'found', contactIds: [...known].sort(compareIds), formerIds: former.filter((id) => !known.has(id)) };
}

/** Contacts with one of these addresses in another account; null when it could not be asked, which is not the same as none. */
export async function lookElsewhere(
  { account, hubspot }: OtherAccount,
  emails: readonly string[],
): Promise<PersonRequest['elsewhere'][number]> {
  try {
    const { ids, refused } = await findContactsByEmail(hubspot, emails);
    if (refused.size > 0) return { account, contactIds: null };
    const asked = emails.flatMap((email) => ids.get(email.toLowerCase()) ?? []);
    return { account, contactIds: [...new Set(asked)].sort(compareIds) };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    return { account, contactIds: null };
  }
}
