import type { Policy } from '../policy/schema.ts';
import type { Activity } from './activity.ts';
import type { Instant } from './instant.ts';
import { later, readServiceContact, type ServiceContact } from './service-contact.ts';

/**
 * The latest service contact of somebody, or the reasons why it cannot be known. A clock that was read and is empty is
 * not the same as one that could not be read: only the first may ever lead to `ended`.
 */
export type Clock =
  | { readonly read: true; readonly latest: ServiceContact | undefined }
  | { readonly read: false; readonly reasons: readonly string[] };

export const EMPTY_CLOCK: Clock = { read: true, latest: undefined };

/** A clock that could not be read, for one reason. */
export function unreadClock(reason: string): Clock {
  return { read: false, reasons: [reason] };
}

/** The clock that the given activities set at `now`: unread as soon as one of them is (fail closed). */
export function clockOf(activities: Iterable<Activity>, policy: Policy, now: Instant): Clock {
  let clock: Clock = EMPTY_CLOCK;
  for (const activity of activities) {
    const reading = readServiceContact(activity, policy, now);
    if (reading.kind === 'counts') clock = latestOf(clock, { read: true, latest: reading.contact });
    else if (reading.kind === 'unreadable') clock = latestOf(clock, unreadClock(reading.reason));
  }
  return clock;
}

/** The later of two clocks; what could not be read wins over everything, and all its reasons are kept. */
export function latestOf(a: Clock, b: Clock): Clock {
  if (a.read && b.read) return { read: true, latest: later(a.latest, b.latest) };
  return { read: false, reasons: [...new Set([...reasonsOf(a), ...reasonsOf(b)])].sort() };
}

function reasonsOf(clock: Clock): readonly string[] {
  return clock.read ? [] : clock.reasons;
}
