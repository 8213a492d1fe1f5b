import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SealStore } from '../seal-store.ts';

/** Writes the blobs with the seals of a chain as they are: `DIR/chain-3/2026-11.jsonl`. */
export async function exportSeals(store: SealStore, chain: string, folder: string): Promise<void> {
  await mkdir(join(folder, chain), { recursive: true });
  for (const blob of await store.blobsOf(chain)) {
    const file = fileNameOf(blob.slice(chain.length + 1));
    await pipeline(await store.contentOf(blob), createWriteStream(join(folder, chain, file)));
  }
}

/** Whoever can write to the container chooses the name of a blob, and it must not lead out of the folder. */
function fileNameOf(name: string): string {
  return encodeURIComponent(name).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'));
}
