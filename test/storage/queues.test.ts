import { setTimeout as pause } from 'node:timers/promises';
import { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ServedStorage, serveStorage } from '../support/serve-storage.ts';
import { freshStorageNames } from '../support/storage.ts';

// What the program and its tests rely on of queues, held against Azurite and against the storage that most tests keep in
// their own process: where both do the same, a test that passes on one passes on the other.

const TEXT = '{"runId":"a & <b>","text":"ä \'名\' \\r\\n"}';

let own: ServedStorage;

beforeAll(async () => {
  own = await serveStorage();
});
afterAll(() => own.close());

describe.each(['Azurite', 'own queues'])('%s', (which) => {
  const absentQueue = () => {
    const connection = which === 'Azurite' ? inject('storageConnectionString') : own.connectionString;
    return new QueueClient(connection, freshStorageNames().queue('work'), { retryOptions: { maxTries: 1 } });
  };
  async function freshQueue(): Promise<QueueClient> {
    const queue = absentQueue();
    await queue.create();
    return queue;
  }
  const texts = async (queue: QueueClient) =>
    (await queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.map(({ messageText }) => messageText);
  const count = async (queue: QueueClient) => (await queue.getProperties()).approximateMessagesCount;

  it('makes a queue once, and again after it was deleted', async () => {
    const queue = absentQueue();
    await queue.createIfNotExists();
    await queue.createIfNotExists();
    await queue.sendMessage('a');
    expect(await queue.exists()).toBe(true);
    await queue.delete();
    expect(await queue.exists()).toBe(false);
    await queue.create();
    expect(await count(queue)).toBe(0);
  });

  it('says that a queue is not there', async () => {
    const queue = absentQueue();
    const calls = [queue.sendMessage('a'), queue.receiveMessages(), queue.peekMessages(), queue.getProperties()];
    for (const one of await Promise.allSettled(calls))
      expect(one).toMatchObject({ reason: { statusCode: 404, code: 'QueueNotFound' } });
  });

  it('gives a message as it was sent, hides it from others, and tells how often it was given', async () => {
    const queue = await freshQueue();
    await queue.sendMessage(TEXT);
    expect(await texts(queue)).toEqual([TEXT]);
    const [first] = (await queue.receiveMessages()).receivedMessageItems;
    expect(first).toMatchObject({ messageText: TEXT, dequeueCount: 1 });
    expect((await queue.receiveMessages()).receivedMessageItems).toEqual([]);
    expect(await texts(queue)).toEqual([]);
    expect(await count(queue)).toBe(1);
    await queue.updateMessage(first?.messageId ?? '', first?.popReceipt ?? '');
    const [second] = (await queue.receiveMessages()).receivedMessageItems;
    expect(second).toMatchObject({ messageId: first?.messageId, messageText: TEXT, dequeueCount: 2 });
    await queue.deleteMessage(second?.messageId ?? '', second?.popReceipt ?? '');
    expect(await count(queue)).toBe(0);
  });

  it('tells when a message is seen next, and when it expires', async () => {
    const queue = await freshQueue();
    const sent = await queue.sendMessage('a', { visibilityTimeout: 90 });
    expect(sent.nextVisibleOn.getTime() - sent.insertedOn.getTime()).toBe(90_000);
    expect(sent.expiresOn.getTime() - sent.insertedOn.getTime()).toBe(7 * 86_400_000);
    const forEver = await queue.sendMessage('b', { messageTimeToLive: -1 });
    expect(forEver.expiresOn.getUTCFullYear()).toBeGreaterThan(2100);
    const [received] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems;
    expect(received?.messageText).toBe('b');
    const left = (received?.nextVisibleOn.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(30_000);
    expect(left).toBeLessThanOrEqual(61_000);
  });

  it('shows a message again when its time has come', async () => {
    const queue = await freshQueue();
    await queue.sendMessage('a', { visibilityTimeout: 1 });
    expect(await texts(queue)).toEqual([]);
    await expect.poll(() => texts(queue), { timeout: 30_000 }).toEqual(['a']);
  });

  it('refuses who no longer holds a message', async () => {
    const queue = await freshQueue();
    await queue.sendMessage('a');
    const [{ messageId, popReceipt } = { messageId: '', popReceipt: '' }] = (await queue.receiveMessages())
      .receivedMessageItems;
    const { popReceipt: newer = '' } = await queue.updateMessage(messageId, popReceipt, 'b', 1);
    const mismatch = { statusCode: 400, code: 'PopReceiptMismatch' };
    await expect(queue.deleteMessage(messageId, popReceipt)).rejects.toMatchObject(mismatch);
    await expect(queue.updateMessage(messageId, popReceipt)).rejects.toMatchObject(mismatch);
    await queue.updateMessage(messageId, newer, undefined, 0);
    expect(await texts(queue)).toEqual(['b']);
    const [again] = (await queue.receiveMessages()).receivedMessageItems;
    await queue.deleteMessage(messageId, again?.popReceipt ?? '');
    await expect(queue.deleteMessage(messageId, again?.popReceipt ?? '')).rejects.toMatchObject({
      statusCode: 404,
      code: 'MessageNotFound',
    });
  });

  it('gives as many as are asked for, in the order in which they are due, and clears all', async () => {
    const queue = await freshQueue();
    for (const text of ['a', 'b', 'c']) {
      await queue.sendMessage(text);
      // No two at the same time: the order of those is not told.
      await pause(2);
    }
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 2 });
    expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual(['a', 'b']);
    expect(await texts(queue)).toEqual(['c']);
    await queue.clearMessages();
    expect(await count(queue)).toBe(0);
  });

  it('lists all queues', async () => {
    const { name } = await freshQueue();
    const connection = which === 'Azurite' ? inject('storageConnectionString') : own.connectionString;
    const names: string[] = [];
    for await (const queue of QueueServiceClient.fromConnectionString(connection).listQueues()) names.push(queue.name);
    expect(names).toContain(name);
  });

  it.each([-1, 7 * 86_400 + 1])('refuses to hide a message for %d s', async (visibilityTimeout) => {
    const queue = await freshQueue();
    await expect(queue.sendMessage('a', { visibilityTimeout })).rejects.toMatchObject({ statusCode: 400 });
  });
});
