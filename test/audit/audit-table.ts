import { odata, TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { SealStore } from '../../src/audit/seal-store.ts';
import { Sealer } from '../../src/audit/sealer.ts';
import { AuditTrail } from '../../src/audit/trail.ts';
import { LineBlobs } from '../../src/storage/line-blobs.ts';
import { freshStorageNames } from '../support/storage.ts';

export const SECRET = 'a secret that only the tests use';
export const KEYS = new Keyring(new AuditKey(SECRET));
export const AT = '2026-11-23T08:00:00.000Z';

/** An audit table of its own for one test, and new clients for it, as another instance of the program would make. */
export interface AuditTable {
  readonly table: TableClient;
  client(connectionString?: string, retries?: number): TableClient;
  trail(table?: TableClient, keys?: Keyring, now?: () => string): AuditTrail;
  readonly seals: SealStore;
  readonly container: ContainerClient;
  sealer(keys?: Keyring): Sealer;
  rows(chain: string, from?: string, to?: string): Promise<Record<string, unknown>[]>;
}

export async function auditTable(): Promise<AuditTable> {
  const names = freshStorageNames();
  const client = (connectionString = names.connectionString, maxRetries = 3) =>
    TableClient.fromConnectionString(connectionString, names.table('RegisterAudit'), {
      allowInsecureConnection: true,
      retryOptions: { maxRetries, retryDelayInMs: 20 },
    });
  const table = client();
  await table.createTable();
  const container = BlobServiceClient.fromConnectionString(names.connectionString).getContainerClient(
    names.register.seals,
  );
  const seals = new SealStore(new LineBlobs(async () => container));
  return {
    table,
    client,
    trail: (of = client(), keys = KEYS, now = () => AT) => new AuditTrail(of, keys, now),
    seals,
    container,
    sealer: (keys = KEYS) => new Sealer(table, keys, seals, () => AT),
    rows: (chain, from = '', to = '~') => rowsOf(table, chain, from, to),
  };
}

async function rowsOf(table: TableClient, chain: string, from: string, to: string): Promise<Record<string, unknown>[]> {
  const filter = odata`PartitionKey eq ${chain} and RowKey ge ${from} and RowKey lt ${to}`;
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) rows.push(row);
  return rows;
}
