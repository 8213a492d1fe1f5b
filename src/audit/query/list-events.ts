import { odata, type TableClient } from '@azure/data-tables';
import type { ChainedEvent } from '../event.ts';
import { runRow, subjectRow } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import { boundsOf, lastNumber } from './bounds.ts';
import { byIndex } from './by-index.ts';
import { byNumber } from './by-number.ts';
import { Allowance, ChainReads, MOST_ROWS } from './chain-reads.ts';
import { QueryTooLargeError } from './errors.ts';
import { type AuditFilter, chainsOf, columnsOf, matches } from './filter.ts';
import { takeNewest } from './merge.ts';

/** What is left of a listing: of each of its chains, in their order, the numbers where its events can still be. */
export type Position = readonly Range[];

export interface AuditPage {
  readonly events: readonly ChainedEvent[];
  /** `undefined` when there are no more events. */
  readonly next: Position | undefined;
}

/** Where a listing goes on, and what ends it early. */
export interface ListingOptions {
  readonly position?: Position | undefined;
  readonly signal?: AbortSignal | undefined;
}

const NOTHING: Range = { first: 1, last: 0 };

/** Chains share a page unevenly. */
const UNEVEN = 1.5;
const LEAST_BATCH = 8;

/**
 * A page of the events that are asked for, newest first; in a chain strictly by descending sequence. A listing holds what
 * was there when it began: events appended since stand behind the places of its first page. Throws `QueryTooLargeError` when it
 * takes too much work, and what `signal` aborts with.
 */
export async function listEvents(
  table: TableClient,
  filter: AuditFilter,
  limit: number,
  { position, signal }: ListingOptions = {},
): Promise<AuditPage> {
  const allowed = new Allowance(signal);
  try {
    return await pageOf(table, filter, limit, position, allowed);
  } catch (error) {
    // The storage client tells of an abort in words of its own.
    throw allowed.isTimeUp ? new QueryTooLargeError() : error;
  }
}

async function pageOf(
  table: TableClient,
  filter: AuditFilter,
  limit: number,
  position: Position | undefined,
  allowed: Allowance,
): Promise<AuditPage> {
  const chains = chainsOf(filter).map((chain) => new ChainReads(table, chain, allowed));
  const bounds = await Promise.all(
    chains.map((reads, place) => {
      return position === undefined ? boundsOf(reads, filter) : clamped(reads, position[place] ?? NOTHING);
    }),
  );
  const share = chains.length === 1 ? limit + 1 : Math.ceil((UNEVEN * limit) / chains.length);
  const batch = Math.min(Math.max(LEAST_BATCH, share), MOST_ROWS);
  const sources = chains.map((reads, place) => matching(reads, filter, bounds[place] ?? NOTHING, batch));
  const { events, next } = await takeNewest(sources, limit);
  if (next.every((event) => event === undefined)) return { events, next: undefined };
  const left = next.map((event, place) =>
    event === undefined ? NOTHING : { first: bounds[place]?.first ?? 1, last: event.sequence },
  );
  return { events, next: left };
}

/** No number beyond the end of the chain is looked for, whatever a continuation names. */
async function clamped(reads: ChainReads, { first, last }: Range): Promise<Range> {
  return last < first ? NOTHING : { first, last: Math.min(last, await lastNumber(reads)) };
}

async function* matching(
  reads: ChainReads,
  filter: AuditFilter,
  bounds: Range,
  batch: number,
): AsyncGenerator<ChainedEvent> {
  if (bounds.last < bounds.first) return;
  for await (const event of candidates(reads, filter, bounds, batch)) if (matches(filter, event)) yield event;
}

/** The fewest events that can be read to find those asked for. */
function candidates(
  reads: ChainReads,
  { subject, runId, what }: AuditFilter,
  bounds: Range,
  batch: number,
): AsyncIterable<ChainedEvent> {
  if (subject !== undefined) {
    const rows = runId === undefined ? undefined : odata`runId eq ${runId} or outcomeRunId eq ${runId}`;
    const entries = odata`subject eq ${subject} or subject eq ''`;
    return byIndex(reads, { keyOf: (first) => subjectRow(subject, first), rows, entries }, bounds, batch);
  }
  if (runId !== undefined) return byIndex(reads, { keyOf: (first) => runRow(runId, first) }, bounds, batch);
  return byNumber(reads, bounds, what && columnsOf(what));
}
