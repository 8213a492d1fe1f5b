import { odata, type TableClient } from '@azure/data-tables';
import { CHAIN_NAMES, ENTRY_ROWS, HEAD_ROW, OPEN_ROWS } from '../rows.ts';
import { straysIn } from '../verify/verify-trail.ts';
import { rowKeyOf } from './record.ts';

export interface StrayRow {
  readonly chain: string;
  readonly row: string;
}

const MOST_OF_A_CHAIN = 100;

/** Rows that are no entries of a chain and do not lead to any, in order: all but those have names of their own. */
const GAPS: readonly (readonly [from: string, to: string])[] = [
  [odata`RowKey ge ${ENTRY_ROWS.to}`, odata`RowKey lt ${'gone|'}`],
  [odata`RowKey ge ${'gone~'}`, odata`RowKey lt ${HEAD_ROW}`],
  [odata`RowKey gt ${HEAD_ROW}`, odata`RowKey lt ${OPEN_ROWS.from}`],
  [odata`RowKey ge ${OPEN_ROWS.to}`, odata`RowKey lt ${'run|'}`],
  [odata`RowKey ge ${'run~'}`, odata`RowKey lt ${'subject|'}`],
  [odata`RowKey ge ${'subject~'}`, odata`RowKey ge ${''}`],
];

/** Rows of the table that the program did not write: in partitions that are no chains, and in chains. */
export async function* strayRows(table: TableClient): AsyncGenerator<StrayRow> {
  for (const { chain, row } of await straysIn(table)) yield { chain, row: row ?? '' };
  for (const chain of CHAIN_NAMES) {
    let count = 0;
    for (const [from, to] of GAPS) {
      const filter = `${odata`PartitionKey eq ${chain}`} and ${from} and ${to}`;
      for await (const row of table.listEntities({ queryOptions: { filter, select: ['rowKey'] } })) {
        count += 1;
        if (count <= MOST_OF_A_CHAIN) yield { chain, row: rowKeyOf(row) };
        else break;
      }
    }
  }
}
