import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { isMissing } from './status.ts';

/** Rows of one entity group transaction at the most (Table Storage). */
export const ROWS_PER_TRANSACTION = 100;

/** Deletes all rows of a partition; safe to repeat and to run beside itself. */
export async function clearPartition(table: TableClient, partitionKey: string): Promise<void> {
  const queryOptions = { filter: odata`PartitionKey eq ${partitionKey}`, select: ['partitionKey', 'rowKey'] };
  const pages = table.listEntities({ queryOptions }).byPage({ maxPageSize: ROWS_PER_TRANSACTION });
  for await (const page of pages) {
    const actions = page.flatMap(({ rowKey }): TransactionAction[] =>
      rowKey === undefined ? [] : [['delete', { partitionKey, rowKey }]],
    );
    if (actions.length === 0) continue;
    await table.submitTransaction(actions).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
}
