import { odata } from '@azure/data-tables';
import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import { rowOfText } from '../row-text.ts';
import { rowsOf } from '../read-section.ts';
import type { Content } from '../section-files.ts';
import { putTexts } from './put-rows.ts';
import type { Restored } from './register.ts';

const recordSchema = z.object({ record: z.string() });
const floorSchema = z.object({ at: z.int() });
const keptSchema = z.object({ state: z.enum(['pending', 'counts']) });

/** Puts back floors of companies that are gone, and raises those that are lower; a later one stays (§7). Safe to repeat. */
export async function mergeFloors({ storage, floors }: Restored, kept: Content): Promise<void> {
  const there = await rowsOf(storage.erasures, odata`PartitionKey eq ${'floor'}`);
  await putMissing(storage.erasures, kept, there);
  for (const [key, text] of kept) {
    const { at } = recordOf(text, floorSchema) ?? {};
    if (there.has(key) && at !== undefined) await floors.raise(companyOf(text), at);
  }
}

/**
 * Puts back hashes of people who were erased and are not known any more. Those that are there are as late or later, and stay; they count when either
 * says so. Safe to repeat.
 */
export async function mergeErased({ storage, erasedAddresses }: Restored, kept: Content): Promise<void> {
  const there = await rowsOf(storage.erased, undefined);
  await putMissing(storage.erased, kept, there);
  for (const [key, text] of kept) {
    const held = there.get(key);
    const isLater = held === undefined || recordOf(held, keptSchema)?.state !== 'pending';
    if (isLater || recordOf(text, keptSchema)?.state !== 'counts') continue;
    const [contactId = '', erasureId = ''] = rowOfText(text).rowKey.split('|');
    await erasedAddresses.confirm(erasureId, contactId);
  }
}

/** Puts back the rows that are not there. */
export async function putMissing(table: Restored['storage']['erased'], kept: Content, there: Content): Promise<void> {
  await putTexts(
    table,
    [...kept].flatMap(([key, text]) => (there.has(key) ? [] : [text])),
  );
}

function recordOf<T>(text: string, schema: z.ZodType<T>): T | undefined {
  const { data } = recordSchema.safeParse(rowOfText(text));
  return schema.safeParse(parseJson(data?.record ?? '')).data;
}

function companyOf(text: string): string {
  return rowOfText(text).rowKey.replace(/^0+(?=.)/, '');
}

/** Whose hashes a backup holds, by list: `contact|list`. */
export function hashesIn(erased: Content): ReadonlySet<string> {
  return new Set(
    [...erased.values()].map((text) => {
      const [contactId = '', erasureId = ''] = rowOfText(text).rowKey.split('|');
      return `${contactId}|${erasureId}`;
    }),
  );
}
