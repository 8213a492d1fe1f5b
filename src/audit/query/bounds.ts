import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ChainedEvent } from '../event.ts';
import { readHead } from '../head.ts';
import { LAST_PLACE } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import { firstEventIn } from './chain-rows.ts';
import type { AuditFilter } from './filter.ts';

/**
 * How far the times in a chain may run backwards from one event to a later one: the clocks of instances agree within a
 * quarter of a second, and an event has its time shortly before its place.
 */
const DISORDER_MS = 2_000;

/**
 * The places of a chain at which events of the filter's time can stand as of now; what is appended later stands behind
 * them. Found by halving, so at a cost that hardly depends on how long the chain is.
 */
export async function boundsOf(table: TableClient, chain: string, { from, to }: AuditFilter): Promise<Range> {
  const all = { first: 1, last: await lastPlace(table, chain) };
  if (all.last === 0) return all;
  const [first, beyond] = await Promise.all([
    from === undefined ? 1 : firstWhere(table, chain, all, ({ at }) => !(Date.parse(at) < from - DISORDER_MS)),
    to === undefined ? all.last + 1 : firstWhere(table, chain, all, ({ at }) => Date.parse(at) > to + DISORDER_MS),
  ]);
  return { first, last: beyond - 1 };
}

/**
 * The first place from which on, as far as halving shows, `holds` is true of events; the place after `all` if of none.
 * Places without an event count with the next one behind them.
 */
async function firstWhere(
  table: TableClient,
  chain: string,
  all: Range,
  holds: (event: ChainedEvent) => boolean,
): Promise<number> {
  let low = all.first;
  let high = all.last + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const event = await firstEventIn(table, chain, { first: middle, last: high - 1 });
    if (event === undefined || holds(event)) high = middle;
    else low = event.sequence + 1;
  }
  return low;
}

/** The last place of a chain, 0 when it is empty. A head that somebody took away or altered hides no events. */
async function lastPlace(table: TableClient, chain: string): Promise<number> {
  const stored = await readHead(table, chain).catch((error: unknown) => {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  });
  if (stored !== undefined) return stored.head.sequence;
  if ((await firstEventIn(table, chain, { first: 1, last: LAST_PLACE })) === undefined) return 0;
  let low = 1;
  let high = LAST_PLACE + 1;
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    const event = await firstEventIn(table, chain, { first: middle, last: high - 1 });
    if (event === undefined) high = middle;
    else low = event.sequence;
  }
  return low;
}
