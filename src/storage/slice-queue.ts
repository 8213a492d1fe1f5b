import type { QueueClient } from '@azure/storage-queue';
import { z } from 'zod';
import { answerInTime, DEFAULT_PATIENCE } from './patience.ts';

/** Asks for slice number `slice` of a run. */
export const sliceMessageSchema = z.strictObject({ runId: z.string().min(1).max(64), slice: z.int().min(0) });

export type SliceMessage = z.infer<typeof sliceMessageSchema>;

/** A message may be hidden for seven days at the most (Queue Storage). */
const LONGEST_DELAY_S = 7 * 24 * 3600 - 1;

/** The queue `register-slices`. Messages are plain JSON (`messageEncoding: none` in host.json) and never expire. */
export class SliceQueue {
  readonly #queue: QueueClient;
  readonly #callMs: number;

  /** A call is given up when it has no answer for `callMs` milliseconds. */
  constructor(queue: QueueClient, callMs: number = DEFAULT_PATIENCE.tryMs) {
    this.#queue = queue;
    this.#callMs = callMs;
  }

  async create(): Promise<void> {
    await answerInTime(this.#callMs, (abortSignal) => this.#queue.createIfNotExists({ abortSignal }));
  }

  /** Puts a message into the queue that becomes visible after `delayMs` milliseconds. */
  async send(message: SliceMessage, delayMs = 0): Promise<void> {
    const visibilityTimeout = Math.min(LONGEST_DELAY_S, Math.max(0, Math.ceil(delayMs / 1000)));
    const options = { visibilityTimeout, messageTimeToLive: -1 };
    await answerInTime(this.#callMs, (abortSignal) =>
      this.#queue.sendMessage(JSON.stringify(message), { ...options, abortSignal }),
    );
  }
}
