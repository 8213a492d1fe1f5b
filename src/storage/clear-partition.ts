import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { isMissing } from './status.ts';

/** Rows of one entity group transaction at the most (Table Storage). */
export const ROWS_PER_TRANSACTION = 100;

/** Deletes all rows of a partition; safe to repeat and to run beside itself. */
export async function clearPartition(table: TableClient, partitionKey: string): Promise<void> {
  while (!(await clearedInOnePass(table, partitionKey))) {
    // Every further pass follows a row that somebody else deleted in between, so this comes to an end.
  }
}

async function clearedInOnePass(table: TableClient, partitionKey: string): Promise<boolean> {
  const queryOptions = { filter: odata`PartitionKey eq ${partitionKey}`, select: ['partitionKey', 'rowKey'] };
  const pages = table.listEntities({ queryOptions }).byPage({ maxPageSize: ROWS_PER_TRANSACTION });
  let cleared = true;
  for await (const page of pages) {
    const actions = page.flatMap(({ rowKey }): TransactionAction[] =>
      rowKey === undefined ? [] : [['delete', { partitionKey, rowKey }]],
    );
    if (actions.length === 0) continue;
    await table.submitTransaction(actions).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      // One row was gone already; with it the whole transaction was refused.
      cleared = false;
    });
  }
  return cleared;
}
