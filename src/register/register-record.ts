import type { Policy } from '../policy/schema.ts';
import { type CategoryField, contactFields, DATA_CATEGORIES, type DataCategory } from './categories.ts';
import type { Instant } from './instant.ts';
import type { Purpose } from './purpose.ts';
import type { RecordedActivity, RecordedObject, RegisterEntry } from './recorded.ts';
import { relationshipEntries } from './relationship-entries.ts';
import { sourcesOf } from './value-source.ts';

/** What HubSpot holds of one person. */
export interface RegisterRecordFacts {
  readonly contact: RecordedObject;
  /** The primary company; `undefined` when there is none. */
  readonly company: RecordedObject | undefined;
  /** Activities associated with the contact. */
  readonly activities: readonly RecordedActivity[];
  /** The instant at which it is asked: a meeting still to come is no service contact yet. */
  readonly now: Instant;
}

/**
 * Everything that the register holds of a person under the policy's mapping, in the order of the notice (§6): of each
 * category the properties of the contact, those of its company, and of the relationship its service contacts, newest
 * first. The access copy and the notice are made from it, so nothing that holds something is left out.
 */
export function registerRecord(
  { contact, company, activities, now }: RegisterRecordFacts,
  policy: Policy,
  purposes: readonly Purpose[],
): RegisterEntry[] {
  return DATA_CATEGORIES.flatMap((category) => [
    ...entriesOf(category, 'contact', contact, contactFields(category, policy, purposes), policy),
    ...(company ? entriesOf(category, 'company', company, policy.fields[category].company, policy) : []),
    ...(category === 'relationship' ? relationshipEntries(activities, policy, now) : []),
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
