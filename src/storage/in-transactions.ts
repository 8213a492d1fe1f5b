import type { TableClient, TransactionAction } from '@azure/data-tables';
import pMap from 'p-map';
import { chunk } from '../chunk.ts';
import { groupBy } from '../group-by.ts';
import { ROWS_PER_TRANSACTION } from './clear-partition.ts';
import { ignoreMissing, isMissing } from './status.ts';

export interface RowKeys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

const AT_ONCE = 8;

/** Writes rows, replacing those that are there, as many to a transaction as Table Storage takes. Safe to repeat. */
export async function putRows(table: TableClient, rows: readonly RowKeys[]): Promise<void> {
  await inTransactions(rows, async (batch) => {
    await table.submitTransaction(batch.map((row): TransactionAction => ['upsert', { ...row }, 'Replace']));
  });
}

/** Deletes rows; those that are not there do not matter. */
export async function deleteRows(table: TableClient, rows: readonly RowKeys[]): Promise<void> {
  await inTransactions(rows, async (batch) => {
    try {
      await table.submitTransaction(batch.map((row): TransactionAction => ['delete', { ...row }]));
    } catch (error) {
      if (!isMissing(error)) throw error;
      // One row that is gone already refuses the whole transaction.
      await pMap(batch, (row) => deleteRow(table, row), { concurrency: AT_ONCE });
    }
  });
}

async function deleteRow(table: TableClient, { partitionKey, rowKey }: RowKeys): Promise<void> {
  await table.deleteEntity(partitionKey, rowKey).catch(ignoreMissing);
}

/** The last of several rows with one key counts: a transaction takes each row once. */
async function inTransactions(
  rows: readonly RowKeys[],
  send: (batch: readonly RowKeys[]) => Promise<void>,
): Promise<void> {
  const distinct = new Map(rows.map((row) => [`${row.partitionKey}\n${row.rowKey}`, row]));
  const partitions = groupBy(distinct.values(), ({ partitionKey }) => partitionKey);
  const batches = [...partitions.values()].flatMap((partition) => chunk(partition, ROWS_PER_TRANSACTION));
  await pMap(batches, send, { concurrency: AT_ONCE });
}
