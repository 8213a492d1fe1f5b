import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { freshStorageNames } from '../support/storage.ts';

describe('startAzurite', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.close());

  it('keeps table entities', async () => {
    const client = TableClient.fromConnectionString(azurite.connectionString, freshStorageNames().table('People'), {
      allowInsecureConnection: true,
    });
    await client.createTable();
    await client.createEntity({ partitionKey: 'p', rowKey: 'r', colour: 'blue' });
    await expect(client.getEntity('p', 'r')).resolves.toMatchObject({ colour: 'blue' });
  });

  it('keeps queue messages, whatever API version the SDK speaks', async () => {
    const client = new QueueClient(azurite.connectionString, freshStorageNames().queue('work'));
    await client.create();
    await client.sendMessage('hello');
    const { receivedMessageItems } = await client.receiveMessages();
    expect(receivedMessageItems.map((item) => item.messageText)).toEqual(['hello']);
  });

  it('answers on the blob port', async () => {
    const response = await fetch(`${azurite.blobUrl}?comp=list`);
    expect(response.headers.get('server')).toMatch(/^Azurite-Blob/);
    await response.arrayBuffer();
  });

  it('writes no file', () => {
    const names = ['tables', 'queues', 'queues-extents', 'blobs', 'blobs-extents', '__azurite_db_table__.json'];
    expect(names.filter((name) => existsSync(name))).toEqual([]);
  });

  it('shares nothing with the Azurite of the test run', () => {
    expect(azurite.connectionString).not.toBe(inject('storageConnectionString'));
  });
});

describe('startAzurite with a port that is taken', () => {
  it('rejects', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    onTestFinished(() => {
      blocker.close();
    });
    await expect(startAzurite({ blobPort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
