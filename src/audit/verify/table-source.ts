import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { isMissing } from '../../storage/status.ts';
import type { Head } from '../head.ts';
import { readHead } from '../head.ts';
import { NO_HASH } from '../key.ts';
import type { Keyring } from '../keyring.ts';
import { EVENT_ROWS, HEAD_ROW, OPEN_ROWS, SEALED_ROW } from '../rows.ts';
import { type SealedRow, sealedRowSchema } from '../seal.ts';
import { IndexCheck, tellOpenRows } from './check-index.ts';
import { type Entry, entryOfRow } from './entry.ts';
import type { ChainSource, FoundHead, IndexFound, Seen } from './verify-chain.ts';

/** Prefixes of the rows that lead to events. */
const INDEX_PREFIXES = ['gone|', 'run|', 'subject|'];
/** While somebody writes, open rows and head are of different moments. */
const MOST_LOOKS = 5;

const namedSchema = z.looseObject({ rowKey: z.string() });

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
  try {
    return (await readHead(table, chain))?.head ?? 'missing';
  } catch (error) {
    if (error instanceof z.ZodError) return 'unreadable';
    throw error;
  }
}

/** Rows of a chain, and all before the first letter: what does not belong there is found too. */
async function* entriesOf(table: TableClient, chain: string): AsyncGenerator<Entry> {
  for await (const row of rowsOf(table, chain, '', EVENT_ROWS.to)) yield entryOfRow(row);
}

export async function lastSealOf(table: TableClient, chain: string): Promise<SealedRow | 'unreadable' | undefined> {
  try {
    return sealedRowSchema.safeParse(await table.getEntity(chain, SEALED_ROW)).data ?? 'unreadable';
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function indexFound(
  table: TableClient,
  chain: string,
  head: Head | undefined,
  keys: Keyring,
): Promise<IndexFound> {
  const check = head === undefined ? undefined : new IndexCheck(chain, keys, head);
  const strays: string[] = [];
  let anything = false;
  for await (const row of rowsOf(table, chain, EVENT_ROWS.to, '\uffff')) {
    const { rowKey } = namedSchema.parse(row);
    if (rowKey !== HEAD_ROW) anything = true;
    if (INDEX_PREFIXES.some((prefix) => rowKey.startsWith(prefix))) check?.take(rowKey, row);
    else if (![HEAD_ROW, SEALED_ROW].includes(rowKey) && !rowKey.startsWith(OPEN_ROWS.from)) strays.push(rowKey);
  }
  const open = await openRows(table, chain);
  return {
    anything,
    rows: check?.rows ?? 0,
    sum: check?.sum ?? NO_HASH,
    openRows: open?.rows.length ?? 0,
    strays,
    tell: (faults) => {
      check?.end(faults);
      if (open !== undefined) tellOpenRows(chain, open.rows, open.head, keys, faults);
    },
  };
}

/** The rows that mark intents as open, and the head of the same moment; `undefined` while others write all the time. */
async function openRows(table: TableClient, chain: string) {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const before = await foundHead(table, chain);
    const rows: z.infer<typeof namedSchema>[] = [];
    for await (const row of rowsOf(table, chain, OPEN_ROWS.from, OPEN_ROWS.to)) rows.push(namedSchema.parse(row));
    const head = await foundHead(table, chain);
    if (typeof before === 'string' || typeof head === 'string') return undefined;
    if (before.mac === head.mac) return { rows, head };
  }
  return undefined;
}

function rowsOf(table: TableClient, chain: string, from: string, to: string): AsyncIterable<unknown> {
  const filter = odata`PartitionKey eq ${chain} and RowKey ge ${from} and RowKey lt ${to}`;
  return table.listEntities({ queryOptions: { filter } });
}
