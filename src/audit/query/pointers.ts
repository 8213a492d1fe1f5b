import { z } from 'zod';
import { indexRowSchema } from '../index-row.ts';
import { openRowSchema } from '../open-row.ts';
import { OPEN_ROWS, placeOfIndexRow } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import { type ChainReads, MOST_ROWS, type RowRange } from './chain-reads.ts';

/** Makes the row key that leads to the entries of somebody or something from the first number of them. */
export type IndexKey = (first: number) => string;

/** What a row leads to: intents or an occurrence, and the outcomes of those intents. */
export interface Pointer {
  /** The number that its key names. */
  readonly place: number;
  readonly intents: Range;
  /** `undefined` where there are none; `entry` is where the entry begins that holds the first of them. */
  readonly outcomes: (Range & { readonly entry: number }) | undefined;
}

const namedSchema = z.object({ rowKey: z.string() });

/** What the first `most` index rows between two keys lead to. */
export async function pointers(
  reads: ChainReads,
  range: RowRange,
  most = Number.POSITIVE_INFINITY,
): Promise<Pointer[]> {
  const found: Pointer[] = [];
  for await (const row of reads.rows(range, Math.min(most, MOST_ROWS))) {
    found.push(pointerOf(row));
    if (found.length >= most) break;
  }
  return found;
}

/** Of a row that somebody made unreadable nothing: verification names that. */
function pointerOf(row: unknown): Pointer {
  const place = placeOfIndexRow(namedSchema.parse(row).rowKey);
  const { data } = indexRowSchema.safeParse(row);
  if (data === undefined) return { place, intents: { first: 1, last: 0 }, outcomes: undefined };
  const { first, last, outcome: entry, outcomeFirst, outcomeLast } = data;
  const outcomes = entry === 0 ? undefined : { first: outcomeFirst, last: outcomeLast, entry };
  return { place, intents: { first, last }, outcomes };
}

/** Where the intents without outcome stand; no index row leads to them yet. */
export async function openPointers(reads: ChainReads): Promise<Pointer[]> {
  const found: Pointer[] = [];
  for await (const row of reads.rows(OPEN_ROWS)) {
    const { data } = openRowSchema.safeParse(row);
    if (data === undefined) continue;
    const { first, last } = data;
    found.push({ place: first, intents: { first, last }, outcomes: undefined });
  }
  return found;
}
