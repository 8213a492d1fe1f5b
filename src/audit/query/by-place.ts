import type { TableClient } from '@azure/data-tables';
import type { ChainedEvent } from '../event.ts';
import type { Range } from '../verify/ranges.ts';
import { eventsIn, MOST_ROWS } from './chain-rows.ts';

/** Where nearly all events were pruned, a wider look still gives few rows. */
const WIDEST = 4 * MOST_ROWS;
/** Less than this part of the places in a look held an event. */
const SPARSE = 0.1;

/** All events of a chain between two places, newest first, read in batches of `batch` and then more. */
export async function* byPlace(
  table: TableClient,
  chain: string,
  { first, last }: Range,
  batch: number,
): AsyncGenerator<ChainedEvent> {
  let width = Math.min(batch, MOST_ROWS);
  for (let high = last; high >= first; ) {
    const low = Math.max(first, high - width + 1);
    const events = await eventsIn(table, chain, { first: low, last: high });
    yield* events;
    const sparse = events.length < SPARSE * (high - low + 1);
    width = Math.min(2 * width, sparse ? WIDEST : MOST_ROWS);
    high = low - 1;
  }
}
