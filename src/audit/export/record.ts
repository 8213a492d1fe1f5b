import { z } from 'zod';
import { headRowSchema } from '../head.ts';
import { prunedRowSchema } from '../pruned-row.ts';
import { eventRowSchema } from '../rows.ts';
import { sealedRowSchema } from '../seal.ts';

/** Names the format of an export; `docs/audit-format.md` describes it. */
export const EXPORT_FORMAT = 'rekisteri-audit-export-v1';

const chain = z.string();
/** Key of the table row, where it is not the one that belongs there. */
const row = z.string().optional();

const shapes = {
  /** The first record: what the file is, when it was begun, and whether the seals were exported with it. */
  export: z.strictObject({ record: z.literal('export'), format: z.string(), at: z.string(), seals: z.boolean() }),
  /** A row of the table that belongs to no chain. */
  stray: z.strictObject({ record: z.literal('stray'), chain, row: z.string() }),
  /** Begins the section of a chain; of how many prunings its events are. */
  chain: z.strictObject({ record: z.literal('chain'), chain, prunings: z.int().min(0) }),
  /** What the table remembers of the last seal. */
  sealed: z.strictObject({ record: z.literal('sealed'), chain, ...sealedRowSchema.shape }),
  event: z.strictObject({
    record: z.literal('event'),
    chain,
    row,
    ...eventRowSchema.omit({ partitionKey: true, rowKey: true }).shape,
  }),
  /** Stands for pruned events. */
  pruned: z.strictObject({
    record: z.literal('pruned'),
    chain,
    row,
    ...prunedRowSchema.omit({ partitionKey: true, rowKey: true, pruned: true }).shape,
  }),
  /** A row that is not what it should be; its content is not exported. */
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
  shapes.sealed,
  shapes.event,
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

const hintSchema = z.object({
  record: z.string(),
  chain: z.string(),
  row: z.string().optional().catch(undefined),
  sequence: z.int().min(1).optional().catch(undefined),
});

/** What a record that was altered still says of where it belongs. */
export type Hint = z.infer<typeof hintSchema>;

export function hintOf(value: unknown): Hint | undefined {
  return hintSchema.safeParse(value).data;
}

/** Ends the section of its chain. */
export function endsChain({ record, ...rest }: ExportRecord): boolean {
  return record === 'head' || record === 'no_head' || (record === 'unreadable' && 'row' in rest && rest.row === 'head');
}
