import type { Limit } from './limits.ts';

/** Time for pacing: milliseconds that only grow, and waiting. Replaced by virtual time in tests. */
export interface Pace {
  readonly elapsed: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Latency differs between requests, so two that leave a window apart may arrive a little closer together. */
const GUARD_MS = 150;

/**
 * A rolling window: never more requests in any `windowMs` than the limit allows. Requests pass in the order they
 * came. A pause holds back all of them, so that one "too many requests" does not become a storm of them.
 */
export class RateWindow {
  readonly #pace: Pace;
  readonly #windowMs: number;
  readonly #sent: number[] = [];
  #limit: number;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limit: Limit, pace: Pace) {
    this.#limit = limit.requests;
    this.#windowMs = limit.windowMs + GUARD_MS;
    this.#pace = pace;
  }

  /** Waits for a place in the window and takes it; gives the milliseconds waited. */
  take(): Promise<number> {
    const turn = this.#last.then(() => this.#takeNext());
    this.#last = turn;
    return turn;
  }

  setLimit(requests: number): void {
    this.#limit = Math.max(1, requests);
  }

  /** Lets nothing pass for the next `ms` milliseconds. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#pace.elapsed() + ms);
  }

  async #takeNext(): Promise<number> {
    const asked = this.#pace.elapsed();
    for (;;) {
      const now = this.#pace.elapsed();
      while ((this.#sent[0] ?? now) <= now - this.#windowMs) this.#sent.shift();
      const freeAt = this.#freeAt();
      if (freeAt <= now) {
        this.#sent.push(now);
        return now - asked;
      }
      await this.#pace.wait(Math.ceil(freeAt - now));
    }
  }

  #freeAt(): number {
    const leaving = this.#sent[this.#sent.length - this.#limit];
    const room = leaving === undefined ? Number.NEGATIVE_INFINITY : leaving + this.#windowMs;
    return Math.max(room, this.#pausedUntil);
  }
}
