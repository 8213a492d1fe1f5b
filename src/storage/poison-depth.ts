import type { QueueClient } from '@azure/storage-queue';
import type { Account } from '../settings/accounts.ts';
import { answerInTime, DEFAULT_PATIENCE } from './patience.ts';
import { QueueDepth } from './queue-depth.ts';
import { accountOfMessage } from './slice-queue.ts';

/** As many as one call shows (Queue Storage, Peek Messages). */
const MOST_SEEN = 32;

/** Tells how many messages the queue of all registers has given up, as one of the registers sees them; takes none. */
export class PoisonDepth {
  readonly #queue: QueueClient;
  readonly #depth: QueueDepth;
  readonly #callMs: number;
  readonly #account: string | undefined;

  /** A call is given up when it has no answer for `callMs` milliseconds. `account` is that of the register, if there are several. */
  constructor(queue: QueueClient, callMs: number = DEFAULT_PATIENCE.tryMs, account?: Account) {
    this.#queue = queue;
    this.#depth = new QueueDepth(queue, callMs);
    this.#callMs = callMs;
    this.#account = account?.name;
  }

  /**
   * About how many there are, but for those that name another account. Hidden ones, and those beyond the first 32, cannot be
   * looked at, and count for every register. `undefined` when there is no such queue.
   */
  async count(): Promise<number | undefined> {
    const all = await this.#depth.count();
    if (all === undefined || all === 0 || this.#account === undefined) return all;
    const { peekedMessageItems } = await answerInTime(this.#callMs, (abortSignal) =>
      this.#queue.peekMessages({ numberOfMessages: MOST_SEEN, abortSignal }),
    );
    const named = peekedMessageItems.map(({ messageText }) => accountOfMessage(messageText));
    const ofOthers = named.filter((name) => name !== undefined && name !== this.#account).length;
    return Math.max(0, all - ofOthers);
  }
}
