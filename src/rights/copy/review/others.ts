import { chunk } from '../../../chunk.ts';
import { readAssociations } from '../../../hubspot/associations.ts';
import { readManyRecords } from '../../../hubspot/read-many.ts';
import type { Access } from '../../../hubspot/records.ts';
import { ACTIVITY_TYPES } from '../../../policy/activity-types.ts';
import { ADDRESS_PROPERTIES } from '../../../register/address.ts';
import { membersOf } from '../../../register/difference.ts';
import { textOf } from '../../../register/value.ts';
import type { ReadContact } from '../gather/contacts.ts';
import { unread } from '../gather/errors.ts';
import type { OtherPerson } from './names.ts';

const AT_ONCE = 4;
const PART = 1_000;

/**
 * Others who may be named in texts about the person: everybody whom HubSpot associates with their companies, and everybody on their
 * engagements. Held in memory, and nowhere else.
 */
export async function othersAround(
  hubspot: Access,
  contact: ReadContact,
  person: ReadonlySet<string>,
): Promise<OtherPerson[]> {
  const found = new Set<string>();
  for (const id of await colleaguesOf(hubspot, contact)) found.add(id);
  for (const id of await partnersOf(hubspot, contact)) found.add(id);
  const ids = [...found].filter((id) => !person.has(id));
  const all: OtherPerson[] = [];
  for (const part of chunk(ids, PART)) all.push(...(await readPeople(hubspot, part)));
  return all;
}

async function partnersOf(hubspot: Access, { id }: ReadContact): Promise<string[]> {
  const partners = new Set<string>();
  for (const type of ACTIVITY_TYPES) {
    const links = await readAssociations(hubspot, 'contacts', type, [id]);
    const ids = links.of.get(id);
    if (ids === undefined) throw unread(`The ${type} of contact ${id} could not be read`);
    const people = await readAssociations(hubspot, type, 'contacts', ids);
    for (const [one, reason] of people.unread)
      throw unread(`The people of ${type}:${one} could not be read (${reason})`);
    for (const others of people.of.values()) for (const other of others) partners.add(other);
  }
  return [...partners];
}

async function colleaguesOf(hubspot: Access, contact: ReadContact): Promise<string[]> {
  const links = await readAssociations(hubspot, 'contacts', 'companies', [contact.id]);
  const named = textOf(contact.record.properties, 'associatedcompanyid');
  const companies = [...new Set([...(links.of.get(contact.id) ?? []), ...(/^\d+$/.test(named) ? [named] : [])])];
  if (!links.of.has(contact.id)) throw unread(`The companies of contact ${contact.id} could not be read`);
  const people = await readAssociations(hubspot, 'companies', 'contacts', companies);
  for (const [id, reason] of people.unread) throw unread(`The people of company ${id} could not be read (${reason})`);
  return [...people.of.values()].flat();
}

/** Names and addresses of contacts; of those who are gone nothing. */
async function readPeople(hubspot: Access, ids: readonly string[]): Promise<OtherPerson[]> {
  const properties = ['firstname', 'lastname', ...ADDRESS_PROPERTIES];
  const { found, unread: failed } = await readManyRecords(hubspot, 'contacts', ids, properties, AT_ONCE);
  for (const [id, reason] of failed) throw unread(`Contact ${id} could not be read (${reason})`);
  return [...found.values()].map(({ id, properties: values }) => ({
    id,
    firstname: textOf(values, 'firstname'),
    lastname: textOf(values, 'lastname'),
    addresses: ADDRESS_PROPERTIES.flatMap((name) => membersOf(textOf(values, name))),
  }));
}
