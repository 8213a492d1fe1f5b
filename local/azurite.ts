import { type AzuriteModules, type AzuriteServer, loadAzurite } from './azurite-modules.ts';
import { KEEP_ALIVE_MS } from './keep-alive.ts';

/** Where each service listens; 0 or nothing means a free port. */
export interface AzuriteOptions {
  readonly tablePort?: number;
  readonly queuePort?: number;
  readonly blobPort?: number;
  /**
   * What is deleted stays in memory. Azurite answers nobody while it lets go of it, which takes the longer the more of it
   * there is: 20 s and more, ten minutes after it was started, when a thousand tests had used it.
   */
  readonly keepsGarbage?: true;
}

/** A running Azurite. The URLs end with the account name, as the storage SDKs expect. */
export interface Azurite {
  readonly connectionString: string;
  readonly tableUrl: string;
  readonly queueUrl: string;
  readonly blobUrl: string;
  /** Stops all three services; everything they held is gone. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const KEEP_ALIVE_SECONDS = KEEP_ALIVE_MS / 1_000;
/** The longest that a timer of Node can be set to: 24 days. */
const NEVER_MS = 2 ** 31 - 1;
const ACCOUNT = 'devstoreaccount1';

/** Public by design: Microsoft documents it as the key of every storage emulator. */
const WELL_KNOWN_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** loose, skipApiVersionCheck, cert, key, pwd, oauth, disableProductStyleUrl, isMemoryPersistence. */
const SECURITY = [false, true, '', '', '', undefined, false, true] as const;

/**
 * Starts Azure Storage (tables, queues, blobs) inside this process: in memory, silent, without telemetry (which only
 * Azurite's own command line switches on), with the emulator account `devstoreaccount1`.
 * Rejects when a given port is taken; services already started are stopped again.
 */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  const modules = loadAzurite();
  if (options.keepsGarbage) for (const constants of modules.constants) constants.DEFAULT_GC_INTERVAL_MS = NEVER_MS;
  const servers = createServers(modules, options);
  const all = [servers.table, servers.queue, servers.blob];
  const started: AzuriteServer[] = [];
  const close = async () => {
    await Promise.all(started.splice(0).map((server) => server.close()));
  };
  try {
    for (const server of all) {
      await server.start();
      started.push(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const tableUrl = `${servers.table.getHttpServerAddress()}/${ACCOUNT}`;
  const queueUrl = `${servers.queue.getHttpServerAddress()}/${ACCOUNT}`;
  const blobUrl = `${servers.blob.getHttpServerAddress()}/${ACCOUNT}`;
  const connectionString = [
    'DefaultEndpointsProtocol=http',
    `AccountName=${ACCOUNT}`,
    `AccountKey=${WELL_KNOWN_KEY}`,
    `BlobEndpoint=${blobUrl}`,
    `QueueEndpoint=${queueUrl}`,
    `TableEndpoint=${tableUrl}`,
  ].join(';');
  return { connectionString, tableUrl, queueUrl, blobUrl, close };
}

/** Positional arguments, as Azurite's constructors take them; the database paths are only names when in memory. */
function createServers(
  azurite: AzuriteModules,
  { tablePort = 0, queuePort = 0, blobPort = 0 }: AzuriteOptions,
): { table: AzuriteServer; queue: AzuriteServer; blob: AzuriteServer } {
  const table = new azurite.tableConfiguration.default(
    HOST,
    tablePort,
    KEEP_ALIVE_SECONDS,
    'tables',
    false,
    false,
    undefined,
    undefined,
    ...SECURITY,
  );
  const extent = (port: number, name: string) =>
    [HOST, port, KEEP_ALIVE_SECONDS, name, `${name}-extents`, [], false, undefined, false, undefined] as const;
  return {
    table: new azurite.tableServer.default(table),
    queue: new azurite.queueServer.default(
      new azurite.queueConfiguration.default(...extent(queuePort, 'queues'), ...SECURITY),
    ),
    blob: new azurite.blobServer.default(
      new azurite.blobConfiguration.default(...extent(blobPort, 'blobs'), ...SECURITY),
    ),
  };
}
