import type { QueueClient } from '@azure/storage-queue';
import { z } from 'zod';

/** Asks for slice number `slice` of a run. */
export const sliceMessageSchema = z.strictObject({ runId: z.string().min(1).max(64), slice: z.int().min(0) });

export type SliceMessage = z.infer<typeof sliceMessageSchema>;

/** A message may be hidden for seven days at the most (Queue Storage). */
const LONGEST_DELAY_S = 7 * 24 * 3600 - 1;

/** The queue `register-slices`. Messages are plain JSON (`messageEncoding: none` in host.json) and never expire. */
export class SliceQueue {
  readonly #queue: QueueClient;

  constructor(queue: QueueClient) {
    this.#queue = queue;
  }

  async create(): Promise<void> {
    await this.#queue.createIfNotExists();
  }

  /** Puts a message into the queue that becomes visible after `delayMs` milliseconds. */
  async send(message: SliceMessage, delayMs = 0): Promise<void> {
    const visibilityTimeout = Math.min(LONGEST_DELAY_S, Math.max(0, Math.ceil(delayMs / 1000)));
    await this.#queue.sendMessage(JSON.stringify(message), { visibilityTimeout, messageTimeToLive: -1 });
  }
}
