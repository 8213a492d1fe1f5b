import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { expect, it } from 'vitest';
import { LineBlobs } from '../../src/storage/line-blobs.ts';
import { freshStorageNames } from '../support/storage.ts';

function freshBlobs(): { blobs: LineBlobs; container: ContainerClient } {
  const { connectionString, register } = freshStorageNames();
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(register.seals);
  return { blobs: new LineBlobs(async () => container), container };
}

async function add(blobs: LineBlobs, line: string, month: string): Promise<void> {
  while (!(await blobs.add(line, (await blobs.last('one', month)).end)));
}

it.each([
  ['the first lines', undefined],
  ['lines', '2026-11'],
])('does not let %s of two months be added side by side', async (_, before) => {
  const { blobs } = freshBlobs();
  if (before !== undefined) await add(blobs, 'before', before);
  const [november, december] = [await blobs.last('one', '2026-11'), await blobs.last('one', '2026-12')];
  await add(blobs, 'december', '2026-12');
  await expect(blobs.add('november', november.end)).resolves.toBe(false);
  await expect(blobs.add('other december', december.end)).resolves.toBe(false);
  const { line, end } = await blobs.last('one', '2026-11');
  expect({ line, blob: end.blob }).toEqual({ line: 'december', blob: 'one/2026-12.jsonl' });
  await add(blobs, 'last', '2026-11');
  const lines: string[] = [];
  for await (const each of blobs.lines('one')) lines.push(each);
  expect(lines.filter((one) => one !== 'before')).toEqual(['december', 'last']);
});

it('does not try for ever to add to a blob that somebody replaced', async () => {
  const { blobs, container } = freshBlobs();
  await add(blobs, 'first', '2026-11');
  await container.deleteBlob('one/2026-11.jsonl');
  await container.getBlockBlobClient('one/2026-11.jsonl').upload('x\n', 2);
  await expect(blobs.add('second', (await blobs.last('one', '2026-11')).end)).rejects.toThrow();
});
