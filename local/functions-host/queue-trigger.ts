import { type DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { answerInTime } from '../../src/storage/patience.ts';
import type { QueueTrigger } from './bindings.ts';
import { describeError } from './errors.ts';
import type { QueueSettings } from './host-json.ts';
import type { Invoke } from './invoke.ts';
import { holdMessage } from './message-lease.ts';
import { PollDelay } from './poll-delay.ts';
import { metadataOf, textOf } from './queue-message.ts';
import type { RegisteredFunction } from './registrations.ts';
import { Running } from './running.ts';

export interface QueueListener {
  /** Creates the queue when it is missing and begins to poll. */
  start(): Promise<void>;
  /** Stops polling; messages in work are finished. */
  stop(): Promise<void>;
  /** Resolves when no message is between the queue and its function. */
  received(): Promise<unknown>;
  hasVisibleMessage(): Promise<boolean>;
  /** Looks at the queue now, whatever the back-off says. */
  wake(): void;
}

export interface QueueListenerOptions {
  readonly connectionString: string;
  readonly settings: QueueSettings;
  readonly pollIntervalMs: number;
  /** A call to the queue that has no answer for so long is given up, and made again. */
  readonly callMs: number;
  readonly invoke: Invoke;
  /** Counts work for the whole host. */
  readonly running: Running;
  readonly log: (line: string) => void;
}

/** How long a message stays invisible before its renewal; short, so that a killed host loses little time. */
const VISIBILITY_SECONDS = 60;

/** Quick retries: polling starts over anyway. */
const CLIENT_OPTIONS = { retryOptions: { maxTries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 1000 } };

/**
 * Feeds the messages of a storage queue to a function, with the batching, retries and poison queue of the Functions
 * host. A fault of the storage is logged and tried again; it never ends the host.
 */
export function createQueueListener(
  fn: RegisteredFunction,
  trigger: QueueTrigger,
  { connectionString, settings, pollIntervalMs, callMs, invoke, running, log }: QueueListenerOptions,
): QueueListener {
  const queue = new QueueClient(connectionString, trigger.queueName, CLIENT_OPTIONS);
  const poisonQueue = new QueueClient(connectionString, `${trigger.queueName}-poison`, CLIENT_OPTIONS);
  const inTime = <T>(call: (abortSignal: AbortSignal) => Promise<T>) => answerInTime(callMs, call);
  const inWork = new Running();
  const pause = new PollDelay(pollIntervalMs, settings.maxPollingInterval);
  let stopped = false;
  let created = false;
  let receiving: Promise<number> = Promise.resolve(0);
  let polling: Promise<void> = Promise.resolve();

  const receive = async (): Promise<number> => {
    try {
      if (!created) await inTime((abortSignal) => queue.createIfNotExists({ abortSignal }));
      created = true;
      const batch = { numberOfMessages: settings.batchSize, visibilityTimeout: VISIBILITY_SECONDS };
      const { receivedMessageItems: messages } = await inTime((abortSignal) =>
        queue.receiveMessages({ ...batch, abortSignal }),
      );
      for (const message of messages) void running.run(() => inWork.run(() => handle(message)));
      return messages.length;
    } catch (error) {
      created = false;
      log(`Queue ${trigger.queueName} cannot be read: ${describeError(error)}`);
      return 0;
    }
  };

  const poll = async () => {
    while (!stopped) {
      // The host asks for a new batch when no more than the threshold are in work, so at most batch + threshold are.
      if (inWork.count > settings.newBatchThreshold) {
        await inWork.oneSettled();
        continue;
      }
      receiving = receive();
      if ((await receiving) > 0) pause.reset();
      else if (!stopped) await pause.wait();
    }
  };

  const handle = async (message: DequeuedMessageItem) => {
    try {
      const text = textOf(message, settings.messageEncoding);
      // More deliveries than allowed: an earlier host died with the message in hand, too late to count it out.
      const spent = message.dequeueCount > settings.maxDequeueCount;
      if (text === undefined || spent) await poison(message, message.popReceipt);
      else await work(message, text);
    } catch (error) {
      log(`Message ${message.messageId} of ${trigger.queueName} comes again: ${describeError(error)}`);
    }
  };

  const work = async (message: DequeuedMessageItem, text: string) => {
    const lease = holdMessage({ updateMessage: update }, message, { visibilitySeconds: VISIBILITY_SECONDS, log });
    const call = { triggerName: trigger.name, data: { string: text }, triggerMetadata: metadataOf(message, text) };
    const succeeded = await invoke(fn, call).then(
      () => true,
      () => false,
    );
    const popReceipt = await lease.release();
    if (succeeded) await remove(message, popReceipt);
    else if (message.dequeueCount >= settings.maxDequeueCount) await poison(message, popReceipt);
    else await retryLater(message, popReceipt);
  };

  const update = (id: string, popReceipt: string, text?: string, visibilitySeconds?: number) =>
    inTime((abortSignal) => queue.updateMessage(id, popReceipt, text, visibilitySeconds, { abortSignal }));

  const remove = ({ messageId }: DequeuedMessageItem, popReceipt: string) =>
    inTime((abortSignal) => queue.deleteMessage(messageId, popReceipt, { abortSignal }));

  const retryLater = async (message: DequeuedMessageItem, popReceipt: string) => {
    await update(message.messageId, popReceipt, undefined, Math.ceil(settings.visibilityTimeout / 1000));
    log(`${fn.metadata.name}: delivery ${message.dequeueCount} of ${settings.maxDequeueCount} failed`);
  };

  const poison = async (message: DequeuedMessageItem, popReceipt: string) => {
    await inTime((abortSignal) => poisonQueue.createIfNotExists({ abortSignal }));
    await inTime((abortSignal) => poisonQueue.sendMessage(message.messageText, { messageTimeToLive: -1, abortSignal }));
    await remove(message, popReceipt);
    log(`${fn.metadata.name}: message ${message.messageId} moved to ${poisonQueue.name}`);
  };

  return {
    start: async () => {
      receiving = receive();
      await receiving;
      polling = poll();
    },
    stop: async () => {
      stopped = true;
      pause.reset();
      await polling;
    },
    received: () => receiving,
    hasVisibleMessage: async () => {
      const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: 1 });
      return peekedMessageItems.length > 0;
    },
    wake: () => pause.reset(),
  };
}
