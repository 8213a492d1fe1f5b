import { mergedIds } from '../../../hubspot/merged-ids.ts';
import {
  type PropertyDefinition,
  readPropertyDefinitions,
  type Sensitivity,
} from '../../../hubspot/property-definitions.ts';
import { readHistories } from '../../../hubspot/property-history.ts';
import { type Access, readRecord } from '../../../hubspot/records.ts';
import { ADDRESS_PROPERTIES } from '../../../register/address.ts';
import { membersOf } from '../../../register/difference.ts';
import { textOf } from '../../../register/value.ts';
import { readArchivedProperties, withArchived } from './archived-properties.ts';
import type { ReadObject } from './entries.ts';
import { CopyError, unread } from './errors.ts';

/** A contact of the person with everything that its properties hold and held. */
export interface ReadContact extends ReadObject {
  readonly id: string;
  readonly mergedIds: readonly string[];
  /** E-mail addresses, as HubSpot writes them. */
  readonly addresses: readonly string[];
}

export interface ReadContacts {
  readonly contacts: readonly ReadContact[];
  /** Kinds of properties that HubSpot would not list: what they hold is not in the copy. */
  readonly unlisted: readonly Sensitivity[];
  /** Whether the account has properties that were deleted, or may have: what they hold HubSpot need not give. */
  readonly hasArchived: boolean;
}

/**
 * Reads contacts with all properties that the account has, and all values that HubSpot shows of each, of one moment for each contact.
 * Throws `CopyError` when one is gone, was merged into another, or cannot be read whole.
 */
export async function readContacts(hubspot: Access, ids: readonly string[]): Promise<ReadContacts> {
  if (ids.length === 0) return { contacts: [], unlisted: [], hasArchived: false };
  const { properties, unlisted } = await readPropertyDefinitions(hubspot, 'contacts');
  const definitions = new Map(properties.map((one): [string, PropertyDefinition] => [one.name, one]));
  const names = [...definitions.keys()];
  const { found, missing, unread: failed } = await readHistories(hubspot, 'contacts', ids, names, names);
  for (const [id, reason] of failed) throw unread(`Contact ${id} could not be read (${reason})`);
  for (const id of missing) throw await whereIs(hubspot, id);
  const archived = await readArchivedProperties(hubspot, ids, new Set(names));
  const contacts = ids
    .flatMap((id) => found.get(id) ?? [])
    .map(({ record, history }): ReadContact => {
      const { id, properties: values } = record;
      // Each contact has a history of when it was made: it shows that histories are given at all.
      if ([...history.values()].every((past) => past.length === 0))
        throw unread(`HubSpot gave no history of contact ${id}`);
      const addresses = ADDRESS_PROPERTIES.flatMap((name) => membersOf(textOf(values, name)));
      const read = {
        id,
        record,
        history,
        definitions,
        mergedIds: mergedIds(values),
        addresses: [...new Set(addresses)],
      };
      return withArchived(read, archived.of.get(id));
    });
  return { contacts, unlisted, hasArchived: archived.areThere };
}

async function whereIs(hubspot: Access, id: string): Promise<CopyError> {
  const live = await readRecord(hubspot, 'contacts', id, []);
  if (live !== undefined && live.id !== id)
    return new CopyError(
      'contact_merged',
      `Contact ${id} was merged into another: withdraw the request, and file it for that one, as received on the same day.`,
    );
  const message = `Contact ${id} is not in HubSpot any more, or lies in its recycle bin: look there before you answer.`;
  return live === undefined
    ? new CopyError('contact_gone', message)
    : unread(`HubSpot gave no answer for contact ${id}`);
}
