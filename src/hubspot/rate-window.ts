import type { DaySpent } from './day.ts';
import { type Account, Grants, type Pass } from './grants.ts';
import type { LimitName } from './limits.ts';
import type { Pace } from './pace.ts';

/** Leave to send one request now. */
export interface Turn extends Pass {
  /** Milliseconds waited since it was first in the line. */
  readonly waitedMs: number;
}

/** Who waits looks again after so long: another may have given back, or HubSpot allow more. Shorter than any window. */
const LOOK_AGAIN_MS = 1_000;
/** So long without a request, and what is left is given back. */
const LET_GO_MS = 1_000;

interface Waiting {
  readonly asked: number;
  readonly resolve: (turn: Turn | DaySpent) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The line of requests of this process for one rolling limit. They pass in the order they came, as the account grants
 * them in blocks; the next block is reserved before the last is used up. A pause holds back all of them, so that one
 * "too many requests" does not become a storm.
 */
export class RateWindow {
  readonly #pace: Pace;
  readonly #grants: Grants;
  readonly #accountIsSpent: () => boolean;
  #waiting: Waiting[] = [];
  #passedAt = Number.NEGATIVE_INFINITY;
  /** Before that nothing is reserved ahead of need. */
  #fullUntil = 0;
  #isReserving = false;
  #isLettingGo = false;

  constructor(
    name: LimitName,
    account: Account & { readonly accountIsSpent: () => boolean },
    pace: Pace,
    timeoutMs: number,
  ) {
    this.#pace = pace;
    this.#grants = new Grants(name, account, pace, timeoutMs);
    this.#accountIsSpent = account.accountIsSpent;
  }

  /** Waits until a request may be sent; says why when none may before the next day. Rejects when storage cannot tell. */
  take(): Promise<Turn | DaySpent> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked: this.#pace.elapsed(), resolve, reject });
      this.#pass();
      void this.#reserve();
    });
  }

  /** Lets nothing pass for the next `ms` milliseconds; the other processes hear of it with the next reservation. */
  pause(ms: number): void {
    this.#grants.pause(ms);
  }

  #pass(): void {
    while (this.#waiting.length > 0) {
      // Also those that were granted before: an answer may have told in between.
      if (this.#accountIsSpent()) {
        this.#endAll(({ resolve }) => resolve('account'));
        return;
      }
      const pass = this.#grants.take();
      if (pass === undefined) return;
      const next = this.#waiting.shift();
      const now = this.#pace.elapsed();
      const waitedMs = now - Math.max(next?.asked ?? now, this.#passedAt);
      this.#passedAt = now;
      next?.resolve({
        waitedMs,
        answered: (headers) => {
          pass.answered(headers);
          void this.#letGoWhenIdle();
        },
      });
    }
  }

  /** Reserves for as long as somebody waits, or something should be kept ready. */
  async #reserve(): Promise<void> {
    if (this.#isReserving) return;
    this.#isReserving = true;
    try {
      while (this.#wanted() > 0) {
        const reservation = await this.#grants.reserve(() => this.#wanted());
        this.#pass();
        if (reservation.kind === 'blocked') await this.#waitUntil(reservation.until);
        if (reservation.kind === 'spent') {
          this.#fullUntil = this.#pace.wall() + LOOK_AGAIN_MS;
          this.#endAll(({ resolve }) => resolve(reservation.why));
        }
      }
    } catch (error) {
      this.#endAll(({ reject }) => reject(error));
    } finally {
      this.#isReserving = false;
    }
  }

  #wanted(): number {
    const isAhead = this.#waiting.length === 0;
    return isAhead && this.#pace.wall() < this.#fullUntil ? 0 : this.#grants.wanted(this.#waiting.length);
  }

  async #waitUntil(time: number): Promise<void> {
    this.#fullUntil = time;
    if (this.#waiting.length === 0) return;
    await this.#pace.wait(Math.max(1, Math.ceil(Math.min(time - this.#pace.wall(), LOOK_AGAIN_MS))));
    this.#pass();
  }

  #endAll(end: (waiting: Waiting) => void): void {
    for (const waiting of this.#waiting.splice(0)) end(waiting);
  }

  /** Others should not have to wait for what this process does not need. */
  async #letGoWhenIdle(): Promise<void> {
    if (this.#isLettingGo) return;
    this.#isLettingGo = true;
    do await this.#pace.idle(LET_GO_MS);
    while (this.#waiting.length > 0 || !this.#grants.hasLainIdle(LET_GO_MS));
    this.#isLettingGo = false;
    // A failure harms nobody: the blocks end by themselves.
    await this.#grants.letGo().catch(() => undefined);
  }
}
