import { findContactsByEmail } from '../../hubspot/contacts-by-email.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
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

type Found = { readonly kind: 'found'; readonly contactIds: readonly string[] };

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
  const { found, gone, unread } = await readManyRecords(hubspot, 'contacts', [...new Set(contactIds)], [], 1);
  if (unread.size > 0) return { kind: 'unread' };
  if (gone.size > 0) return { kind: 'no_such_contacts', contactIds: [...gone] };
  const asked = emails.flatMap((email) => ids.get(email.toLowerCase()) ?? []);
  const known = [...[...found.values()].map(({ id }) => id), ...asked];
  return { kind: 'found', contactIds: [...new Set(known)].sort(compareIds) };
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
