import { QueueClient } from '@azure/storage-queue';
import { describe, expect, it, vi } from 'vitest';
import { holdMessage } from '../../../local/functions-host/message-lease.ts';
import { freshStorageNames } from '../../support/storage.ts';

/** A renewal that a busy machine makes a second late is in time. */
const VISIBLE_AGAIN_AFTER = 3;

/** A queue with one message, received with a few seconds of invisibility. */
async function receiveOne() {
  const storage = freshStorageNames();
  const queue = new QueueClient(storage.connectionString, storage.queue('work'), { retryOptions: { maxTries: 1 } });
  await queue.create();
  await queue.sendMessage('hello');
  const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: VISIBLE_AGAIN_AFTER });
  const message = receivedMessageItems[0];
  if (message === undefined) throw new Error('The queue gave no message.');
  return { queue, message };
}

describe('holdMessage', () => {
  it('keeps a message invisible beyond its first visibility timeout and gives the receipt that deletes it', async () => {
    const { queue, message } = await receiveOne();
    const renew = vi.spyOn(queue, 'updateMessage');
    const lease = holdMessage(queue, message, { visibilitySeconds: VISIBLE_AGAIN_AFTER, log: () => undefined });
    await vi.waitFor(() => expect(renew.mock.settledResults.length).toBeGreaterThanOrEqual(2), { timeout: 60_000 });
    const { receivedMessageItems } = await queue.receiveMessages();
    expect(receivedMessageItems).toEqual([]);
    await queue.deleteMessage(message.messageId, await lease.release());
    await expect(queue.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 0 });
  });

  it('does not renew after its release', async () => {
    const { queue, message } = await receiveOne();
    const lease = holdMessage(queue, message, { visibilitySeconds: 1, log: () => undefined });
    await expect(lease.release()).resolves.toBe(message.popReceipt);
  });

  it('logs a renewal that fails, and tries again', async () => {
    const { queue, message } = await receiveOne();
    await queue.delete();
    const lines: string[] = [];
    const lease = holdMessage(queue, message, { visibilitySeconds: 1, log: (line) => lines.push(line) });
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(2), { timeout: 60_000 });
    await lease.release();
    expect(lines[0]).toMatch(/^Message \S+ could not be renewed: RestError/);
  });
});
