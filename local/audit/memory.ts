import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ChainResult, Remembered } from '../../src/audit/verify/chain-check.ts';
import { parseJson } from '../../src/parse-json.ts';
import { CommandError } from '../command/errors.ts';

const memorySchema = z.strictObject({
  format: z.literal('rekisteri-audit-memory-v2'),
  chains: z.record(z.string(), z.strictObject({ sequence: z.int().min(0), lastSeal: z.int().min(0) })),
});

/** What earlier verifications saw of each chain: its last event and its last seal. */
export async function readMemory(file: string): Promise<Map<string, Remembered>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return new Map();
  const parsed = memorySchema.safeParse(parseJson(text));
  if (parsed.success) return new Map(Object.entries(parsed.data.chains));
  throw new CommandError('unreadable', `${file} is no memory of earlier verifications. Name another file.`);
}

/** Remembers the most that was ever seen; of a chain with faults only what was seen before. */
export async function writeMemory(
  file: string,
  before: ReadonlyMap<string, Remembered>,
  chains: readonly ChainResult[],
): Promise<void> {
  const entries = chains.map(({ chain, sequence, lastSeal, faultCount }) => {
    const seen = before.get(chain) ?? { sequence: 0, lastSeal: 0 };
    const now = faultCount > 0 ? seen : { sequence, lastSeal };
    const most = {
      sequence: Math.max(now.sequence, seen.sequence),
      lastSeal: Math.max(now.lastSeal, seen.lastSeal),
    };
    return [chain, most] as const;
  });
  const memory = { format: 'rekisteri-audit-memory-v2', chains: Object.fromEntries(entries) };
  // Replaced at once: a crash leaves the old memory or the new one.
  await writeFile(`${file}.new`, `${JSON.stringify(memory, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
