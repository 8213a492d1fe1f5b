import { z } from 'zod';
import { CHAIN_NAMES } from '../../../src/audit/rows.ts';
import type { SealStore } from '../../../src/audit/seal-store.ts';
import { BackupError } from '../errors.ts';
import { sealsIn } from '../read-section.ts';
import { rowOfText } from '../row-text.ts';
import { sealsOf } from '../sections.ts';
import type { Contents } from './put-sections.ts';

const blobSchema = z.object({ rowKey: z.string(), text: z.string() });

/** Adds to the end of a blob, which is made when it is not there. */
export type AppendBlob = (name: string, text: string) => Promise<void>;

/**
 * Writes the seals of the backup where there are none, or not all of them. Safe to repeat. Throws `BackupError` where there are others: seals
 * are never changed, and those that are newer than the backup stay where they are.
 */
export async function putSeals(seals: SealStore, append: AppendBlob, contents: Contents): Promise<void> {
  for (const chain of CHAIN_NAMES) {
    const there = await sealsIn(seals, chain);
    const wanted = await contents(sealsOf(chain));
    const lacking = [...wanted].map(([key, text]) => lackingOf(text, there.get(key)));
    if (lacking.includes(undefined) || [...there.keys()].some((key) => !wanted.has(key))) {
      const told = `There are other seals of ${chain} than those of the backup`;
      throw new BackupError('seals_differ', `${told}: name a new, empty account in RegisterSeals (docs/backup.md).`);
    }
    for (const one of lacking) if (one !== undefined && one.rest !== '') await append(one.name, one.rest);
  }
}

/** What a blob lacks; `undefined` when it holds anything else. */
function lackingOf(wanted: string, there: string | undefined): { name: string; rest: string } | undefined {
  const { rowKey: name, text } = blobSchema.parse(rowOfText(wanted));
  const held = there === undefined ? '' : blobSchema.parse(rowOfText(there)).text;
  return text.startsWith(held) ? { name, rest: text.slice(held.length) } : undefined;
}
