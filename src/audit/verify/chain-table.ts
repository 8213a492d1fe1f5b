import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { findRow } from '../../storage/find-row.ts';
import { isMissing } from '../../storage/status.ts';
import { type Head, headRowSchema } from '../head.ts';
import { ENTRY_ROWS, HEAD_ROW, OPEN_ROWS } from '../rows.ts';
import { type FoundRow, foundInRow } from './found.ts';
import type { FoundHead } from './head-fact.ts';
import type { FoundMark } from './open-check.ts';
import { ownColumns, rowKeys } from './own-columns.ts';

/** Prefixes of the rows that lead to entries. */
const INDEX_PREFIXES = ['gone|', 'run|', 'subject|'];
/** While somebody writes, open rows and head are of different moments. */
const MOST_LOOKS = 5;

const namedSchema = z.looseObject({ rowKey: z.string().catch('') });
const strictHeadSchema = headRowSchema.extend(rowKeys).strict();

/** What stands beside the entries of a chain. */
export type BesideRow = { readonly rowKey: string } & (
  | { readonly kind: 'index'; readonly row: unknown }
  | { readonly kind: 'head' | 'open' | 'stray' }
);

/** Reads a chain of the table, whatever somebody may have made of it. */
export class ChainTable {
  readonly chain: string;
  readonly #table: TableClient;

  constructor(table: TableClient, chain: string) {
    this.#table = table;
    this.chain = chain;
  }

  /** The head as it stands, whatever it is. */
  async head(): Promise<FoundHead> {
    const row = await findRow(this.#table, this.chain, HEAD_ROW);
    if (row === undefined) return 'missing';
    const { data } = strictHeadSchema.safeParse(ownColumns(row));
    if (data === undefined) return 'unreadable';
    const { partitionKey: _, rowKey: __, ...head } = data;
    return { chain: this.chain, ...head };
  }

  /** All rows before the first letter, in order: what does not belong there is found too. */
  async *entries(): AsyncGenerator<FoundRow> {
    for await (const row of this.#rows('', ENTRY_ROWS.to)) yield foundInRow(row);
  }

  /** All other rows, in order. */
  async *beside(): AsyncGenerator<BesideRow> {
    for await (const row of this.#rows(ENTRY_ROWS.to)) {
      const { rowKey } = namedSchema.parse(row);
      if (INDEX_PREFIXES.some((prefix) => rowKey.startsWith(prefix))) yield { kind: 'index', rowKey, row };
      else if (rowKey === HEAD_ROW) yield { kind: 'head', rowKey };
      else yield { kind: rowKey.startsWith(OPEN_ROWS.from) ? 'open' : 'stray', rowKey };
    }
  }

  /** The rows that mark intents as open. */
  async marks(): Promise<FoundMark[]> {
    const marks: FoundMark[] = [];
    for await (const row of this.#rows(OPEN_ROWS.from, OPEN_ROWS.to))
      marks.push({ rowKey: namedSchema.parse(row).rowKey, row });
    return marks;
  }

  /** The rows that mark intents as open, and the head of the same moment; `undefined` while others write all the time. */
  async marksAndHead(): Promise<{ readonly marks: FoundMark[]; readonly head: Head } | undefined> {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const before = await this.head();
      const marks = await this.marks();
      const head = await this.head();
      if (typeof before === 'string' || typeof head === 'string') return undefined;
      if (before.mac === head.mac) return { marks, head };
    }
    return undefined;
  }

  /** Without the table there are no rows: what is known of the chain tells that they are gone. */
  async *#rows(from: string, to?: string): AsyncGenerator<unknown> {
    const above = odata`PartitionKey eq ${this.chain} and RowKey ge ${from}`;
    const filter = to === undefined ? above : `${above} and ${odata`RowKey lt ${to}`}`;
    try {
      yield* this.#table.listEntities({ queryOptions: { filter } });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
