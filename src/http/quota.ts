import type { Now } from '../clock.ts';

const WINDOW_MS = 60_000;

/** Counts by key in windows of one minute, so that nobody can make the program do something without end. */
export class Quota {
  readonly #now: Now;
  readonly #counts = new Map<string, number>();
  #since = Number.NEGATIVE_INFINITY;

  constructor(now: Now) {
    this.#now = now;
  }

  /** Whether this is one of the first `most` with this key in the minute. */
  admits(key: string, most: number): boolean {
    const now = this.#now();
    if (now - this.#since >= WINDOW_MS) {
      this.#counts.clear();
      this.#since = now;
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= most;
  }
}
