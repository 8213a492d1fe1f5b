import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseJson } from '../../parse-json.ts';

/** The seals of a chain in a folder, `DIR/chain-3/2026-11.jsonl`, as somebody may have left them, in order. */
export async function* sealsIn(folder: string, chain: string): AsyncGenerator<unknown> {
  for (const name of await filesIn(join(folder, chain))) {
    const input = createReadStream(join(folder, chain, name));
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield parseJson(line);
    }
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    // A chain that nobody has sealed has no folder.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
