import type { Policy } from '../../../policy/schema.ts';
import { contactFields, DATA_CATEGORIES, type DataCategory } from '../../../register/categories.ts';
import type { Purpose } from '../../../register/purpose.ts';
import { registerRecord } from '../../../register/register-record.ts';
import type { PartOf } from '../parts.ts';
import type { CopiedEntry } from '../parts/value.ts';
import type { Gathering } from './context.ts';
import type { ReadContact } from './contacts.ts';
import { entryOf, type ReadObject, recordedOf } from './entries.ts';
import { isOfUsers, isUserId } from './others.ts';
import type { Tally } from './tally.ts';
import { CATEGORY_LABELS, CATEGORY_NOTES } from './words.ts';

interface Of {
  readonly contact: ReadContact;
  /** The primary company; `undefined` where there is none, or it may not be read. */
  readonly company: ReadObject | undefined;
  readonly purposes: readonly Purpose[];
}

type ContactPart = PartOf<'category'> | PartOf<'other_properties'>;

/**
 * What properties hold of a person: by category of §6 from the register record, then what belongs to no category. Names and ids of the
 * controller's own people are left out (CJEU C-579/21), and what was refused.
 */
export function propertyParts({ policy, decided }: Gathering, tally: Tally, of: Of): ContactPart[] {
  const { contact, company, purposes } = of;
  const contactId = contact.id;
  const isShown = (object: ReadObject, name: string) => {
    const ground = decided.groundOf(`property:${name}`) ?? (isOfOthers(object, name) ? 'rights_of_others' : undefined);
    if (ground !== undefined) tally.leaveOut(ground === 'rights_of_others' ? 'users' : 'refused', ground, name);
    else if (namedUsers(object, name)) tally.leaveOut('users', 'rights_of_others', name);
    return ground === undefined;
  };
  const facts = { contact: recordedOf(contact), company: company && recordedOf(company) };
  const record = registerRecord(facts, policy, purposes);
  const categories = DATA_CATEGORIES.map((category): PartOf<'category'> => {
    const held = record.filter((entry) => entry.category === category);
    const present = held.flatMap(({ object, property, label }) => {
      const from = object === 'company' ? company : contact;
      return from !== undefined && isShown(from, property) ? [entryOf(from, object, property, policy, label)] : [];
    });
    const entries = [...present, ...clearedOf(category, of, policy, isShown)];
    return {
      part: 'category',
      contactId,
      category,
      label: CATEGORY_LABELS[category],
      note: CATEGORY_NOTES[category],
      entries,
    };
  });
  const named = new Set(
    DATA_CATEGORIES.flatMap((one) => contactFields(one, policy, purposes).map(({ property }) => property)),
  );
  const others = [...contact.definitions.keys()]
    .filter((name) => !named.has(name) && holdsOrHeld(contact, name) && isShown(contact, name))
    .map((name) => entryOf(contact, 'contact', name, policy));
  return [...categories, { part: 'other_properties', contactId, entries: others }];
}

/** Values of a category that were taken away: HubSpot still holds them. */
function clearedOf(
  category: DataCategory,
  { contact, purposes }: Of,
  policy: Policy,
  isShown: (object: ReadObject, name: string) => boolean,
): CopiedEntry[] {
  const labels = new Map(
    contactFields(category, policy, purposes)
      .toReversed()
      .map(({ property, label }) => [property, label.fi]),
  );
  return [...labels]
    .filter(([name]) => !heldIn(contact, name) && holdsOrHeld(contact, name) && isShown(contact, name))
    .map(([name, label]) => entryOf(contact, 'contact', name, policy, label));
}

function heldIn({ record }: ReadObject, name: string): string {
  return record.properties[name]?.trim() ?? '';
}

function holdsOrHeld(object: ReadObject, name: string): boolean {
  return heldIn(object, name) !== '' || (object.history.get(name) ?? []).some(({ value }) => value.trim() !== '');
}

/** Whether a former value is the id of a user: those are left out of the history. */
function namedUsers(object: ReadObject, name: string): boolean {
  return (object.history.get(name) ?? []).some(({ value }) => isUserId(value));
}

function isOfOthers(object: ReadObject, name: string): boolean {
  const definition = object.definitions.get(name) ?? { name, refersTo: undefined, type: undefined };
  return isOfUsers(definition) || isUserId(heldIn(object, name));
}
