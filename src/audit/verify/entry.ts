import { z } from 'zod';
import type { ChainedEvent } from '../event.ts';
import { type PrunedRange, prunedRowSchema } from '../pruned-row.ts';
import { eventOfRow, eventRowSchema } from '../rows.ts';
import { ownColumns } from './own-columns.ts';

/** What stands at one place of a chain, before anything is known of its truth. */
export type Entry =
  | { readonly kind: 'event'; readonly position: number; readonly event: ChainedEvent }
  | { readonly kind: 'pruned'; readonly position: number; readonly range: PrunedRange }
  /** A row at a place of the chain that is neither. */
  | { readonly kind: 'unreadable'; readonly position: number }
  /** A row whose key is no place. */
  | { readonly kind: 'misplaced'; readonly row: string; readonly event: ChainedEvent | undefined };

/** A column of the same name that somebody added may hide the key, and be anything. */
const rowKeySchema = z.looseObject({ rowKey: z.string().catch('') });
const strictEventSchema = eventRowSchema.strict();

/** Reads a row of a chain's events, whatever somebody may have made of it. */
export function entryOfRow(row: unknown): Entry {
  const { rowKey } = rowKeySchema.parse(row);
  const position = Number(rowKey);
  const isPlace = /^\d{12}$/.test(rowKey) && position >= 1;
  const own = ownColumns(row);
  const isEvent = strictEventSchema.safeParse(own).success;
  if (!isPlace) return { kind: 'misplaced', row: rowKey, event: isEvent ? eventOfRow(own) : undefined };
  if (isEvent) return { kind: 'event', position, event: eventOfRow(own) };
  const pruned = prunedRowSchema.strict().safeParse(own);
  if (!pruned.success) return { kind: 'unreadable', position };
  const { partitionKey: chain, rowKey: _, pruned: __, ...range } = pruned.data;
  return { kind: 'pruned', position, range: { chain, ...range } };
}
