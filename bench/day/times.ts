import { NOW } from '../scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How often a sync runs by default (`SYNC_SCHEDULE`). */
export const QUARTER = 15 * MINUTE;
/** When the first reconcile runs (epoch ms). Between it and the settling sync staff enter holds. */
export const START = Date.parse(NOW);
export const HOLDS_ENTERED = START + 15 * MINUTE;
/** When the sync runs that takes the holds in. Later changes are beyond the time that the next sync searches again. */
export const SETTLED = START + 30 * MINUTE;
/** The day whose changes are measured: a day and a date later all of them are there. */
export const DAY_BEGINS = START + HOUR;
export const DAY_ENDS = START + 25 * HOUR;

/** `count` instants spread evenly over a time. */
export function spread(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, nth) => Math.floor(from + ((nth + 0.5) * (to - from)) / count));
}
