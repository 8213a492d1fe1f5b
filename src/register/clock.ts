import { later, type ServiceContact } from './service-contact.ts';

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

/** The later of two clocks; what could not be read wins over everything, and all its reasons are kept. */
export function latestOf(a: Clock, b: Clock): Clock {
  if (a.read && b.read) return { read: true, latest: later(a.latest, b.latest) };
  return { read: false, reasons: capped(new Set([...reasonsOf(a), ...reasonsOf(b)])) };
}

/** A customer may have thousands of unreadable activities: a few of them tell why, and that there are more. */
const MOST_REASONS = 5;
const MORE = 'and more';

function capped(reasons: Set<string>): string[] {
  const more = reasons.delete(MORE);
  const sorted = [...reasons].sort();
  return [...sorted.slice(0, MOST_REASONS), ...(more || sorted.length > MOST_REASONS ? [MORE] : [])];
}

function reasonsOf(clock: Clock): readonly string[] {
  return clock.read ? [] : clock.reasons;
}
