import { odata, TableClient, type TransactionAction } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { chunk } from '../../src/chunk.ts';
import { clearPartition } from '../../src/storage/clear-partition.ts';
import { freshStorageNames } from '../support/storage.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';

const PARTITION = 'run-1';

async function tableWith(rows: number) {
  const names = freshStorageNames();
  const client = (connectionString = names.connectionString) =>
    TableClient.fromConnectionString(connectionString, names.table('Rows'), { allowInsecureConnection: true });
  const table = client();
  await table.createTable();
  const row = (index: number) => ({ partitionKey: PARTITION, rowKey: String(index).padStart(6, '0') });
  const actions = Array.from({ length: rows }, (_, index): TransactionAction => ['create', row(index)]);
  for (const part of chunk(actions, 100)) await table.submitTransaction(part);
  await table.createEntity({ partitionKey: 'run-10', rowKey: 'of another run' });
  return { table, client, row };
}

async function left(table: TableClient, partition: string): Promise<number> {
  let rows = 0;
  const queryOptions = { filter: odata`PartitionKey eq ${partition}` };
  for await (const _ of table.listEntities({ queryOptions })) rows += 1;
  return rows;
}

describe('clearPartition', () => {
  it('deletes all of more than 1,000 rows and nothing of another partition', async () => {
    const { table } = await tableWith(1_050);
    await clearPartition(table, PARTITION);
    await expect(left(table, PARTITION)).resolves.toBe(0);
    await expect(left(table, 'run-10')).resolves.toBe(1);
  });

  it('is done at once when there is nothing, and safe to repeat', async () => {
    const { table } = await tableWith(3);
    for (let time = 0; time < 3; time += 1) await clearPartition(table, PARTITION);
    await expect(left(table, PARTITION)).resolves.toBe(0);
    await expect(left(table, 'run-10')).resolves.toBe(1);
  });

  it('deletes everything when it runs twice at once', async () => {
    const { table, client } = await tableWith(1_050);
    await Promise.all([clearPartition(table, PARTITION), clearPartition(client(), PARTITION)]);
    await expect(left(table, PARTITION)).resolves.toBe(0);
  });

  it('deletes the rest of a hundred rows of which somebody else deleted one in between', async () => {
    const { table, client, row } = await tableWith(150);
    const proxy = await startStorageProxy();
    let met = false;
    proxy.fateOf = async ({ operations }): Promise<Fate> => {
      if (!met && operations > 0) {
        met = true;
        const { partitionKey, rowKey } = row(50);
        await table.deleteEntity(partitionKey, rowKey);
      }
      return 'answered';
    };
    await clearPartition(client(proxy.connectionString), PARTITION);
    expect(met).toBe(true);
    await expect(left(table, PARTITION)).resolves.toBe(0);
  });

  it('says when the rows cannot be deleted', async () => {
    const { table } = await tableWith(1);
    await table.deleteTable();
    await expect(clearPartition(table, PARTITION)).rejects.toThrow(/table/i);
  });
});
