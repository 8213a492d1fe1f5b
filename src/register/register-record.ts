import type { Policy } from '../policy/schema.ts';
import { type CategoryField, contactFields, DATA_CATEGORIES, type DataCategory } from './categories.ts';
import type { Purpose } from './purpose.ts';
import type { RecordedObject, RegisterEntry } from './recorded.ts';
import { sourcesOf } from './value-source.ts';

/** What HubSpot holds of one person. */
export interface RegisterRecordFacts {
  readonly contact: RecordedObject;
  /** The primary company; `undefined` when there is none. */
  readonly company: RecordedObject | undefined;
}

/**
 * What properties hold of a person under the policy's mapping, in the order of the notice (§6): of each category those of the contact
 * and those of its company. The access copy is made from it, so nothing that holds something is left out. The activities, which belong
 * to the relationship, are no properties of the person: there may be very many, and the copy reads them one after the other.
 */
export function registerRecord(
  { contact, company }: RegisterRecordFacts,
  policy: Policy,
  purposes: readonly Purpose[],
): RegisterEntry[] {
  return DATA_CATEGORIES.flatMap((category) => [
    ...entriesOf(category, 'contact', contact, contactFields(category, policy, purposes), policy),
    ...(company ? entriesOf(category, 'company', company, policy.fields[category].company, policy) : []),
  ]);
}

function entriesOf(
  category: DataCategory,
  object: 'contact' | 'company',
  { id, values }: RecordedObject,
  fields: readonly CategoryField[],
  policy: Policy,
): RegisterEntry[] {
  // A policy may itself name an opt-out that belongs to a purpose: its own label comes first.
  const labels = new Map(fields.toReversed().map(({ property, label }) => [property, label.fi]));
  return [...new Set(fields.map(({ property }) => property))].flatMap((property) => {
    const held = values[property];
    if (!held?.value?.trim()) return [];
    const { value, since, hubspotSource } = held;
    const label = labels.get(property) ?? property;
    return [{ category, object, id, property, label, value, source: sourcesOf(hubspotSource, policy), since }];
  });
}
