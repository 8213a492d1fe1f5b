import type { Limit } from './limits.ts';

/** Time for pacing: milliseconds that only grow, and waiting. Replaced by virtual time in tests. */
export interface Pace {
  readonly elapsed: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** For requests whose answer is not awaited: two that leave a window apart may arrive a little closer together. */
const GUARD_MS = 150;

/**
 * A rolling window: never more requests in any `windowMs` than the limit allows. A request counts from when it is sent
 * until a window after it was answered, for HubSpot counted it somewhere in between. Requests pass in the order they
 * came. A pause holds back all of them, so that one "too many requests" does not become a storm of them.
 */
export class RateWindow {
  readonly #pace: Pace;
  readonly #windowMs: number;
  /** When requests without an answer were sent, and when others were answered; oldest first. */
  readonly #sent: number[] = [];
  readonly #answered: number[] = [];
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

  /** Tells that one of the requests that took a place has been answered, or given up. */
  answered(): void {
    this.#sent.shift();
    this.#answered.push(this.#pace.elapsed());
  }

  async #takeNext(): Promise<number> {
    const asked = this.#pace.elapsed();
    for (;;) {
      const now = this.#pace.elapsed();
      dropUntil(this.#sent, now - this.#windowMs);
      dropUntil(this.#answered, now - this.#windowMs);
      const freeAt = Math.max(this.#nextPlaceAt(), this.#pausedUntil);
      if (freeAt <= now) {
        this.#sent.push(now);
        return now - asked;
      }
      await this.#pace.wait(Math.ceil(freeAt - now));
    }
  }

  #nextPlaceAt(): number {
    if (this.#sent.length + this.#answered.length < this.#limit) return Number.NEGATIVE_INFINITY;
    return (
      Math.min(this.#sent[0] ?? Number.POSITIVE_INFINITY, this.#answered[0] ?? Number.POSITIVE_INFINITY) +
      this.#windowMs
    );
  }
}

function dropUntil(times: number[], end: number): void {
  while (times[0] !== undefined && times[0] <= end) times.shift();
}
