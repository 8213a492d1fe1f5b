import { TableClient, TableServiceClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';
import type { StorageSettings } from '../settings.ts';
import { DEFAULT_PATIENCE, queueOptions, type StoragePatience, tableOptions } from './patience.ts';
import { SliceQueue } from './slice-queue.ts';

/** The tables (contract §6) and the queue of the program. */
export interface Storage {
  readonly audit: TableClient;
  readonly runs: TableClient;
  readonly index: TableClient;
  readonly slices: Pick<SliceQueue, 'send' | 'create'>;
  /** Creates what is missing; safe to call often. */
  prepare(): Promise<void>;
}

export const SLICE_QUEUE = 'register-slices';

/** Names of the tables and the queue; others than the contract's where several programs share one emulator. */
export interface StorageNames {
  readonly audit: string;
  readonly runs: string;
  readonly index: string;
  readonly slices: string;
}

const NAMES: StorageNames = {
  audit: 'RegisterAudit',
  runs: 'RegisterRuns',
  index: 'RegisterIndex',
  slices: SLICE_QUEUE,
};

/** The connection string is not one; its text is a secret and is not printed. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code = 'storage_connection_invalid';
}

/** Connects to Table and Queue Storage; nothing is sent before the first use. */
export function connectStorage(
  settings: StorageSettings,
  names: StorageNames = NAMES,
  patience: StoragePatience = DEFAULT_PATIENCE,
): Storage {
  const { table, queues } =
    settings.kind === 'identity'
      ? byIdentity(settings, patience)
      : byConnectionString(settings.connectionString, patience);
  const audit = table(names.audit);
  const runs = table(names.runs);
  const index = table(names.index);
  const slices = new SliceQueue(queues.getQueueClient(names.slices), patience.tryMs);
  let prepared: Promise<void> | undefined;
  const create = async () => {
    await Promise.all([audit.createTable(), runs.createTable(), index.createTable(), slices.create()]);
  };
  const prepare = () => {
    prepared ??= create().catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  return { audit, runs, index, slices, prepare };
}

interface Services {
  readonly table: (name: string) => TableClient;
  readonly queues: QueueServiceClient;
}

function byConnectionString(connectionString: string, patience: StoragePatience): Services {
  try {
    // The SDK refuses plain http unless told otherwise; only an emulator on this machine has it.
    const allowInsecureConnection = /=http:\/\//i.test(connectionString);
    const options = { ...tableOptions(patience), allowInsecureConnection };
    TableServiceClient.fromConnectionString(connectionString, options);
    return {
      table: (name) => TableClient.fromConnectionString(connectionString, name, options),
      queues: QueueServiceClient.fromConnectionString(connectionString, queueOptions(patience)),
    };
  } catch {
    // No cause: an error of `new URL` holds, and prints, the text that it could not read.
    throw new StorageError(
      'RegisterStorage is not a storage connection string: copy it from the storage account, Access keys.',
    );
  }
}

function byIdentity(settings: Extract<StorageSettings, { kind: 'identity' }>, patience: StoragePatience): Services {
  const { tableServiceUri, queueServiceUri, clientId } = settings;
  // Loaded when it is needed: it costs nine megabytes that a connection string does not need.
  const load = async (): Promise<TokenCredential> => {
    const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
    return clientId === undefined ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
  };
  let loaded: Promise<TokenCredential> | undefined;
  const credential: TokenCredential = {
    getToken: async (scopes, options) => {
      loaded ??= load();
      return (await loaded).getToken(scopes, options);
    },
  };
  return {
    table: (name) => new TableClient(tableServiceUri, name, credential, tableOptions(patience)),
    queues: new QueueServiceClient(queueServiceUri, credential, queueOptions(patience)),
  };
}
