import type { TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import type { ChainedEvent } from '../event.ts';
import { type Range, sizeOf } from '../verify/ranges.ts';
import { eventsIn, MOST_ROWS } from './chain-rows.ts';
import { indexRanges } from './index-ranges.ts';
import type { IndexKey } from './pointers.ts';
import { joined, overlapping } from './spans.ts';

/** Ranges that are read side by side. */
const AT_ONCE = 8;
/** Room for intents and outcomes of one subject, which mostly stand near each other. */
const LEAST_SPAN = 16;
/** Nearly every index row leads to more events than these. */
const EVENTS_OF_ROW = 4;
const LEAST_INDEX_ROWS = 8;

/** How events are found by rows that lead to them. */
interface Lead {
  readonly keyOf: IndexKey;
  /** Rows of another kind, when only events count that they lead to as well. */
  readonly within?: IndexKey;
  /** Keeps the service from sending others' events that stand in between. */
  readonly also: string;
}

/** The events of one subject or run between two places, newest first, read in batches of about `batch` and then more. */
export async function* byIndex(
  table: TableClient,
  chain: string,
  { keyOf, within, also }: Lead,
  bounds: Range,
  batch: number,
): AsyncGenerator<ChainedEvent> {
  const indexRows = Math.max(LEAST_INDEX_ROWS, Math.ceil(batch / EVENTS_OF_ROW));
  const led = (key: IndexKey) => indexRanges(table, chain, key, bounds, indexRows);
  const ranges = within === undefined ? led(keyOf) : overlapping(led(keyOf), led(within));
  let before = Number.POSITIVE_INFINITY;
  for await (const spans of inBatches(joined(ranges, Math.max(LEAST_SPAN, batch)), batch)) {
    const found = await pMap(spans, (span) => eventsIn(table, chain, span, also), { concurrency: AT_ONCE });
    for (const event of found.flat()) {
      // What was concluded while we read is led to by a mark and by a row.
      if (event.sequence >= before) continue;
      before = event.sequence;
      yield event;
    }
  }
}

async function* inBatches(spans: AsyncIterable<Range>, batch: number): AsyncGenerator<Range[]> {
  let group: Range[] = [];
  let room = batch;
  let size = batch;
  for await (const span of spans) {
    group.push(span);
    room -= sizeOf(span);
    if (room > 0) continue;
    yield group;
    size = Math.min(2 * size, MOST_ROWS);
    [group, room] = [[], size];
  }
  yield group;
}
