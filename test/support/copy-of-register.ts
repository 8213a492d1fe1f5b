import { isDeepStrictEqual } from 'node:util';
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

/** Puts everything back as it was when it was copied: what is as it was stays. */
export async function putBack({ storage, tables, seals }: CopyOfRegister): Promise<void> {
  for (const [name, rows] of tables) await putRowsBack(tableOf(storage, name), rows);
  const container = containerOf(storage);
  const kept = new Set<string>();
  for (const name of await blobsOf(container)) {
    const bytes = await container.getBlobClient(name).downloadToBuffer();
    if (seals.get(name)?.equals(bytes)) kept.add(name);
    else await container.deleteBlob(name);
  }
  for (const [name, bytes] of seals) {
    if (kept.has(name)) continue;
    const blob = container.getAppendBlobClient(name);
    await blob.create();
    if (bytes.length > 0) await blob.appendBlock(bytes, bytes.length);
  }
  await QueueServiceClient.fromConnectionString(storage.connectionString)
    .getQueueClient(storage.register.slices)
    .clearMessages();
}

async function putRowsBack(table: TableClient, rows: readonly Row[]): Promise<void> {
  const wanted = new Map(rows.map((row) => [keyOf(row), row]));
  for (const row of await rowsOf(table)) {
    const key = keyOf(row);
    const other = wanted.get(key);
    if (other === undefined) await table.deleteEntity(row.partitionKey ?? '', row.rowKey ?? '');
    else if (isDeepStrictEqual(held(row), held(other))) wanted.delete(key);
  }
  for (const row of wanted.values()) await table.upsertEntity(keyed(held(row)), 'Replace');
}

const keyOf = ({ partitionKey, rowKey }: Row) => `${partitionKey}\n${rowKey}`;

/** A row without what storage itself writes into it. */
function held({ timestamp: _, etag: __, ...row }: Row) {
  return row;
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
