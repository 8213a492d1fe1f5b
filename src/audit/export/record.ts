import { z } from 'zod';
import { contentFits } from '../content.ts';
import { entryColumnsSchema } from '../entry.ts';
import { headRowSchema } from '../head.ts';
import { prunedRowSchema } from '../pruned-row.ts';
import { foundInRow } from '../verify/found.ts';
import type { FoundHead } from '../verify/head-fact.ts';

/** Names the format of an export; `docs/audit-format.md` describes it. */
export const EXPORT_FORMAT = 'rekisteri-audit-export-v2';

const chain = z.string();

const shapes = {
  /** The first record: what the file is, when it was begun, and whether the seals were exported with it. */
  export: z.strictObject({ record: z.literal('export'), format: z.string(), at: z.string(), seals: z.boolean() }),
  /** A row of the table that belongs to no chain. */
  stray: z.strictObject({ record: z.literal('stray'), chain, row: z.string() }),
  /** Begins the section of a chain. */
  chain: z.strictObject({ record: z.literal('chain'), chain }),
  entry: z.strictObject({ record: z.literal('entry'), chain, ...entryColumnsSchema.shape }).refine(contentFits),
  /** Stands for pruned entries. */
  pruned: z.strictObject({
    record: z.literal('pruned'),
    chain,
    ...prunedRowSchema.omit({ partitionKey: true, rowKey: true, pruned: true }).shape,
  }),
  /** A row that is not what it should be, or not where; its content is not exported. */
  unreadable: z.strictObject({ record: z.literal('unreadable'), chain, row: z.string() }),
  /** Ends the section of a chain: its head row. */
  head: z.strictObject({ record: z.literal('head'), chain, ...headRowSchema.shape }),
  /** Ends the section of a chain without head row; `begun` when other rows are there. */
  no_head: z.strictObject({ record: z.literal('no_head'), chain, begun: z.boolean() }),
};

const recordSchema = z.discriminatedUnion('record', [
  shapes.export,
  shapes.stray,
  shapes.chain,
  shapes.entry,
  shapes.pruned,
  shapes.unreadable,
  shapes.head,
  shapes.no_head,
]);

export type ExportRecord = z.infer<typeof recordSchema>;

/** Reads a record; `undefined` when it is none. */
export function recordOf(value: unknown): ExportRecord | undefined {
  return recordSchema.safeParse(value).data;
}

const keySchema = z.looseObject({ rowKey: z.string().catch('') });

/** The key of a table row. */
export function rowKeyOf(row: unknown): string {
  return keySchema.parse(row).rowKey;
}

/** The record of a table row that stands among the entries of a chain, whatever somebody may have made of it. */
export function recordOfRow(chain: string, row: unknown): ExportRecord {
  const found = foundInRow(row);
  if (found.kind === 'entry') return { record: 'entry', ...found.entry, chain };
  if (found.kind === 'pruned') return { record: 'pruned', ...found.range, chain };
  return { record: 'unreadable', chain, row: rowKeyOf(row) };
}

/** The record of a head as it was found; `begun` when there is none but the chain has other rows. */
export function recordOfHead(chain: string, head: FoundHead, begun: boolean): ExportRecord {
  if (head === 'unreadable') return { record: 'unreadable', chain, row: 'head' };
  return head === 'missing' ? { record: 'no_head', chain, begun } : { record: 'head', ...head, chain };
}
