import { describe, expect, it, vi } from 'vitest';
import { startStorageProxy } from '../../support/storage-proxy.ts';
import { said, startFixture } from './start-fixture.ts';

const isoText = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);

/** However busy the machine is. */
const PATIENT = { timeout: 60_000 };

describe('queue functions', () => {
  it('get JSON parsed, with metadata, and the message is gone afterwards', async () => {
    const { host, lines, queue, poison } = await startFixture();
    const sent = await queue.sendMessage('{"order":7}');
    await host.idle();
    expect(said(lines, 'work')).toEqual([
      {
        message: { order: 7 },
        metadata: {
          queueTrigger: { order: 7 },
          id: sent.messageId,
          popReceipt: expect.any(String),
          dequeueCount: 1,
          insertionTime: isoText,
          expirationTime: isoText,
          nextVisibleTime: isoText,
        },
      },
    ]);
    await expect(queue.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 0 });
    await expect(poison.exists()).resolves.toBe(false);
  });

  it('get text that is not JSON as text', async () => {
    const { host, lines, queue } = await startFixture();
    await queue.sendMessage('plain words');
    await host.idle();
    expect(said(lines, 'work')).toMatchObject([{ message: 'plain words' }]);
  });

  it('are tried again after a failure, with a rising count', async () => {
    const { host, lines, queue, poison } = await startFixture();
    await queue.sendMessage('{"failures":2}');
    await host.idle();
    expect(said(lines, 'work')).toMatchObject([1, 2, 3].map((dequeueCount) => ({ metadata: { dequeueCount } })));
    await expect(queue.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 0 });
    await expect(poison.exists()).resolves.toBe(false);
  });

  it('lose a message to the poison queue after maxDequeueCount failures', async () => {
    const { host, lines, queue, poison } = await startFixture();
    await queue.sendMessage('{"failures":99}');
    await host.idle();
    expect(said(lines, 'work')).toHaveLength(3);
    expect(lines.filter((line) => line.includes('delivery'))).toEqual([
      'work: delivery 1 of 3 failed',
      'work: delivery 2 of 3 failed',
    ]);
    const { peekedMessageItems } = await poison.peekMessages();
    expect(peekedMessageItems.map((item) => item.messageText)).toEqual(['{"failures":99}']);
    await expect(queue.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 0 });
  });

  it('do not see a message that earlier hosts received too often', async () => {
    const { host, lines, queue, poison } = await startFixture({
      prepare: async (queue) => {
        await queue.create();
        await queue.sendMessage('"deadly"');
        for (let delivery = 1; delivery <= 3; delivery += 1) {
          const [message] = (await queue.receiveMessages()).receivedMessageItems;
          if (message !== undefined) await queue.updateMessage(message.messageId, message.popReceipt, undefined, 0);
        }
      },
    });
    await host.idle();
    expect(said(lines, 'work')).toEqual([]);
    await expect(poison.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 1 });
    await expect(queue.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 0 });
  });

  it('run at most batchSize + newBatchThreshold messages at a time', async () => {
    const { host, lines, queue } = await startFixture({
      // The host looks again only when all that it found has been done: at its first look it is to find more than it may run.
      prepare: async (queue) => {
        await queue.create();
        for (let sent = 0; sent < 5; sent += 1) await queue.sendMessage('"wait"');
      },
    });
    const waiting = () => said(lines, 'work').filter((words) => words === 'waiting');
    await vi.waitFor(() => expect(waiting()).toHaveLength(2), PATIENT);
    // Many round trips to the queue, in which the host would have found the other three.
    for (let look = 0; look < 20; look += 1) await queue.peekMessages();
    expect(waiting()).toHaveLength(2);
    await fetch(`${host.url}/api/open`, { method: 'POST' });
    await host.idle();
    expect(waiting()).toHaveLength(5);
  });

  it('get every one of many messages once', async () => {
    const { host, lines, queue } = await startFixture();
    const numbers = Array.from({ length: 12 }, (_, index) => index);
    await Promise.all(numbers.map((number) => queue.sendMessage(JSON.stringify({ number }))));
    await host.idle();
    expect(said(lines, 'work')).toHaveLength(12);
    for (const number of numbers)
      expect(said(lines, 'work')).toContainEqual(expect.objectContaining({ message: { number } }));
  });

  it('find their queue again after it was deleted', async () => {
    const { host, lines, queue } = await startFixture();
    await queue.delete();
    await vi.waitFor(async () => expect(await queue.exists()).toBe(true), PATIENT);
    await queue.sendMessage('"back"');
    await host.idle();
    expect(said(lines, 'work')).toMatchObject([{ message: 'back' }]);
    expect(lines).toContainEqual(expect.stringMatching(/^Queue \S+ cannot be read: RestError: /));
  });

  it('go on after storage that never answered a look at the queue', async () => {
    const proxy = await startStorageProxy('Queue');
    const { lines, queue } = await startFixture({ connectionString: () => proxy.connectionString, queueCallMs: 1_000 });
    proxy.fateOf = () => 'silent';
    await vi.waitFor(() => expect(lines.join()).toMatch(/cannot be read/), PATIENT);
    proxy.fateOf = () => 'answered';
    await queue.sendMessage('{"order":7}');
    await vi.waitFor(() => expect(said(lines, 'work')).toMatchObject([{ message: { order: 7 } }]), PATIENT);
  });

  it('go on after storage that never answered when a message was done', async () => {
    const proxy = await startStorageProxy('Queue');
    const { lines, queue } = await startFixture({ connectionString: () => proxy.connectionString, queueCallMs: 1_000 });
    proxy.fateOf = ({ method, path }) =>
      method === 'DELETE' && path.includes('/messages/') && said(lines, 'work').length < 2 ? 'silent' : 'answered';
    await queue.sendMessage('{"order":7}');
    await vi.waitFor(() => expect(said(lines, 'work')).toHaveLength(1), PATIENT);
    await queue.sendMessage('{"order":8}');
    await vi.waitFor(() => expect(said(lines, 'work')).toHaveLength(2), PATIENT);
  });

  it('say what they are', async () => {
    const { host, queue } = await startFixture();
    expect(host.functions).toContainEqual({ name: 'work', trigger: 'queue', queueName: queue.name });
  });
});

describe('queue functions with messageEncoding base64, the default of the Functions host', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64');

  it('get the decoded text', async () => {
    const { host, lines, queue } = await startFixture({ fixture: 'fixture-base64' });
    await queue.sendMessage(encode('{"name":"Åke"}'));
    await host.idle();
    expect(said(lines, 'work')).toMatchObject([{ message: { name: 'Åke' } }]);
  });

  it('put a failing message into the poison queue as it was sent', async () => {
    const { host, lines, queue, poison } = await startFixture({ fixture: 'fixture-base64' });
    await queue.sendMessage(encode('{"failures":9}'));
    await host.idle();
    expect(said(lines, 'work')).toHaveLength(2);
    const { peekedMessageItems } = await poison.peekMessages();
    expect(peekedMessageItems.map((item) => item.messageText)).toEqual([encode('{"failures":9}')]);
  });

  it('put a message that is not base64 into the poison queue without running', async () => {
    const { host, lines, queue, poison } = await startFixture({ fixture: 'fixture-base64' });
    await queue.sendMessage('{"raw":true}');
    await host.idle();
    expect(said(lines, 'work')).toEqual([]);
    await expect(poison.getProperties()).resolves.toMatchObject({ approximateMessagesCount: 1 });
  });
});
