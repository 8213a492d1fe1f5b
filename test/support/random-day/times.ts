import fc from 'fast-check';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

// Around the moments when something happens by itself: the end of ten years and half a year before it, now, and soon.
const DAYS = [
  -3700, -3654, -3653, -3652, -3651, -3640, -3480, -3473, -3472, -3471, -400, -30, -2, -1, 0, 0, 1, 2, 3, 30,
];

/** How far from a moment an activity is dated, ms; negative is before. */
export const distanceMs: fc.Arbitrary<number> = fc
  .record({ days: fc.constantFrom(...DAYS), hours: fc.constantFrom(0, 0, 1, -1, 5, 13) })
  .map(({ days, hours }) => days * DAY_MS + hours * HOUR_MS);

/** The instant so far from a moment, as HubSpot holds it. */
export function instantFrom(at: number, distance: number): string {
  return new Date(at + distance).toISOString();
}

/** Days from today: over, today, and soon. */
export const nearDays: fc.Arbitrary<number> = fc.constantFrom(-30, -2, -1, 0, 1, 2, 3, 10);

/** The calendar day so many days from a moment, in UTC. */
export function dayFrom(at: number, days: number): string {
  return new Date(at + days * DAY_MS).toISOString().slice(0, 10);
}
