import { odata, type TableClient } from '@azure/data-tables';
import { type ChainedEntry, entryOfRow } from '../entry.ts';
import { entryRow } from '../rows.ts';
import type { Range } from '../verify/ranges.ts';
import { QueryTooLargeError } from './errors.ts';

/** As many rows as Table Storage gives in one answer. */
export const MOST_ROWS = 1_000;
/** A page of a thousand events takes some dozens. */
const MOST_REQUESTS = 3_000;

/** Far below what a caller of a function waits for. */
const LONGEST_MS = 100_000;

/** What one query may still read, in all chains together. */
export class Allowance {
  /** Aborts when the caller has gone, or the time is up. */
  readonly signal: AbortSignal;
  readonly #timeUp = AbortSignal.timeout(LONGEST_MS);
  #requests: number;

  constructor(caller?: AbortSignal, requests = MOST_REQUESTS) {
    this.#requests = requests;
    this.signal = caller === undefined ? this.#timeUp : AbortSignal.any([caller, this.#timeUp]);
  }

  /** Whether the query was ended by its time, and not by its caller. */
  get isTimeUp(): boolean {
    return this.#timeUp.aborted;
  }

  /** Counts a request. Throws `QueryTooLargeError` when none is left, or what the caller aborted with. */
  spend(): void {
    if (this.#timeUp.aborted || this.#requests <= 0) throw new QueryTooLargeError();
    this.signal.throwIfAborted();
    this.#requests -= 1;
  }
}

/** Rows from one key to another, both included; `also` is a filter on other columns. */
export interface RowRange {
  readonly from: string;
  readonly to: string;
  readonly also?: string | undefined;
}

/** Reads rows of one chain for a query, and no more than it may. Throws `QueryTooLargeError`, or what the signal aborts with. */
export class ChainReads {
  readonly table: TableClient;
  readonly chain: string;
  readonly #allowance: Allowance;

  constructor(table: TableClient, chain: string, allowed: Allowance) {
    this.table = table;
    this.chain = chain;
    this.#allowance = allowed;
  }

  /** Counts a request that is made elsewhere, or ends the query. */
  spend(): void {
    this.#allowance.spend();
  }

  /** Rows in the order of their keys. */
  async *rows({ from, to, also = '' }: RowRange, pageSize = MOST_ROWS): AsyncGenerator<unknown> {
    const range = odata`PartitionKey eq ${this.chain} and RowKey ge ${from} and RowKey le ${to}`;
    const filter = also === '' ? range : `${range} and (${also})`;
    const options = { queryOptions: { filter }, abortSignal: this.#allowance.signal };
    const pages = this.table.listEntities<Record<string, unknown>>(options).byPage({ maxPageSize: pageSize });
    this.spend();
    for await (const page of pages) {
      yield* page;
      this.spend();
    }
  }

  /** The entries that begin in a range of numbers, in order. Pruned ones are passed over. */
  async entries({ first, last }: Range, also?: string): Promise<ChainedEntry[]> {
    const entries: ChainedEntry[] = [];
    for await (const row of this.rows({ from: entryRow(first), to: entryRow(last), also })) {
      const entry = readEntry(row);
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  /** The first entry that begins in a range of numbers. */
  async firstEntry({ first, last }: Range): Promise<ChainedEntry | undefined> {
    const wanted = { from: entryRow(first), to: entryRow(last) };
    // Nearly always the first row is an entry. Only where entries were pruned, more has to be read to find one.
    for (const pageSize of [1, MOST_ROWS]) {
      let looked = 0;
      for await (const row of this.rows(wanted, pageSize)) {
        const entry = readEntry(row);
        if (entry !== undefined) return entry;
        looked += 1;
        if (pageSize === 1) break;
      }
      if (looked === 0) return undefined;
    }
    return undefined;
  }
}

/** `undefined` of rows that stand for pruned entries, and of what somebody made unreadable: verification names that. */
function readEntry(row: unknown): ChainedEntry | undefined {
  const entry = entryOfRow(row);
  const isThere =
    typeof row === 'object' && row !== null && 'rowKey' in row && row.rowKey === entryRow(entry?.first ?? 0);
  return isThere ? entry : undefined;
}
