import { TableClient, TableServiceClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { elapsed } from '../clock.ts';
import type { Settings } from '../settings/settings.ts';
import type { StorageSettings, TrailSettings } from '../settings/storage.ts';
import { type BesideTables, besideContainer, besideQueue } from './beside-tables.ts';
import { connectContainer } from './connect-blobs.ts';
import { StorageError } from './errors.ts';
import { credentialOf } from './identity.ts';
import { HourBlobs } from './hour-blobs.ts';
import { LineBlobs } from './line-blobs.ts';
import { poisonQueueOf, type StorageNames, storageNamesOf } from './names.ts';
import { DEFAULT_PATIENCE, queueOptions, type StoragePatience, tableOptions } from './patience.ts';
import { PoisonDepth } from './poison-depth.ts';
import { QueueDepth } from './queue-depth.ts';
import { SliceQueue } from './slice-queue.ts';
import type { Tables } from './tables.ts';
import { TablesVersion, type VersionRules } from './tables-version.ts';

/** The tables, the queue and the blobs of the program. */
export interface Storage extends Tables {
  readonly slices: Pick<SliceQueue, 'send' | 'create'>;
  /** Seals of the audit trail; created with the first of them. */
  readonly seals: LineBlobs;
  /** Copies for people; the container is created with the first of them. */
  readonly copies: HourBlobs;
  /** What it has beside its tables, for when it is taken out of storage. */
  readonly beside: BesideTables;
  /** How many messages wait in the queue of all registers, and of this one in the queue that takes what it gives up. */
  readonly depths: { readonly slices: QueueDepth; readonly poisoned: PoisonDepth };
  /**
   * Creates what is missing, and brings tables of an earlier version up to date; safe to call often. Throws `TablesClosedError`, also
   * later on, when a newer program has changed them meanwhile.
   */
  prepare(): Promise<void>;
}

/** A process looks so often whether a newer program has taken over the tables, ms. */
const VERSION_HOLDS_MS = 60_000;

const NO_SEALS =
  'No blobs can be reached for the seals of the audit trail: set RegisterSeals to a connection string with a blob ' +
  'endpoint, or RegisterSeals__blobServiceUri to the address of one.';
const NO_COPIES =
  'No blobs can be reached for copies that are prepared: set RegisterStorage to a connection string with a blob ' +
  'endpoint, or RegisterStorage__blobServiceUri to the address of one.';

/** Connects to Table, Queue and Blob Storage; nothing is sent before the first use. */
export function connectStorage(
  settings: Pick<Settings, 'storage' | 'seals' | 'copies'> & Partial<Pick<Settings, 'account'>>,
  names: StorageNames = storageNamesOf(settings.account),
  patience: StoragePatience = DEFAULT_PATIENCE,
  version?: VersionRules,
  versionHoldsMs: number = VERSION_HOLDS_MS,
): Storage {
  const { table, queues } =
    settings.storage.kind === 'identity'
      ? byIdentity(settings.storage, patience)
      : byConnectionString(settings.storage.connectionString, patience);
  const audit = table(names.audit);
  const runs = table(names.runs);
  const index = table(names.index);
  const erasures = table(names.erasures);
  const erased = table(names.erased);
  const requests = table(names.requests);
  const slices = new SliceQueue(queues.getQueueClient(names.slices), patience.tryMs, settings.account?.name);
  const depths = {
    slices: new QueueDepth(queues.getQueueClient(names.slices), patience.tryMs),
    poisoned: new PoisonDepth(queues.getQueueClient(poisonQueueOf(names.slices)), patience.tryMs, settings.account),
  };
  const tables = { audit, runs, index, erasures, erased, requests };
  const versions = version && new TablesVersion(runs, version);
  const create = async () => {
    // First: nothing is written beside tables that a newer program has changed.
    await versions?.check();
    await Promise.all([...Object.values(tables).map((one) => one.createTable()), slices.create()]);
    await versions?.raise(tables);
  };
  const prepare = keptFor(versionHoldsMs, create, async () => versions?.check());
  const sealsAt = connectContainer(settings.seals, names.seals, patience, NO_SEALS);
  const copiesAt = connectContainer(settings.copies, names.copies, patience, NO_COPIES);
  const seals = new LineBlobs(sealsAt, patience.tryMs);
  const copies = new HourBlobs(copiesAt, patience.tryMs);
  const bothQueues = [names.slices, poisonQueueOf(names.slices)].map((name) =>
    besideQueue(queues.getQueueClient(name)),
  );
  const isOnly = settings.account === undefined;
  const beside = {
    own: [besideContainer(names.copies, copiesAt), ...(isOnly ? bothQueues : [])],
    shared: isOnly ? [] : bothQueues,
    seals: besideContainer(names.seals, sealsAt),
  };
  return { ...tables, slices, seals, copies, beside, depths, prepare };
}

/** Does `first` once and, when that is so long ago, `later`; what failed is done again. Callers at one time share the work. */
function keptFor(ms: number, first: () => Promise<void>, later: () => Promise<void>): () => Promise<void> {
  let work = first;
  let kept: { readonly done: Promise<void>; readonly at: number } | undefined;
  return () => {
    if (kept !== undefined && elapsed() - kept.at < ms) return kept.done;
    const done = work().then(
      () => {
        work = later;
      },
      (error: unknown) => {
        kept = undefined;
        throw error;
      },
    );
    kept = { done, at: elapsed() };
    return done;
  };
}

/** Connects to the audit trail and its seals alone: reading them needs no queue. */
export function connectTrail(
  settings: TrailSettings,
  names: Pick<StorageNames, 'audit' | 'seals'> = storageNamesOf(undefined),
): Pick<Storage, 'audit' | 'seals'> {
  return { audit: tablesOf(settings)(names.audit), seals: sealsOf(settings, names) };
}

/** Connects to all tables and the seals of a register, to read them. */
export function connectTables(settings: TrailSettings, names: StorageNames): Tables & Pick<Storage, 'seals'> {
  const table = tablesOf(settings);
  const { audit, runs, index, erasures, erased, requests } = names;
  return {
    audit: table(audit),
    runs: table(runs),
    index: table(index),
    erasures: table(erasures),
    erased: table(erased),
    requests: table(requests),
    seals: sealsOf(settings, names),
  };
}

function tablesOf({ storage }: TrailSettings): Services['table'] {
  return storage.kind === 'identity'
    ? tablesByIdentity(storage, DEFAULT_PATIENCE)
    : byConnectionString(storage.connectionString, DEFAULT_PATIENCE).table;
}

function sealsOf({ seals }: TrailSettings, names: Pick<StorageNames, 'seals'>): LineBlobs {
  return new LineBlobs(connectContainer(seals, names.seals, DEFAULT_PATIENCE, NO_SEALS), DEFAULT_PATIENCE.tryMs);
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
  const { queueServiceUri, clientId } = settings;
  return {
    table: tablesByIdentity(settings, patience),
    queues: new QueueServiceClient(queueServiceUri, credentialOf(clientId), queueOptions(patience)),
  };
}

function tablesByIdentity(
  { tableServiceUri, clientId }: Omit<Extract<StorageSettings, { kind: 'identity' }>, 'queueServiceUri'>,
  patience: StoragePatience,
): Services['table'] {
  const credential = credentialOf(clientId);
  return (name) => new TableClient(tableServiceUri, name, credential, tableOptions(patience));
}
