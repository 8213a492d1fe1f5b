import type { Clock } from '../../register/clock.ts';
import { later, type ServiceContact, type ServiceContactReading } from '../../register/service-contact.ts';
import type { Touch } from './touched.ts';

/** A changed activity, as it is now. */
export interface ChangedActivity {
  readonly type: ServiceContact['type'];
  readonly id: string;
  readonly reading: ServiceContactReading;
}

/**
 * What a changed activity does to the clock of a record that it is associated with (notice §7). A clock is the latest of many
 * activities, so a later one moves it forward whatever the others are. When the very activity that set it counts no more, or
 * is earlier than it was, the others decide: `full`. `undefined` when the clock stays as it was.
 */
export function effectOn(
  id: string,
  clock: Clock | undefined,
  { type, id: activityId, reading }: ChangedActivity,
): Touch | undefined {
  if (clock === undefined || !clock.read || reading.kind === 'unreadable') return { id, full: true };
  const { latest } = clock;
  const isSource = latest?.type === type && latest.id === activityId;
  if (reading.kind === 'does_not_count') return isSource ? { id, full: true } : undefined;
  const { contact } = reading;
  if (isSource && contact.at < latest.at) return { id, full: true };
  if (isSource && contact.at === latest.at) return undefined;
  return later(latest, contact) === contact ? { id, full: false, latest: contact } : undefined;
}
