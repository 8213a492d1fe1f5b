import { text } from 'node:stream/consumers';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ServedStorage, serveStorage } from '../support/serve-storage.ts';
import { freshStorageNames } from '../support/storage.ts';

// What the program and its tests rely on of blobs, held against Azurite and against the storage that most tests keep in
// their own process: where both do the same, a test that passes on one passes on the other.

const NAME = 'folder/å & <b> 2026-11.jsonl';

let own: ServedStorage;

beforeAll(async () => {
  own = await serveStorage();
});
afterAll(() => own.close());

describe.each(['Azurite', 'own blobs'])('%s', (which) => {
  function absentContainer(): ContainerClient {
    const connection = which === 'Azurite' ? inject('storageConnectionString') : own.connectionString;
    const service = BlobServiceClient.fromConnectionString(connection, { retryOptions: { maxTries: 1 } });
    return service.getContainerClient(freshStorageNames().queue('blobs'));
  }
  async function freshContainer(): Promise<ContainerClient> {
    const container = absentContainer();
    await container.create();
    return container;
  }
  async function appended(container: ContainerClient, ...pieces: string[]) {
    const blob = container.getAppendBlobClient(NAME);
    await blob.create();
    for (const piece of pieces) await blob.appendBlock(piece, Buffer.byteLength(piece));
    return blob;
  }
  async function names(container: ContainerClient, prefix?: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { name } of container.listBlobsFlat(prefix === undefined ? {} : { prefix })) found.push(name);
    return found;
  }
  const refusals = async (calls: Promise<unknown>[]) =>
    (await Promise.allSettled(calls)).map((one) => (one.status === 'rejected' ? one.reason : 'done'));
  const refused = (statusCode: number, code: string) => ({ statusCode, code });

  it('makes a container once, and again after it was deleted', async () => {
    const container = absentContainer();
    expect(await container.exists()).toBe(false);
    expect((await container.createIfNotExists()).succeeded).toBe(true);
    expect((await container.createIfNotExists()).succeeded).toBe(false);
    expect(await container.exists()).toBe(true);
    expect((await container.getProperties()).hasImmutabilityPolicy ?? false).toBe(false);
    await appended(container, 'x');
    await container.delete();
    expect(await container.exists()).toBe(false);
    expect((await container.createIfNotExists()).succeeded).toBe(true);
    expect(await names(container)).toEqual([]);
  });

  it('lists all containers', async () => {
    const { containerName } = await freshContainer();
    const connection = which === 'Azurite' ? inject('storageConnectionString') : own.connectionString;
    const names: string[] = [];
    for await (const { name } of BlobServiceClient.fromConnectionString(connection).listContainers()) names.push(name);
    expect(names).toContain(containerName);
  });

  it('says that a container is not there', async () => {
    const container = absentContainer();
    const blob = container.getAppendBlobClient(NAME);
    const missing = refused(404, 'ContainerNotFound');
    await expect(names(container)).rejects.toMatchObject(missing);
    const calls = [blob.create(), blob.appendBlock('x', 1), blob.download(), blob.delete(), container.delete()];
    for (const reason of await refusals(calls)) expect(reason).toMatchObject(missing);
    await expect(blob.getProperties()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('says that a blob is not there', async () => {
    const blob = (await freshContainer()).getAppendBlobClient(NAME);
    const missing = refused(404, 'BlobNotFound');
    for (const reason of await refusals([blob.appendBlock('x', 1), blob.download(), blob.delete()]))
      expect(reason).toMatchObject(missing);
    await expect(blob.getProperties()).rejects.toMatchObject({ statusCode: 404 });
    expect(await blob.exists()).toBe(false);
  });

  it('adds pieces, and gives all or a part', async () => {
    const blob = await appended(await freshContainer(), 'abc', 'ä€名');
    await blob.appendBlock(new Uint8Array([0, 255]), 2);
    const whole = Buffer.concat([Buffer.from('abcä€名'), Buffer.from([0, 255])]);
    expect(await blob.downloadToBuffer()).toEqual(whole);
    expect(await blob.downloadToBuffer(2)).toEqual(whole.subarray(2));
    expect(await blob.downloadToBuffer(1, 3)).toEqual(whole.subarray(1, 4));
    expect(await blob.getProperties()).toMatchObject({ contentLength: whole.length, blobType: 'AppendBlob' });
    const { readableStreamBody } = await blob.download(0, 3);
    expect(readableStreamBody && (await text(readableStreamBody))).toBe('abc');
  });

  it('adds a piece only at the place that is named', async () => {
    const blob = await appended(await freshContainer(), 'abc');
    const add = (appendPosition: number) => blob.appendBlock('d', 1, { conditions: { appendPosition } });
    await expect(add(2)).rejects.toMatchObject(refused(412, 'AppendPositionConditionNotMet'));
    await add(3);
    expect(String(await blob.downloadToBuffer())).toBe('abcd');
  });

  it('leaves a blob as it is where it should only be made', async () => {
    const container = await freshContainer();
    const blob = await appended(container, 'abc');
    expect((await blob.createIfNotExists()).succeeded).toBe(false);
    expect(String(await blob.downloadToBuffer())).toBe('abc');
    await blob.create();
    expect((await blob.getProperties()).contentLength).toBe(0);
    const whole = container.getBlockBlobClient('whole');
    const put = (content: string) => whole.uploadData(Buffer.from(content), { conditions: { ifNoneMatch: '*' } });
    await put('one');
    await expect(put('two')).rejects.toMatchObject(refused(409, 'BlobAlreadyExists'));
    expect(String(await whole.downloadToBuffer())).toBe('one');
    await expect(container.getAppendBlobClient('whole').appendBlock('x', 1)).rejects.toMatchObject({ statusCode: 409 });
    await whole.upload('three', 5);
    expect(String(await whole.downloadToBuffer())).toBe('three');
  });

  it('lists blobs in order, by prefix and page by page, with when they were made', async () => {
    const container = await freshContainer();
    for (const name of ['b/2', 'a', 'b/1', 'c & <d>']) await container.getAppendBlobClient(name).create();
    expect(await names(container)).toEqual(['a', 'b/1', 'b/2', 'c & <d>']);
    expect(await names(container, 'b/')).toEqual(['b/1', 'b/2']);
    const pages: string[][] = [];
    for await (const { segment } of container.listBlobsFlat().byPage({ maxPageSize: 3 }))
      pages.push(segment.blobItems.map(({ name }) => name));
    expect(pages).toEqual([['a', 'b/1', 'b/2'], ['c & <d>']]);
    for await (const { properties } of container.listBlobsFlat()) {
      expect(Math.abs((properties.createdOn?.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
      expect(properties.contentLength).toBe(0);
    }
    await container.deleteBlob('a');
    expect(await names(container)).toEqual(['b/1', 'b/2', 'c & <d>']);
  });
});
