import type { ActivityType } from '../policy/activity-types.ts';
import type { Policy } from '../policy/schema.ts';
import { type CategoryField, contactFields, DATA_CATEGORIES, type DataCategory } from './categories.ts';
import type { Instant } from './instant.ts';
import type { Purpose } from './purpose.ts';
import { relationshipEntries } from './relationship-entries.ts';
import { sourcesOf } from './value-source.ts';

/** A value as HubSpot holds it, with what the history of the property says of it. */
export interface RecordedValue {
  /** `null` when empty. */
  readonly value: string | null;
  /** When it was set. */
  readonly since?: Instant;
  /** What set it: `sourceType` of the history, such as `FORM` or `CRM_UI`. */
  readonly hubspotSource?: string;
}

/** A HubSpot record with its values by property; one that is absent is empty. */
interface RecordedObject {
  readonly id: string;
  readonly values: Readonly<Record<string, RecordedValue | undefined>>;
}

export interface RecordedActivity extends RecordedObject {
  readonly type: ActivityType;
}

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

/** One thing that the register holds of a person. */
export interface RegisterEntry {
  /** Category of the notice (§6). */
  readonly category: DataCategory;
  /** Which record holds it. */
  readonly object: 'contact' | 'company' | ActivityType;
  readonly id: string;
  readonly property: string;
  /** In Finnish, for the person. */
  readonly label: string;
  /** As HubSpot holds it. */
  readonly value: string;
  /** The sources of the notice (§8) from which it may come; one when that is certain. */
  readonly source: readonly string[];
  /** When it was set; `undefined` when HubSpot does not say. */
  readonly since: Instant | undefined;
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
  const labels = new Map(fields.toReversed().map(({ property, label }) => [property, label]));
  return [...new Set(fields.map(({ property }) => property))].flatMap((property) => {
    const held = values[property];
    if (!held?.value?.trim()) return [];
    const { value, since, hubspotSource } = held;
    const label = labels.get(property) ?? property;
    return [{ category, object, id, property, label, value, source: sourcesOf(hubspotSource, policy), since }];
  });
}
