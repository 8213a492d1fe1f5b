import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { findRow } from '../../storage/find-row.ts';
import { isMissing } from '../../storage/status.ts';
import { type Head, headRowSchema } from '../head.ts';
import type { Keyring } from '../keyring.ts';
import { EVENT_ROWS, eventRow, HEAD_ROW, OPEN_ROWS, runRow, SEALED_ROW } from '../rows.ts';
import { type SealedRow, sealedRowSchema } from '../seal.ts';
import { type FoundOpen, IndexCheck, tellOpenRows } from './check-index.ts';
import { type Entry, entryOfRow } from './entry.ts';
import { ownColumns, rowKeys } from './own-columns.ts';
import type { ChainSource, FoundHead, IndexFound, Seen } from './verify-chain.ts';

/** Prefixes of the rows that lead to events. */
const INDEX_PREFIXES = ['gone|', 'run|', 'subject|'];
/** While somebody writes, open rows and head are of different moments. */
const MOST_LOOKS = 5;

const namedSchema = z.looseObject({ rowKey: z.string().catch('') });
const strictHeadSchema = headRowSchema.extend(rowKeys).strict();
const strictSealedSchema = sealedRowSchema.extend(rowKeys).strict();
/** Of intents that are marked as open: where their run leads to them from, once they have an outcome. */
const markedSchema = z.object({ first: z.int() });
const runSchema = z.object({ runId: z.string() });

/** A chain in its table. */
export function tableSource(
  table: TableClient,
  chain: string,
  keys: Keyring,
  seals: (() => AsyncIterable<unknown>) | undefined,
  seen?: Seen,
): ChainSource {
  return {
    chain,
    seals,
    seen,
    head: () => foundHead(table, chain),
    entries: () => entriesOf(table, chain),
    lastSeal: () => lastSealOf(table, chain),
    index: (head) => indexFound(table, chain, head, keys),
  };
}

/** The head as it stands, whatever it is. */
export async function foundHead(table: TableClient, chain: string): Promise<FoundHead> {
  const row = await findRow(table, chain, HEAD_ROW);
  if (row === undefined) return 'missing';
  const parsed = strictHeadSchema.safeParse(ownColumns(row));
  if (!parsed.success) return 'unreadable';
  const { partitionKey: _, rowKey: __, ...head } = parsed.data;
  return { chain, ...head };
}

/** Rows of a chain, and all before the first letter: what does not belong there is found too. */
async function* entriesOf(table: TableClient, chain: string): AsyncGenerator<Entry> {
  for await (const row of rowsOf(table, chain, '', EVENT_ROWS.to)) yield entryOfRow(row);
}

export async function lastSealOf(table: TableClient, chain: string): Promise<SealedRow | 'unreadable' | undefined> {
  const row = await findRow(table, chain, SEALED_ROW);
  if (row === undefined) return undefined;
  const parsed = strictSealedSchema.safeParse(ownColumns(row));
  if (!parsed.success) return 'unreadable';
  const { partitionKey: _, rowKey: __, ...sealed } = parsed.data;
  return sealed;
}

async function indexFound(
  table: TableClient,
  chain: string,
  head: Head | undefined,
  keys: Keyring,
): Promise<IndexFound> {
  const check = new IndexCheck(chain, keys, head);
  const strays: string[] = [];
  let anything = false;
  for await (const row of rowsOf(table, chain, EVENT_ROWS.to)) {
    const { rowKey } = namedSchema.parse(row);
    if (rowKey !== HEAD_ROW) anything = true;
    if (INDEX_PREFIXES.some((prefix) => rowKey.startsWith(prefix))) check.take(rowKey, row);
    else if (![HEAD_ROW, SEALED_ROW].includes(rowKey) && !rowKey.startsWith(OPEN_ROWS.from)) strays.push(rowKey);
  }
  const end = await foundHead(table, chain);
  const open = await openRows(table, chain);
  return {
    anything,
    rows: check.rows,
    sum: check.sum,
    openRows: open?.rows.length ?? 0,
    strays,
    tell: (faults, isWhole) => {
      if (!isWhole) return check.endWithoutHead(faults);
      check.end(faults, typeof end === 'string' ? Number.POSITIVE_INFINITY : end.sequence);
      if (open !== undefined) tellOpenRows(chain, open.rows, open.head, keys, faults);
    },
  };
}

/** The rows that mark intents as open, and the head of the same moment; `undefined` while others write all the time. */
async function openRows(table: TableClient, chain: string) {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const before = await foundHead(table, chain);
    const rows: FoundOpen[] = [];
    for await (const row of rowsOf(table, chain, OPEN_ROWS.from, OPEN_ROWS.to)) {
      const { rowKey } = namedSchema.parse(row);
      rows.push({ rowKey, row, isConcluded: await isConcluded(table, chain, row) });
    }
    const head = await foundHead(table, chain);
    if (typeof before === 'string' || typeof head === 'string') return undefined;
    if (before.mac === head.mac) return { rows, head };
  }
  return undefined;
}

/** Whether intents that are marked as open have an outcome: then their run leads to it, and somebody put the mark back. */
async function isConcluded(table: TableClient, chain: string, row: unknown): Promise<boolean> {
  const marked = markedSchema.safeParse(row).data;
  if (marked === undefined) return false;
  const intent = runSchema.safeParse(await findRow(table, chain, eventRow(marked.first))).data;
  return intent !== undefined && (await findRow(table, chain, runRow(intent.runId, marked.first))) !== undefined;
}

/** Without the table there are no rows: what is known of the chain tells that they are gone. */
async function* rowsOf(table: TableClient, chain: string, from: string, to?: string): AsyncGenerator<unknown> {
  const above = odata`PartitionKey eq ${chain} and RowKey ge ${from}`;
  const filter = to === undefined ? above : `${above} and ${odata`RowKey lt ${to}`}`;
  try {
    yield* table.listEntities({ queryOptions: { filter } });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
