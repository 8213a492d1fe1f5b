import type { TableClient } from '@azure/data-tables';

/** The tables of one register. */
export interface Tables {
  readonly audit: TableClient;
  readonly runs: TableClient;
  readonly index: TableClient;
  readonly erasures: TableClient;
  readonly erased: TableClient;
  readonly requests: TableClient;
}
