const MINUTE_MS = 60_000;

/** Counts by key in windows of one minute, or of another length, so that nobody can make the program do something without end. */
export class Quota {
  readonly #now: () => number;
  readonly #windowMs: number;
  readonly #counts = new Map<string, number>();
  #since = Number.NEGATIVE_INFINITY;

  constructor(now: () => number, windowMs = MINUTE_MS) {
    this.#now = now;
    this.#windowMs = windowMs;
  }

  /** Whether this is one of the first `most` with this key in the window. */
  admits(key: string, most: number): boolean {
    const now = this.#now();
    if (now - this.#since >= this.#windowMs) {
      this.#counts.clear();
      this.#since = now;
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= most;
  }
}
