import { odata, type TableClient } from '@azure/data-tables';
import type { ChainedEvent } from '../event.ts';
import { runRow, subjectRow } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import { boundsOf } from './bounds.ts';
import { byIndex } from './by-index.ts';
import { byPlace } from './by-place.ts';
import { MOST_ROWS } from './chain-rows.ts';
import { type AuditFilter, chainsOf, matches } from './filter.ts';
import { takeNewest } from './merge.ts';

/** What is left of a listing: of each of its chains, in their order, the places where its events can still be. */
export type Position = readonly Range[];

export interface AuditPage {
  readonly events: readonly ChainedEvent[];
  /** `undefined` when there are no more events. */
  readonly next: Position | undefined;
}

const NOTHING: Range = { first: 1, last: 0 };

/** Chains share a page unevenly. */
const UNEVEN = 1.5;
const LEAST_BATCH = 8;

/**
 * A page of the events that are asked for, newest first; in a chain strictly by descending sequence. A listing holds what
 * was there when it began: events appended since stand behind the places of its first page.
 */
export async function listEvents(
  table: TableClient,
  filter: AuditFilter,
  limit: number,
  position?: Position,
): Promise<AuditPage> {
  const chains = chainsOf(filter);
  const bounds = position ?? (await Promise.all(chains.map((chain) => boundsOf(table, chain, filter))));
  const share = chains.length === 1 ? limit + 1 : Math.ceil((UNEVEN * limit) / chains.length);
  const batch = Math.min(Math.max(LEAST_BATCH, share), MOST_ROWS);
  const sources = chains.map((chain, place) => matching(table, chain, filter, bounds[place] ?? NOTHING, batch));
  const { events, next } = await takeNewest(sources, limit);
  if (next.every((event) => event === undefined)) return { events, next: undefined };
  const left = next.map((event, place) =>
    event === undefined ? NOTHING : { first: bounds[place]?.first ?? 1, last: event.sequence },
  );
  return { events, next: left };
}

async function* matching(
  table: TableClient,
  chain: string,
  filter: AuditFilter,
  bounds: Range,
  batch: number,
): AsyncGenerator<ChainedEvent> {
  if (bounds.last < bounds.first) return;
  for await (const event of candidates(table, chain, filter, bounds, batch)) if (matches(filter, event)) yield event;
}

/** The fewest events that can be read to find those asked for. */
function candidates(
  table: TableClient,
  chain: string,
  { subject, runId }: AuditFilter,
  bounds: Range,
  batch: number,
): AsyncIterable<ChainedEvent> {
  const run =
    runId === undefined ? undefined : { key: (first: number) => runRow(runId, first), is: odata`runId eq ${runId}` };
  if (subject !== undefined) {
    const keyOf = (first: number) => subjectRow(subject, first);
    const is = odata`subject eq ${subject}`;
    const lead = run === undefined ? { keyOf, also: is } : { keyOf, within: run.key, also: `${is} and ${run.is}` };
    return byIndex(table, chain, lead, bounds, batch);
  }
  if (run !== undefined) return byIndex(table, chain, { keyOf: run.key, also: run.is }, bounds, batch);
  return byPlace(table, chain, bounds, batch);
}
