import type { TableClient } from '@azure/data-tables';

/** Names of the partitions in `RegisterIndex` that belong to a run, once for each row; what outlives runs is left out. */
export async function leftBehind(index: TableClient): Promise<string[]> {
  const partitions: string[] = [];
  for await (const { partitionKey = '' } of index.listEntities()) {
    if (/^\d{8}T/.test(partitionKey)) partitions.push(partitionKey);
  }
  return partitions;
}
