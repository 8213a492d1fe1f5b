import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectStorage } from '../../src/storage/connect.ts';
import { StorageError } from '../../src/storage/errors.ts';
import { byString, freshStorageNames } from '../support/storage.ts';

const SECRET = 'hunter2';

function connect() {
  const { connectionString, table, queue } = freshStorageNames();
  const names = {
    audit: table('RegisterAudit'),
    runs: table('RegisterRuns'),
    index: table('RegisterIndex'),
    erasures: table('RegisterErasures'),
    erased: table('RegisterErased'),
    requests: table('RegisterRequests'),
    slices: queue('register-slices'),
    seals: queue('seals'),
    copies: queue('copies'),
  };
  return connectStorage(byString(connectionString), names);
}

describe('connectStorage', () => {
  it('uses the tables that docs/design.md names', () => {
    const { connectionString } = freshStorageNames();
    const { audit, runs, index, erasures, erased, requests } = connectStorage(byString(connectionString));
    expect([audit, runs, index, erasures, erased, requests].map(({ tableName }) => tableName)).toEqual([
      'RegisterAudit',
      'RegisterRuns',
      'RegisterIndex',
      'RegisterErasures',
      'RegisterErased',
      'RegisterRequests',
    ]);
  });

  it('creates tables and queue on preparation, twice if need be, and not before', async () => {
    const storage = connect();
    const rows = () => storage.runs.listEntities().next();
    await expect(rows()).rejects.toThrow(/table/i);
    await expect(storage.slices.send({ runId: 'r', slice: 0 })).rejects.toMatchObject({ statusCode: 404 });
    await Promise.all([storage.prepare(), storage.prepare()]);
    await storage.prepare();
    await expect(rows()).resolves.toMatchObject({ done: true });
    for (const table of [storage.audit, storage.index, storage.erasures, storage.erased, storage.requests]) {
      await expect(table.listEntities().next()).resolves.toMatchObject({ done: true });
    }
    await expect(storage.slices.send({ runId: 'r', slice: 0 })).resolves.toBeUndefined();
  });

  it('lets a preparation that failed be tried again', async () => {
    const { connectionString, table, queue } = freshStorageNames();
    const names = {
      audit: '1 wrong name',
      runs: table('R'),
      index: table('I'),
      erasures: table('E'),
      erased: table('D'),
      requests: table('Q'),
      slices: queue('s'),
      seals: queue('seals'),
      copies: queue('copies'),
    };
    const storage = connectStorage(byString(connectionString), names);
    const first = storage.prepare();
    await expect(first).rejects.toThrow();
    const second = storage.prepare();
    expect(second).not.toBe(first);
    await expect(second).rejects.toThrow();
  });

  it.each([undefined, '00000000-0000-0000-0000-000000000001'])(
    'connects with the identity %s and asks nobody for a token',
    (clientId) => {
      const storage = connectStorage({
        seals: { kind: 'identity', blobServiceUri: 'https://balentor.blob.core.windows.net', clientId },
        copies: { kind: 'identity', blobServiceUri: 'https://balentor.blob.core.windows.net', clientId },
        storage: {
          kind: 'identity',
          tableServiceUri: 'https://balentor.table.core.windows.net',
          queueServiceUri: 'https://balentor.queue.core.windows.net',
          clientId,
        },
      });
      expect(storage.audit.url).toBe('https://balentor.table.core.windows.net');
      expect(storage.audit.tableName).toBe('RegisterAudit');
    },
  );

  it.each([
    SECRET,
    `AccountName=a;AccountKey=${SECRET}`,
    `DefaultEndpointsProtocol=https;AccountKey=${SECRET};EndpointSuffix=core.windows.net`,
    `TableEndpoint=${SECRET};QueueEndpoint=${SECRET};AccountName=a;AccountKey=${SECRET}`,
    `TableEndpoint=//${SECRET};SharedAccessSignature=${SECRET}`,
    `BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=${SECRET}`,
    `DefaultEndpointsProtocol=https;AccountName=${SECRET} x;AccountKey=${SECRET};EndpointSuffix=core windows net`,
    `{"connection": "${SECRET}"}`,
  ])('refuses what is not a connection string and keeps it to itself (%#)', (connectionString) => {
    const error = thrownBy(() => connectStorage(byString(connectionString)));
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({
      code: 'storage_connection_invalid',
      message: expect.stringContaining('RegisterStorage'),
    });
    // As Node prints an error that nobody caught: with its cause and the properties of both.
    expect(inspect(error, { depth: 10 })).not.toContain(SECRET);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
