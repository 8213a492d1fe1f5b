import { setTimeout as delay } from 'node:timers/promises';
import type { QueueClient } from '@azure/storage-queue';
import { describeError } from './errors.ts';

/** A received message that stays invisible to other readers while it is being worked on. */
export interface MessageLease {
  /** Ends the renewing and gives the pop receipt that deletes or updates the message now. */
  release(): Promise<string>;
}

/**
 * Keeps renewing the invisibility of a message at half time.
 * A renewal that fails is logged and tried again soon: the worst that follows is that the message is handled twice.
 */
export function holdMessage(
  queue: Pick<QueueClient, 'updateMessage'>,
  message: { readonly messageId: string; readonly popReceipt: string },
  options: { readonly visibilitySeconds: number; readonly log: (line: string) => void },
): MessageLease {
  const stop = new AbortController();
  const halfTime = options.visibilitySeconds * 500;
  let { popReceipt } = message;

  const renew = async () => {
    let wait = halfTime;
    while (!stop.signal.aborted) {
      await delay(wait, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      try {
        const renewed = await queue.updateMessage(message.messageId, popReceipt, undefined, options.visibilitySeconds);
        popReceipt = renewed.popReceipt ?? popReceipt;
        wait = halfTime;
      } catch (error) {
        options.log(`Message ${message.messageId} could not be renewed: ${describeError(error)}`);
        wait = halfTime / 5;
      }
    }
  };

  const renewing = renew();
  return {
    release: async () => {
      stop.abort();
      await renewing;
      return popReceipt;
    },
  };
}
