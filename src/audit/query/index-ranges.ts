import { odata, type TableClient } from '@azure/data-tables';
import type { Range } from '../verify/ranges.ts';
import { type IndexKey, openRanges, pointers } from './pointers.ts';

/**
 * The ranges between two places that the index rows of one kind lead to, and the intents without outcome: the latest
 * first. Index rows are read in batches of `batch` and then more.
 *
 * Index rows stand in the order of the intents. An outcome that was long in coming, after a crash, stands far in front of
 * what its row suggests. So each batch is completed by the rows behind it that lead to something in front of its end.
 */
export async function* indexRanges(
  table: TableClient,
  chain: string,
  keyOf: IndexKey,
  bounds: Range,
  batch: number,
): AsyncGenerator<Range> {
  // Marks before index rows: what is concluded in between is then found in both, rather than in neither.
  const pending = clipped(await openRanges(table, chain), bounds);
  const seen = new Set<number>();
  let size = batch;
  for (let high = bounds.last; high >= bounds.first; size *= 2) {
    const listed = await pointers(table, chain, { from: keyOf(high), to: keyOf(bounds.first) }, size);
    const end = listed.length < size ? bounds.first : (listed.at(-1)?.place ?? bounds.first);
    const also = odata`outcomeLast ge ${end} and outcomeFirst le ${bounds.last}`;
    const late = end > 1 ? await pointers(table, chain, { from: keyOf(end - 1), to: keyOf(0), also }) : [];
    for (const { place, ranges } of [...listed, ...late]) {
      if (!seen.has(place)) pending.push(...clipped(ranges, bounds));
      seen.add(place);
    }
    pending.sort((a, b) => b.last - a.last);
    const ready = pending.findIndex(({ last }) => last < end);
    yield* pending.splice(0, ready < 0 ? pending.length : ready);
    high = end - 1;
  }
}

function clipped(ranges: readonly Range[], { first, last }: Range): Range[] {
  return ranges
    .map((range) => ({ first: Math.max(range.first, first), last: Math.min(range.last, last) }))
    .filter((range) => range.first <= range.last);
}
