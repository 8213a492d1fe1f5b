import { TableClient } from '@azure/data-tables';
import { freshStorageNames } from './storage.ts';

/** A table of the test's own, and ways to reach it. */
export interface FreshTable {
  readonly table: TableClient;
  /** Reaches the table through a proxy; tries as often as said, with hardly a pause. */
  through(connectionString: string, maxRetries?: number): TableClient;
}

/** Creates a table in the Azurite of the test run. */
export async function freshTable(): Promise<FreshTable> {
  const names = freshStorageNames();
  const through = (connectionString: string, maxRetries = 3) =>
    TableClient.fromConnectionString(connectionString, names.table('Rows'), {
      allowInsecureConnection: true,
      retryOptions: { maxRetries, retryDelayInMs: 1, maxRetryDelayInMs: 2 },
    });
  const table = through(names.connectionString);
  await table.createTable();
  return { table, through };
}
