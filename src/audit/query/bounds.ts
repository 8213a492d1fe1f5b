import { z } from 'zod';
import type { ChainedEntry } from '../entry.ts';
import { readHead } from '../head.ts';
import { LAST_PLACE } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import type { ChainReads } from './chain-reads.ts';
import type { AuditFilter } from './filter.ts';

/**
 * How far the times in a chain may run backwards from one entry to a later one: the clocks of instances agree within a
 * quarter of a second, and an entry has its time shortly before its place.
 */
const DISORDER_MS = 2_000;

/**
 * The numbers of a chain at which events of the filter's time can stand as of now; what is appended later stands behind
 * them. Found by halving, so at a cost that hardly depends on how long the chain is.
 */
export async function boundsOf(reads: ChainReads, { from, to }: AuditFilter): Promise<Range> {
  const all = { first: 1, last: await lastNumber(reads) };
  if (all.last === 0) return all;
  const [first, beyond] = await Promise.all([
    from === undefined ? 1 : firstWhere(reads, all, ({ at }) => !(Date.parse(at) < from - DISORDER_MS)),
    to === undefined ? all.last + 1 : firstWhere(reads, all, ({ at }) => Date.parse(at) > to + DISORDER_MS),
  ]);
  if (to === undefined || beyond > all.last) return { first, last: all.last };
  // Up to where the next entry begins: the one before it may span many numbers.
  const next = await reads.firstEntry({ first: beyond, last: all.last });
  return { first, last: (next?.first ?? all.last + 1) - 1 };
}

/**
 * The first number from which on, as far as halving shows, `holds` is true of entries that begin there; the number after `all`
 * if of none. Numbers at which no entry begins count with the next one behind them.
 */
async function firstWhere(reads: ChainReads, all: Range, holds: (entry: ChainedEntry) => boolean): Promise<number> {
  let low = all.first;
  let high = all.last + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await reads.firstEntry({ first: middle, last: high - 1 });
    if (entry === undefined || holds(entry)) high = middle;
    else low = entry.last + 1;
  }
  return low;
}

/** The last number of a chain, 0 when it is empty. A head that somebody took away or altered hides no events. */
export async function lastNumber(reads: ChainReads): Promise<number> {
  reads.spend();
  const stored = await readHead(reads.table, reads.chain).catch((error: unknown) => {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  });
  if (stored !== undefined) return stored.head.sequence;
  let last = await reads.firstEntry({ first: 1, last: LAST_PLACE });
  let high = LAST_PLACE + 1;
  while (last !== undefined && last.last + 1 < high) {
    const middle = Math.floor((last.last + 1 + high) / 2);
    const entry = await reads.firstEntry({ first: middle, last: high - 1 });
    if (entry === undefined) high = middle;
    else last = entry;
  }
  return last?.last ?? 0;
}
