import { QueueClient } from '@azure/storage-queue';
import { describe, expect, it, vi } from 'vitest';
import { holdMessage } from '../../../local/functions-host/message-lease.ts';
import { freshStorageNames } from '../../support/storage.ts';

/** A queue with one message, received with one second of invisibility. */
async function receiveOne() {
  const storage = freshStorageNames();
  const queue = new QueueClient(storage.connectionString, storage.queue('work'), { retryOptions: { maxTries: 1 } });
  await queue.create();
  await queue.sendMessage('hello');
  const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: 1 });
  const message = receivedMessageItems[0];
  if (message === undefined) throw new Error('The queue gave no message.');
  return { queue, message };
}

describe('holdMessage', () => {
  it('keeps a message invisible beyond its first visibility timeout and gives the receipt that deletes it', async () => {
    const { queue, message } = await receiveOne();
    const renew = vi.spyOn(queue, 'updateMessage');
    const lease = holdMessage(queue, message, { visibilitySeconds: 1, log: () => undefined });
    await vi.waitFor(() => expect(renew.mock.settledResults.length).toBeGreaterThanOrEqual(3), { timeout: 10_000 });
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
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(2), { timeout: 10_000 });
    await lease.release();
    expect(lines[0]).toMatch(/^Message \S+ could not be renewed: RestError/);
  });
});
