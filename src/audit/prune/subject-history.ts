import { odata, type TableClient } from '@azure/data-tables';
import { findRow } from '../../storage/find-row.ts';
import { type ChainedEntry, entryOfRow, hasItsHash } from '../entry.ts';
import { type IndexRow, indexRowSchema, macOfIndexRow } from '../index-row.ts';
import type { Keyring } from '../keyring.ts';
import { chainOf, entryRow } from '../rows.ts';
import { PruneRefusedError } from './errors.ts';

/** An entry of a subject and the row that leads to it; what an interrupted pruning removed has no entry any more. */
export interface LedEntry {
  readonly row: IndexRow;
  readonly entry: ChainedEntry | undefined;
}

/** Rows of a chain that lead to entries, between two keys. */
export async function* indexRowsIn(
  table: TableClient,
  chain: string,
  from: string,
  to: string,
): AsyncGenerator<IndexRow> {
  const filter = odata`PartitionKey eq ${chain} and RowKey ge ${from} and RowKey lt ${to}`;
  for await (const row of table.listEntities({ queryOptions: { filter } })) yield indexRowSchema.parse(row);
}

/** The keys between which the rows of a subject stand, the latest first. */
export const rowsOfSubject = (subject: string) => [`subject|${subject}|`, `subject|${subject}|~`] as const;

/** All entries of a subject, in order. Throws `PruneRefusedError` when one, or what leads to it, is not what was written. */
export async function historyOf(table: TableClient, subject: string, keys: Keyring): Promise<LedEntry[]> {
  const chain = chainOf(subject);
  const found: LedEntry[] = [];
  for await (const row of indexRowsIn(table, chain, ...rowsOfSubject(subject))) {
    const key = keys.find(row.keyId);
    const isGenuine = key === undefined || macOfIndexRow(chain, row, key) === row.mac;
    if (!isGenuine) throw new PruneRefusedError(subject);
    found.push({ row, entry: await entryAt(table, chain, row.first, subject, keys) });
  }
  return found.reverse();
}

async function entryAt(
  table: TableClient,
  chain: string,
  first: number,
  subject: string,
  keys: Keyring,
): Promise<ChainedEntry | undefined> {
  const row = await findRow(table, chain, entryRow(first));
  if (row === undefined) return undefined;
  const entry = entryOfRow(row);
  const key = entry && keys.find(entry.keyId);
  if (entry?.subject !== subject || entry.first !== first || (key !== undefined && !hasItsHash(entry, key)))
    throw new PruneRefusedError(subject);
  return entry;
}
