import { setTimeout as wait } from 'node:timers/promises';
import { clockAt, elapsed } from '../clock.ts';

/** Time for pacing, in milliseconds. Replaced by virtual time in tests. */
export interface Pace {
  /** Only ever grows; for durations within this process. */
  readonly elapsed: () => number;
  /** Since 1970-01-01T00:00:00Z; for what several processes share. */
  readonly wall: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** As `wait`, for something that nobody waits for: it keeps no process alive. */
  readonly idle: (ms: number) => Promise<void>;
}

/** The system's time. */
export const REAL_PACE: Pace = {
  elapsed,
  wall: clockAt(undefined),
  wait: (ms) => wait(ms),
  idle: (ms) => wait(ms, undefined, { ref: false }),
};
