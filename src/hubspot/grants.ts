import { type HeldBlock, HeldBlocks, USABLE_MS } from './held-blocks.ts';
import { LIMITS, type LimitName } from './limits.ts';
import type { Pace } from './pace.ts';
import type { Ask, Reservation } from './reserve.ts';
import { type Sent, SentLog } from './sent-log.ts';

/** What is needed of the budget that the grants of one limit are a part of. */
export interface Account {
  /** Names this process among those that share the budget. */
  readonly owner: string;
  /** One atomic change of what the processes share. `ask` may be called again, when somebody else was faster. */
  change(
    ask: () => Ask,
  ): Promise<{ readonly ask: Ask; readonly reservation: Reservation; readonly pausedUntil: number }>;
  learn(headers: Headers, request: Sent, log: SentLog): void;
}

/** A request that may be sent now. */
export interface Pass {
  /** Tells that it has been answered, or given up. */
  answered(headers?: Headers): void;
}

/** Timers are not exact, and an answer takes time to be read. */
const LATE_MS = 2_000;
/** What was used in so long is what the next block should hold. */
const LATELY_MS = 1_000;

/** What this process was granted of one limit. */
export class Grants {
  readonly #name: LimitName;
  readonly #account: Account;
  readonly #pace: Pace;
  readonly #longestMs: number;
  readonly #held: HeldBlocks;
  readonly #log: SentLog;
  #pausedUntil = 0;
  #lastId = 0;
  #most = 1;

  /** `timeoutMs`: after which a request without an answer is given up. */
  constructor(name: LimitName, account: Account, pace: Pace, timeoutMs: number) {
    this.#name = name;
    this.#account = account;
    this.#pace = pace;
    this.#longestMs = USABLE_MS + timeoutMs + LATE_MS;
    this.#held = new HeldBlocks(pace);
    this.#log = new SentLog(LIMITS[name].windowMs + this.#longestMs);
  }

  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#pace.wall() + ms);
  }

  /** Takes one request, if there is one that may go out now. */
  take(): Pass | undefined {
    const now = this.#pace.wall();
    const block = this.#pausedUntil > now ? undefined : this.#held.take();
    if (block === undefined) return undefined;
    const request = this.#log.add(now);
    return { answered: (headers) => this.#answered(block, request, headers) };
  }

  /** How many more to ask for while so many wait; ahead of need, too, when the last ones went fast. */
  wanted(waiting: number): number {
    const lately = Math.min(this.#most, this.#log.since(this.#pace.wall() - LATELY_MS));
    if (waiting > 0) return Math.max(waiting, lately);
    return this.#held.left < lately / 2 - 1 ? lately : 0;
  }

  /** Whether there is something to give back, and none of it in use for `ms`. */
  hasLainIdle(ms: number): boolean {
    return this.#held.underWay === 0 && this.#log.since(this.#pace.wall() - ms) === 0;
  }

  /** Asks the shared state for more, and tells what became of the blocks. */
  async reserve(wanted: () => number): Promise<Reservation> {
    let since = 0;
    const { ask, reservation, pausedUntil } = await this.#account.change(() => {
      since = this.#pace.elapsed();
      return this.#ask(wanted());
    });
    this.#held.forget(ask.told);
    this.#pausedUntil = Math.max(this.#pausedUntil, pausedUntil);
    if (reservation.kind === 'granted') {
      this.#most = reservation.most;
      this.#held.add({ id: ask.id, grantedAt: ask.now, since, until: ask.until }, reservation.count);
    }
    return reservation;
  }

  /** Gives back what is left, and tells what there is to tell. */
  async letGo(): Promise<void> {
    this.#held.giveBack();
    if (!this.#held.isEmpty) await this.reserve(() => 0);
  }

  #ask(wanted: number): Ask {
    const now = this.#pace.wall();
    // A new number for each try: a write whose answer was lost may have been done.
    this.#lastId += 1;
    return {
      limit: this.#name,
      owner: this.#account.owner,
      now,
      wanted,
      told: this.#held.tell(),
      pausedUntil: this.#pausedUntil,
      id: this.#lastId,
      until: now + this.#longestMs,
    };
  }

  #answered(block: HeldBlock, request: Sent, headers: Headers | undefined): void {
    request.answeredAt = this.#pace.wall();
    this.#held.answered(block);
    if (headers !== undefined) this.#account.learn(headers, request, this.#log);
  }
}
