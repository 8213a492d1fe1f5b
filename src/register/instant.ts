import { DateTime } from 'luxon';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const EPOCH_MILLISECONDS = /^-?\d{1,15}$/;

/**
 * The instant that a HubSpot `datetime` value holds: ISO 8601, or epoch milliseconds as older endpoints print them.
 * Text without an offset is UTC. `undefined` when the text is neither.
 */
export function parseInstant(value: string): Instant | undefined {
  const text = value.trim();
  if (EPOCH_MILLISECONDS.test(text)) return Number(text);
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** ISO 8601 in UTC with milliseconds, as contract values of type `datetime` are written. */
export function formatInstant(instant: Instant): string {
  return DateTime.fromMillis(instant, { zone: 'utc' }).toISO({ precision: 'milliseconds' }) ?? '';
}
