import { DateTime } from 'luxon';

/** Time zones and clocks may differ by so much from those by which something was pruned. */
const ALLOWANCE_DAYS = 2;

/** Events written at this time (ISO 8601 UTC) or later cannot have been pruned by `at` when they are kept for so many years. */
export function prunableAt(at: string, keepYears: number): string {
  return DateTime.fromISO(at, { zone: 'utc' }).minus({ years: keepYears }).plus({ days: ALLOWANCE_DAYS }).toISO() ?? at;
}
