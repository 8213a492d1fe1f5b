import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { indexRowSchema, openRowSchema } from '../index-row.ts';
import { OPEN_ROWS, placeOfIndexRow } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import { MOST_ROWS, type RowsWanted, rowsBetween } from './chain-rows.ts';

/** Makes the row key that leads to the events of somebody or something from the place of the first of them. */
export type IndexKey = (first: number) => string;

/** What an index row leads to. */
interface Pointer {
  /** The place that its key names. */
  readonly place: number;
  readonly ranges: readonly Range[];
}

const namedSchema = z.object({ rowKey: z.string() });

/** The first `most` index rows between two keys. */
export async function pointers(
  table: TableClient,
  chain: string,
  wanted: RowsWanted,
  most = Number.POSITIVE_INFINITY,
): Promise<Pointer[]> {
  const found: Pointer[] = [];
  for await (const row of rowsBetween(table, chain, wanted, Math.min(most, MOST_ROWS))) {
    found.push({ place: placeOfIndexRow(namedSchema.parse(row).rowKey), ranges: rangesOf(row) });
    if (found.length >= most) break;
  }
  return found;
}

/** Nothing of a row that somebody made unreadable: verification names that. */
function rangesOf(row: unknown): Range[] {
  const { data } = indexRowSchema.safeParse(row);
  if (data === undefined) return [];
  const { first, last, outcomeFirst, outcomeLast } = data;
  const intents = { first, last };
  return outcomeFirst === first ? [intents] : [intents, { first: outcomeFirst, last: outcomeLast }];
}

/** Where the intents without outcome stand; no index row leads to them yet. */
export async function openRanges(table: TableClient, chain: string): Promise<Range[]> {
  const ranges: Range[] = [];
  for await (const row of rowsBetween(table, chain, OPEN_ROWS)) {
    const { data } = openRowSchema.safeParse(row);
    if (data !== undefined) ranges.push({ first: data.first, last: data.last });
  }
  return ranges;
}
