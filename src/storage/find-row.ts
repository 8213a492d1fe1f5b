import type { TableClient } from '@azure/data-tables';
import { isMissing } from './status.ts';

/** A row as Table Storage gives it; `undefined` when it, or the whole table, is not there. */
export async function findRow(table: TableClient, partitionKey: string, rowKey: string): Promise<unknown> {
  try {
    return await table.getEntity(partitionKey, rowKey);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
