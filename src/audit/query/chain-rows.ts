import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ChainedEvent } from '../event.ts';
import { eventOfRow, eventRow, eventRowSchema } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';

/** As many rows as Table Storage gives in one answer. */
export const MOST_ROWS = 1_000;

/** Rows from one key to another, both included; `also` is a filter on other columns. */
export interface RowsWanted {
  readonly from: string;
  readonly to: string;
  readonly also?: string;
}

/** Rows of a chain in the order of their keys. */
export async function* rowsBetween(
  table: TableClient,
  chain: string,
  { from, to, also = '' }: RowsWanted,
  pageSize = MOST_ROWS,
): AsyncGenerator<unknown> {
  const range = odata`PartitionKey eq ${chain} and RowKey ge ${from} and RowKey le ${to}`;
  const filter = also === '' ? range : `${range} and ${also}`;
  const pages = table.listEntities<Record<string, unknown>>({ queryOptions: { filter } });
  for await (const page of pages.byPage({ maxPageSize: pageSize })) yield* page;
}

/** The events in a range of places, newest first; Table Storage reads forwards only. Pruned ones are passed over. */
export async function eventsIn(
  table: TableClient,
  chain: string,
  { first, last }: Range,
  also?: string,
): Promise<ChainedEvent[]> {
  const between = { from: eventRow(first), to: eventRow(last), ...(also === undefined ? {} : { also }) };
  const events: ChainedEvent[] = [];
  for await (const row of rowsBetween(table, chain, between)) {
    const event = readEvent(row);
    if (event !== undefined) events.push(event);
  }
  return events.reverse();
}

/** Nearly always the first row is an event. Only where events were pruned, more has to be read to find one. */
const LOOKS = [1, MOST_ROWS];

/** The first event at a place or after it, up to another place. */
export async function firstEventIn(
  table: TableClient,
  chain: string,
  { first, last }: Range,
): Promise<ChainedEvent | undefined> {
  const between = { from: eventRow(first), to: eventRow(last) };
  for (const pageSize of LOOKS) {
    let looked = 0;
    for await (const row of rowsBetween(table, chain, between, pageSize)) {
      const event = readEvent(row);
      if (event !== undefined) return event;
      looked += 1;
      if (looked === 1 && pageSize === 1) break;
    }
    if (looked === 0) return undefined;
  }
  return undefined;
}

const placeSchema = z.object({ rowKey: z.string() });

/** `undefined` of rows that stand for pruned events, and of what somebody made unreadable: verification names that. */
function readEvent(row: unknown): ChainedEvent | undefined {
  if (!eventRowSchema.safeParse(row).success) return undefined;
  const event = eventOfRow(row);
  return placeSchema.parse(row).rowKey === eventRow(event.sequence) ? event : undefined;
}
