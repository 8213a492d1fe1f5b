import type { BlobSettings } from '../../../src/settings/storage.ts';
import { connectContainer } from '../../../src/storage/connect-blobs.ts';
import { DEFAULT_PATIENCE } from '../../../src/storage/patience.ts';
import type { AppendBlob } from './put-seals.ts';

/** An append takes 4 MiB (Blob Storage). */
const MOST_BYTES = 2 * 1024 * 1024;

/** Appends to blobs of the container of seals, which is made when it is missing. */
export function appendSealIn(settings: BlobSettings, name: string): AppendBlob {
  const connect = connectContainer(settings, name, DEFAULT_PATIENCE, 'The blobs of RegisterSeals cannot be reached.');
  return async (blob, text) => {
    const container = await connect();
    await container.createIfNotExists();
    const client = container.getAppendBlobClient(blob);
    await client.createIfNotExists();
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += MOST_BYTES) {
      const piece = bytes.subarray(at, at + MOST_BYTES);
      await client.appendBlock(piece, piece.length);
    }
  };
}
