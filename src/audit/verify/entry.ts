import { z } from 'zod';
import type { ChainedEvent } from '../event.ts';
import { type PrunedRange, prunedRowSchema } from '../pruned-row.ts';
import { eventOfRow, eventRow, eventRowSchema } from '../rows.ts';

/** What stands at one place of a chain, before anything is known of its truth. */
export type Entry =
  | { readonly kind: 'event'; readonly position: number; readonly event: ChainedEvent }
  | { readonly kind: 'pruned'; readonly position: number; readonly range: PrunedRange }
  /** A row at a place of the chain that is neither. */
  | { readonly kind: 'unreadable'; readonly position: number }
  /** A row whose key is no place. */
  | { readonly kind: 'misplaced'; readonly row: string; readonly event: ChainedEvent | undefined };

const rowKeySchema = z.looseObject({ rowKey: z.string() });
const strictEventSchema = eventRowSchema.strict();

/** Names that the SDK adds to every row. */
const OF_SDK = ['etag', 'timestamp', 'odata.metadata', 'odata.etag', 'odata.type', 'odata.id', 'odata.editLink'];

/** Reads a row of a chain's events, whatever somebody may have made of it. */
export function entryOfRow(row: unknown): Entry {
  const { rowKey } = rowKeySchema.parse(row);
  const position = Number(rowKey);
  const isPlace = /^\d+$/.test(rowKey) && position >= 1 && rowKey === eventRow(position);
  const own = withoutSdk(row);
  const isEvent = strictEventSchema.safeParse(own).success;
  if (!isPlace) return { kind: 'misplaced', row: rowKey, event: isEvent ? eventOfRow(own) : undefined };
  if (isEvent) return { kind: 'event', position, event: eventOfRow(own) };
  const pruned = prunedRowSchema.strict().safeParse(own);
  if (!pruned.success) return { kind: 'unreadable', position };
  const { partitionKey: chain, rowKey: _, pruned: __, ...range } = pruned.data;
  return { kind: 'pruned', position, range: { chain, ...range } };
}

function withoutSdk(row: unknown): unknown {
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(row));
  return Object.fromEntries(entries.filter(([name]) => !OF_SDK.includes(name)));
}
