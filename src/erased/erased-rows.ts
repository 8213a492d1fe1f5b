import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { RowKeys } from '../storage/in-transactions.ts';

/** Read side by side; each contact's rows are in the one that its id leads to. */
export const PARTITIONS = ['people-0', 'people-1', 'people-2', 'people-3'];

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const keptSchema = z.object({
  /** `pending` until the person is gone: nobody is recognised who was not erased. */
  state: z.enum(['pending', 'counts']),
  /** When it was kept or, once it counts, since when it does (ISO 8601 UTC). */
  at: z.string(),
  strong: z.array(hash),
  weak: z.array(hash),
});

type Kept = z.infer<typeof keptSchema>;

/** What is kept of a person on one list, under one key. */
export interface KeptRow extends RowKeys {
  readonly kept: Kept;
}

export const rowSchema = z.looseObject({ partitionKey: z.string(), rowKey: z.string(), record: z.string() });

/** The row of a person; `rest` says which list and key. */
export function rowOf(contactId: string, rest: string): RowKeys {
  const place = Number(contactId.slice(-2)) % PARTITIONS.length;
  return { partitionKey: PARTITIONS[place] ?? 'people-0', rowKey: `${contactId}|${rest}` };
}

/** The keys alone. */
export function keysOf({ partitionKey, rowKey }: RowKeys): RowKeys {
  return { partitionKey, rowKey };
}

/** The filter for all rows of a partition. */
export function inPartition(partition: string): string {
  return odata`PartitionKey eq ${partition}`;
}
