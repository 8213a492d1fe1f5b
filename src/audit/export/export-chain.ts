import { odata, type TableClient } from '@azure/data-tables';
import { EVENT_ROWS, eventRow } from '../rows.ts';
import { foundHead, lastSealOf } from '../verify/table-source.ts';
import type { FoundHead } from '../verify/verify-chain.ts';
import { ExportError } from './errors.ts';
import type { FileEnd } from './file-end.ts';
import type { Format } from './format.ts';
import type { ExportRecord } from './record.ts';
import { recordOfRow, rowKeyOf } from './record-of-row.ts';
import type { Part } from './standing.ts';

/** What is exported, and where to. */
export interface ExportParts {
  readonly table: TableClient;
  readonly end: FileEnd;
  readonly format: Format;
  /** Writes the seals of a chain; called before its head is read, so that no seal names an event that is not exported. */
  readonly seals: ((chain: string) => Promise<void>) | undefined;
}

/** A pruning takes events away while they are exported, so the chain is exported again. */
const MOST_TRIES = 5;

/** Exports the section of one chain, or what is missing of it. Throws `ExportError` (`trail_busy`). */
export async function exportChain(parts: ExportParts, chain: string, part: Part | undefined): Promise<void> {
  const { table, end, seals } = parts;
  let standing = part;
  const start = part?.start ?? (await end.flush());
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const remembered = await lastSealOf(table, chain);
    await seals?.(chain);
    const head = await foundHead(table, chain);
    const prunings = pruningsOf(head);
    if (standing?.lastRow === undefined || standing.prunings !== prunings) {
      await end.cut(start);
      standing = undefined;
      await write(parts, { record: 'chain', chain, prunings });
      if (remembered === 'unreadable') await write(parts, { record: 'unreadable', chain, row: 'sealed' });
      else if (remembered !== undefined) await write(parts, { record: 'sealed', chain, ...remembered });
    }
    await exportRows(parts, chain, head, standing?.lastRow);
    if (pruningsOf(await foundHead(table, chain)) === prunings) {
      return write(parts, await endOf(table, chain, head));
    }
  }
  throw new ExportError('trail_busy', `${chain} was pruned all the time while it was exported. Run the export again.`);
}

function write({ end, format }: ExportParts, record: ExportRecord): Promise<void> {
  return end.add(format.encode(record));
}

function pruningsOf(head: FoundHead): number {
  return typeof head === 'string' ? 0 : head.prunings;
}

/** Rows of events behind `lastRow`; of a chain that grows meanwhile, those up to the head that was read before. */
async function exportRows(parts: ExportParts, chain: string, head: FoundHead, lastRow = ''): Promise<void> {
  const { table } = parts;
  const after = lastRow === '' ? odata`RowKey ge ''` : odata`RowKey gt ${lastRow}`;
  const filter = `${odata`PartitionKey eq ${chain} and RowKey lt ${EVENT_ROWS.to}`} and ${after}`;
  const isBeyond = (rowKey: string, at: FoundHead) => typeof at !== 'string' && rowKey > eventRow(at.sequence);
  let latest = head;
  for await (const row of table.listEntities({ queryOptions: { filter } })) {
    const rowKey = rowKeyOf(row);
    if (isBeyond(rowKey, head)) {
      // A row that a later head covers was appended meanwhile; one that none covers is not of the chain, and is exported.
      if (isBeyond(rowKey, latest)) latest = await foundHead(table, chain);
      if (!isBeyond(rowKey, latest)) continue;
    }
    await write(parts, recordOfRow(chain, row));
  }
}

async function endOf(table: TableClient, chain: string, head: FoundHead): Promise<ExportRecord> {
  if (head === 'unreadable') return { record: 'unreadable', chain, row: 'head' };
  if (head !== 'missing') return { record: 'head', ...head };
  const queryOptions = { filter: odata`PartitionKey eq ${chain}`, select: ['rowKey'] };
  for await (const _ of table.listEntities({ queryOptions })) return { record: 'no_head', chain, begun: true };
  return { record: 'no_head', chain, begun: false };
}
