import { chunk } from '../../chunk.ts';
import { findContactsByEmail, MOST_SEARCHED } from '../../hubspot/contacts-by-email.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { MERGED, mergedIds } from '../../hubspot/merged-ids.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import type { Access } from '../../hubspot/records.ts';
import { ADDRESS_PROPERTIES, normalAddress } from '../../register/address.ts';
import { type HeldValues, membersOf } from '../../register/difference.ts';
import { compareIds } from '../../register/service-contact.ts';
import { textOf } from '../../register/value.ts';
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
  /** Addresses that were named, and those that HubSpot holds of the contacts; kept nowhere. */
  readonly addresses: readonly string[];
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
  const properties = [...MERGED, ...ADDRESS_PROPERTIES];
  const { found, gone, unread } = await readManyRecords(hubspot, 'contacts', wanted, properties, 1);
  if (unread.size > 0) return { kind: 'unread' };
  // Whoever had the address a moment ago, and is gone, is nobody any more.
  const missing = [...gone].filter((id) => !asked.includes(id));
  if (missing.length > 0) return { kind: 'no_such_contacts', contactIds: missing };
  const records = [...found.values()];
  const known = new Set(records.map(({ id }) => id));
  const former = records.flatMap((record) => mergedIds(record.properties)).filter((id) => !known.has(id));
  const held = records.flatMap((record) => heldAddresses(record.properties));
  const addresses = [...new Set([...emails, ...held].map((address) => address.toLowerCase()))];
  return { kind: 'found', contactIds: [...known].sort(compareIds), formerIds: former, addresses };
}

/** As HubSpot holds them, for it is to look them up; what is no address it would refuse. */
function heldAddresses(values: HeldValues): string[] {
  const texts = ADDRESS_PROPERTIES.flatMap((name) => membersOf(textOf(values, name)));
  return texts.map((text) => text.trim()).filter((text) => normalAddress(text) !== undefined);
}

/** Where else the same person is: contacts with these addresses in the other accounts, and accounts that could not be asked. */
export async function lookEverywhere(
  others: readonly OtherAccount[],
  addresses: readonly string[],
): Promise<PersonRequest['elsewhere']> {
  const looked = await Promise.all(others.map((other) => lookElsewhere(other, addresses)));
  return looked.filter(({ contactIds }) => contactIds?.length !== 0);
}

/** The same of a contact. When HubSpot would not tell of its addresses no account could be asked. */
export async function elsewhereOf(
  hubspot: Access,
  contactId: string,
  others: readonly OtherAccount[],
): Promise<PersonRequest['elsewhere']> {
  const unasked = others.map(({ account }) => ({ account, contactIds: null }));
  try {
    const found = await resolvePerson(hubspot, { contactIds: [contactId], emails: [] });
    return found.kind === 'found' ? await lookEverywhere(others, found.addresses) : unasked;
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    return unasked;
  }
}

/** Contacts with one of these addresses in another account; null when it could not be asked, which is not the same as none. */
async function lookElsewhere(
  { account, hubspot }: OtherAccount,
  addresses: readonly string[],
): Promise<PersonRequest['elsewhere'][number]> {
  const contactIds = new Set<string>();
  try {
    for (const some of chunk(addresses, MOST_SEARCHED)) {
      const { ids, refused } = await findContactsByEmail(hubspot, some);
      if (refused.size > 0) return { account, contactIds: null };
      for (const id of some.flatMap((address) => ids.get(address) ?? [])) contactIds.add(id);
    }
    return { account, contactIds: [...contactIds].sort(compareIds) };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    return { account, contactIds: null };
  }
}
