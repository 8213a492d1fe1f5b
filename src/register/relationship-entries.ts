import type { Policy } from '../policy/schema.ts';
import { ACTIVITY_LABELS } from './activity-labels.ts';
import { type Instant, parseInstant } from './instant.ts';
import type { RecordedActivity, RegisterEntry } from './recorded.ts';
import { compareIds, readServiceContact } from './service-contact.ts';
import { sourcesOf } from './value-source.ts';

/**
 * An entry for each activity that is a service contact at `now` (notice §6, §7), newest first. One whose date cannot be
 * read may be one: it is shown, last.
 */
export function relationshipEntries(
  activities: readonly RecordedActivity[],
  policy: Policy,
  now: Instant,
): RegisterEntry[] {
  return activities
    .flatMap((activity) => entryOf(activity, policy, now))
    .sort((a, b) => timeOf(b) - timeOf(a) || compareIds(a.id, b.id));
}

function entryOf({ type, id, values }: RecordedActivity, policy: Policy, now: Instant): RegisterEntry[] {
  const properties = Object.fromEntries(Object.entries(values).map(([name, held]) => [name, held?.value]));
  const reading = readServiceContact({ type, id, properties }, policy, now);
  if (reading.kind === 'does_not_count') return [];
  const property = policy.serviceContacts[type]?.date.find((name) => properties[name]?.trim());
  const held = property === undefined ? undefined : values[property];
  if (property === undefined || !held?.value) return [];
  return [
    {
      category: 'relationship',
      object: type,
      id,
      property,
      label: ACTIVITY_LABELS[type],
      value: held.value,
      source: sourcesOf(held.hubspotSource, policy),
      since: held.since,
    },
  ];
}

function timeOf({ value }: RegisterEntry): Instant {
  return parseInstant(value) ?? 0;
}
