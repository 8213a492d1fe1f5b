import type { QueueClient } from '@azure/storage-queue';
import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { answerInTime, DEFAULT_PATIENCE } from './patience.ts';

/** Asks for slice number `slice` of a run; where there are several HubSpot accounts, of a run of this account. */
export const sliceMessageSchema = z.strictObject({
  account: z.string().max(30).optional(),
  runId: z.string().min(1).max(64),
  slice: z.int().min(0),
});

export type SliceMessage = z.infer<typeof sliceMessageSchema>;

/** The account that the text of a message names; `undefined` also when it is no slice. */
export function accountOfMessage(text: string): string | undefined {
  return sliceMessageSchema.safeParse(parseJson(text)).data?.account;
}

/** A message may be hidden for seven days at the most (Queue Storage). */
const LONGEST_DELAY_S = 7 * 24 * 3600 - 1;

/** The queue `register-slices`, as one register uses it. Messages are plain JSON (`messageEncoding: none` in host.json) and never expire. */
export class SliceQueue {
  readonly #queue: QueueClient;
  readonly #callMs: number;
  readonly #account: string | undefined;

  /** A call is given up when it has no answer for `callMs` milliseconds. Every message carries the account, if there is one. */
  constructor(queue: QueueClient, callMs: number = DEFAULT_PATIENCE.tryMs, account?: string) {
    this.#queue = queue;
    this.#callMs = callMs;
    this.#account = account;
  }

  async create(): Promise<void> {
    await answerInTime(this.#callMs, (abortSignal) => this.#queue.createIfNotExists({ abortSignal }));
  }

  /** Puts a message into the queue that becomes visible after `delayMs` milliseconds. */
  async send({ runId, slice }: SliceMessage, delayMs = 0): Promise<void> {
    const message: SliceMessage = { ...(this.#account === undefined ? {} : { account: this.#account }), runId, slice };
    const visibilityTimeout = Math.min(LONGEST_DELAY_S, Math.max(0, Math.ceil(delayMs / 1000)));
    const options = { visibilityTimeout, messageTimeToLive: -1 };
    await answerInTime(this.#callMs, (abortSignal) =>
      this.#queue.sendMessage(JSON.stringify(message), { ...options, abortSignal }),
    );
  }
}
