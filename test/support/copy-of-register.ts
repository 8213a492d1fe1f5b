import { TableClient, type TableEntity, type TableEntityResult } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { AccountData } from '../../local/simulator/account.ts';
import type { StorageNames } from './storage.ts';

type Row = TableEntityResult<Record<string, unknown>>;

const TABLES = ['audit', 'runs', 'index', 'erasures', 'erased', 'requests'] as const;

/** What a register and its HubSpot account held at one moment: what takes long to come to is come to once, and tried on many copies. */
export interface CopyOfRegister {
  readonly account: AccountData;
  readonly now: number;
  /** The rows are proved under the names of their tables, so a copy takes the place of what was there. */
  readonly storage: StorageNames;
  readonly tables: ReadonlyMap<(typeof TABLES)[number], readonly Row[]>;
  readonly seals: ReadonlyMap<string, Buffer>;
}

/** Copies an account and what a register keeps; messages of its queue are left out, as if they had been lost. */
export async function copyRegister(account: AccountData, now: number, storage: StorageNames): Promise<CopyOfRegister> {
  const tables = new Map<(typeof TABLES)[number], Row[]>();
  for (const name of TABLES) tables.set(name, await rowsOf(tableOf(storage, name)));
  const seals = new Map<string, Buffer>();
  const container = containerOf(storage);
  for (const name of await blobsOf(container)) seals.set(name, await container.getBlobClient(name).downloadToBuffer());
  return { account: structuredClone(account), now, storage, tables, seals };
}

/** Puts everything back as it was when it was copied. */
export async function putBack({ storage, tables, seals }: CopyOfRegister): Promise<void> {
  for (const [name, rows] of tables) {
    const table = tableOf(storage, name);
    for (const { partitionKey = '', rowKey = '' } of await rowsOf(table))
      await table.deleteEntity(partitionKey, rowKey);
    for (const { timestamp: _, etag: __, ...row } of rows) await table.createEntity(keyed(row));
  }
  const container = containerOf(storage);
  for (const name of await blobsOf(container)) await container.deleteBlob(name);
  for (const [name, bytes] of seals) {
    const blob = container.getAppendBlobClient(name);
    await blob.create();
    if (bytes.length > 0) await blob.appendBlock(bytes, bytes.length);
  }
  await QueueServiceClient.fromConnectionString(storage.connectionString)
    .getQueueClient(storage.register.slices)
    .clearMessages();
}

async function rowsOf(table: TableClient): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of table.listEntities<Record<string, unknown>>()) rows.push(row);
  return rows;
}

async function blobsOf(container: ContainerClient): Promise<string[]> {
  const names: string[] = [];
  if (!(await container.exists())) return names;
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  return names;
}

/** The keys of a row are optional in the type of what is listed. */
function keyed<Fields extends object>({ partitionKey = '', rowKey = '', ...fields }: Fields & Partial<TableEntity>) {
  return { ...fields, partitionKey, rowKey };
}

function tableOf({ connectionString, register }: StorageNames, name: (typeof TABLES)[number]): TableClient {
  return TableClient.fromConnectionString(connectionString, register[name], { allowInsecureConnection: true });
}

function containerOf({ connectionString, register }: StorageNames): ContainerClient {
  return BlobServiceClient.fromConnectionString(connectionString).getContainerClient(register.seals);
}
