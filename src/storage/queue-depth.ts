import type { QueueClient } from '@azure/storage-queue';
import { answerInTime, DEFAULT_PATIENCE } from './patience.ts';
import { isMissing } from './status.ts';

/** Tells how many messages a queue holds, without taking any. */
export class QueueDepth {
  readonly #queue: QueueClient;
  readonly #callMs: number;

  /** A call is given up when it has no answer for `callMs` milliseconds. */
  constructor(queue: QueueClient, callMs: number = DEFAULT_PATIENCE.tryMs) {
    this.#queue = queue;
    this.#callMs = callMs;
  }

  /** About how many there are, hidden ones included; `undefined` when there is no such queue. */
  async count(): Promise<number | undefined> {
    try {
      const { approximateMessagesCount } = await answerInTime(this.#callMs, (abortSignal) =>
        this.#queue.getProperties({ abortSignal }),
      );
      return approximateMessagesCount ?? 0;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}
