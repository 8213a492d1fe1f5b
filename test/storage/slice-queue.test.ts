import { QueueClient } from '@azure/storage-queue';
import { describe, expect, it } from 'vitest';
import { SliceQueue, sliceMessageSchema } from '../../src/storage/slice-queue.ts';
import { freshStorageNames } from '../support/storage.ts';
import { startStorageProxy } from '../support/storage-proxy.ts';

async function freshQueue() {
  const names = freshStorageNames();
  const client = new QueueClient(names.connectionString, names.queue('register-slices'));
  const slices = new SliceQueue(client);
  await slices.create();
  return { client, slices };
}

const MESSAGE = { runId: '20261123T080000000Z-00000001', slice: 3 };

describe('SliceQueue', () => {
  it('sends plain JSON that the trigger can read', async () => {
    const { client, slices } = await freshQueue();
    await slices.send(MESSAGE);
    const [received] = (await client.receiveMessages()).receivedMessageItems;
    expect(received?.messageText).toBe('{"runId":"20261123T080000000Z-00000001","slice":3}');
    expect(sliceMessageSchema.parse(JSON.parse(received?.messageText ?? ''))).toEqual(MESSAGE);
  });

  it('sends messages that outlast the seven days of the default', async () => {
    const { client, slices } = await freshQueue();
    await slices.send(MESSAGE);
    const [received] = (await client.receiveMessages()).receivedMessageItems;
    const days = ((received?.expiresOn?.getTime() ?? 0) - (received?.insertedOn?.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThan(365);
  });

  it.each([1, 60_000, 7 * 24 * 3600 * 1000 - 5_000, 30 * 24 * 3600 * 1000])(
    'hides a message for %d ms',
    async (delay) => {
      const { client, slices } = await freshQueue();
      await slices.send(MESSAGE, delay);
      expect((await client.peekMessages()).peekedMessageItems).toEqual([]);
      expect((await client.getProperties()).approximateMessagesCount).toBe(1);
    },
  );

  it.each([0, -5_000])('shows a message at once with a delay of %d ms', async (delay) => {
    const { client, slices } = await freshQueue();
    await slices.send(MESSAGE, delay);
    expect((await client.peekMessages()).peekedMessageItems).toHaveLength(1);
  });

  it('tells the service for how many whole seconds, rounded up, and never longer than it takes', async () => {
    await expect(visibilityOf(1)).resolves.toBe('1');
    await expect(visibilityOf(1_001)).resolves.toBe('2');
    await expect(visibilityOf(90_000)).resolves.toBe('90');
    await expect(visibilityOf(30 * 24 * 3600 * 1000)).resolves.toBe('604799');
  });

  it('can be created again', async () => {
    const { slices } = await freshQueue();
    await expect(slices.create()).resolves.toBeUndefined();
  });
});

describe('sliceMessageSchema', () => {
  it.each([
    {},
    { runId: 'r' },
    { runId: '', slice: 1 },
    { runId: 'r', slice: -1 },
    { runId: 'r', slice: 1.5 },
    { ...MESSAGE, extra: 1 },
    { runId: 'r'.repeat(65), slice: 1 },
    'text',
    null,
  ])('refuses %j', (message) => {
    expect(sliceMessageSchema.safeParse(message).success).toBe(false);
  });
});

/** The `visibilitytimeout` that the service is sent for a delay. */
async function visibilityOf(delayMs: number): Promise<string | null> {
  const proxy = await startStorageProxy('Queue');
  const slices = new SliceQueue(new QueueClient(proxy.connectionString, freshStorageNames().queue('register-slices')));
  await slices.create();
  await slices.send(MESSAGE, delayMs);
  const sent = proxy.seen.find(({ method }) => method === 'POST');
  return new URLSearchParams(sent?.path.split('?')[1]).get('visibilitytimeout');
}
