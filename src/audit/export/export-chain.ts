import { odata, type TableClient } from '@azure/data-tables';
import { ENTRY_ROWS, entryRow } from '../rows.ts';
import { ChainTable } from '../verify/chain-table.ts';
import type { FoundHead } from '../verify/head-fact.ts';
import { ExportError } from './errors.ts';
import type { FileEnd } from './file-end.ts';
import type { Format } from './format.ts';
import { type ExportRecord, recordOfHead, recordOfRow, rowKeyOf } from './record.ts';

/** What is exported, and where to. */
export interface ChainExport {
  readonly table: TableClient;
  readonly end: FileEnd;
  readonly format: Format;
  /** Writes the seals of a chain; called before its head is read, so that no seal names an event that is not exported. */
  readonly seals: ((chain: string) => Promise<void>) | undefined;
}

/** A pruning takes entries away while they are exported, so the chain is exported again. */
const MOST_TRIES = 5;

/** Exports the section of one chain. Throws `ExportError` (`trail_busy`). */
export async function exportChain(chainExport: ChainExport, chain: string): Promise<void> {
  const { table, end, seals } = chainExport;
  const read = new ChainTable(table, chain);
  const start = await end.flush();
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    await end.cut(start);
    await seals?.(chain);
    const head = await read.head();
    await write(chainExport, { record: 'chain', chain });
    await exportRows(chainExport, read, head);
    if (pruningsOf(await read.head()) !== pruningsOf(head)) continue;
    return write(chainExport, recordOfHead(chain, head, await hasRows(table, chain)));
  }
  throw new ExportError('trail_busy', `${chain} was pruned all the time while it was exported. Run the export again.`);
}

function write({ end, format }: ChainExport, record: ExportRecord): Promise<void> {
  return end.add(format.encode(record));
}

function pruningsOf(head: FoundHead): number {
  return typeof head === 'string' ? 0 : head.prunings;
}

/** Rows of entries; of a chain that grows meanwhile, those up to the head that was read before. */
async function exportRows(chainExport: ChainExport, read: ChainTable, head: FoundHead): Promise<void> {
  const { chain } = read;
  const filter = odata`PartitionKey eq ${chain} and RowKey lt ${ENTRY_ROWS.to}`;
  const isBeyond = (rowKey: string, at: FoundHead) => typeof at !== 'string' && rowKey > entryRow(at.sequence);
  let latest = head;
  for await (const row of chainExport.table.listEntities({ queryOptions: { filter } })) {
    const rowKey = rowKeyOf(row);
    if (isBeyond(rowKey, head)) {
      // A row that a later head covers was appended meanwhile; one that none covers is not of the chain, and is exported.
      if (isBeyond(rowKey, latest)) latest = await read.head();
      if (!isBeyond(rowKey, latest)) continue;
    }
    await write(chainExport, recordOfRow(chain, row));
  }
}

async function hasRows(table: TableClient, chain: string): Promise<boolean> {
  const queryOptions = { filter: odata`PartitionKey eq ${chain}`, select: ['rowKey'] };
  for await (const _ of table.listEntities({ queryOptions })) return true;
  return false;
}
