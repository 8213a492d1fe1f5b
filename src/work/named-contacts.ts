import { findContactsByEmail } from '../hubspot/contacts-by-email.ts';
import type { Access } from '../hubspot/records.ts';
import { compareIds } from '../register/service-contact.ts';

/** Whom a run is to look at: ids of contacts, sorted and each once, what is to be known, and what is wrong with the request. */
export interface NamedContacts {
  readonly given: readonly string[];
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Resolves e-mail addresses to ids, at once, so that no address is kept. An address that belongs to nobody is a problem
 * that is named by its place in the request. Throws `HubSpotError` when HubSpot cannot be asked.
 */
export async function resolveContacts(
  hubspot: Access,
  contactIds: readonly string[],
  emails: readonly string[],
): Promise<NamedContacts> {
  const { ids, additional, refused } = await findContactsByEmail(hubspot, emails);
  const found = emails.flatMap((email) => ids.get(email.toLowerCase()) ?? []);
  const places = emails.map((email, index) => ({ email: email.toLowerCase(), place: `emails[${index}]` }));
  const missing = places.filter(({ email }) => !ids.has(email));
  const given = [...new Set([...contactIds, ...found])].sort(compareIds);
  const problems = [
    ...named(
      'No contact has these addresses',
      missing.filter(({ email }) => !refused.has(email)),
    ),
    ...named(
      'HubSpot would not look up these addresses',
      missing.filter(({ email }) => refused.has(email)),
    ),
    ...(given.length === 0 ? ['The request names no contact that HubSpot knows: there is nothing to do.'] : []),
  ];
  const notes = named(
    'These are additional addresses, such as those of contacts that were merged into others, who are looked at',
    places.filter(({ email }) => additional.has(email)),
  );
  return { given, notes, problems };
}

function named(what: string, places: readonly { readonly place: string }[]): string[] {
  return places.length === 0 ? [] : [`${what}: ${places.map(({ place }) => place).join(', ')}.`];
}
