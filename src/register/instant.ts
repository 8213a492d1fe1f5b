import { DateTime } from 'luxon';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Fewer digits are more likely a date typed without hyphens than a time in 1970. */
const EPOCH_MILLISECONDS = /^(0|-\d{1,15}|\d{9,15})$/;
const BEGINS_WITH_A_DATE = /^\d{4}-\d{2}-\d{2}/;
/** Later years have five digits, and would no longer compare as text. */
const END_OF_9999 = 253_402_300_799_999;
/** Earlier ones have fewer digits, or a sign. */
const BEGIN_OF_1000 = -30_610_224_000_000;

/**
 * The instant that a HubSpot `datetime` value holds: ISO 8601, or epoch milliseconds as older endpoints print them.
 * Text without an offset is UTC. `undefined` when the text is neither, and when the year does not have four digits: such dates
 * neither compare as texts, nor would HubSpot take them.
 */
export function parseInstant(value: string): Instant | undefined {
  const text = value.trim();
  if (EPOCH_MILLISECONDS.test(text)) return within(Number(text));
  // Without its date luxon would fill in the one of today.
  if (!BEGINS_WITH_A_DATE.test(text)) return undefined;
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid ? within(parsed.toMillis()) : undefined;
}

function within(instant: Instant): Instant | undefined {
  return instant < BEGIN_OF_1000 || instant > END_OF_9999 ? undefined : instant;
}

/** ISO 8601 in UTC with milliseconds, as values of type `datetime` are written (HubSpot's properties guide). */
export function formatInstant(instant: Instant): string {
  return DateTime.fromMillis(instant, { zone: 'utc' }).toISO({ precision: 'milliseconds' }) ?? '';
}
