import { createRequire, Module } from 'node:module';

/** What we use of Azurite's servers (`common/ServerBase.js`). Azurite ships no types. */
export interface AzuriteServer {
  start(): Promise<void>;
  close(): Promise<void>;
  /** `http://host:port`, with the port in use when 0 was asked for. */
  getHttpServerAddress(): string;
}

type Server<Configuration> = { readonly default: new (configuration: Configuration) => AzuriteServer };

/** The arguments every configuration ends with. Names and order are Azurite's own. */
type Security = [
  loose: boolean,
  skipApiVersionCheck: boolean,
  cert: string,
  key: string,
  pwd: string,
  oauth: string | undefined,
  disableProductStyleUrl: boolean,
  isMemoryPersistence: boolean,
];

type TableArguments = [
  host: string,
  port: number,
  keepAliveTimeout: number,
  metadataDBPath: string,
  enableDebugLog: boolean,
  enableAccessLog: boolean,
  accessLogWriteStream: undefined,
  debugLogFilePath: undefined,
  ...Security,
];

type ExtentArguments = [
  host: string,
  port: number,
  keepAliveTimeout: number,
  metadataDBPath: string,
  extentDBPath: string,
  persistencePathArray: readonly [],
  enableAccessLog: boolean,
  accessLogWriteStream: undefined,
  enableDebugLog: boolean,
  debugLogFilePath: undefined,
  ...Security,
];

type Configuration<Arguments extends unknown[], Brand> = {
  readonly default: new (...args: Arguments) => Brand;
};

interface TableConfiguration {
  readonly metadataDBPath: string;
}

interface ExtentConfiguration extends TableConfiguration {
  readonly extentDBPath: string;
}

/** What queue and blob service read when they are made: how long they wait from one collection of what nobody refers to, to the next. */
interface Constants {
  DEFAULT_GC_INTERVAL_MS: number;
}

/** The inner modules of Azurite that run each service inside this process. */
export interface AzuriteModules {
  readonly tableServer: Server<TableConfiguration>;
  readonly tableConfiguration: Configuration<TableArguments, TableConfiguration>;
  readonly queueServer: Server<ExtentConfiguration>;
  readonly queueConfiguration: Configuration<ExtentArguments, ExtentConfiguration>;
  readonly blobServer: Server<ExtentConfiguration>;
  readonly blobConfiguration: Configuration<ExtentArguments, ExtentConfiguration>;
  readonly constants: readonly Constants[];
}

/**
 * Loads Azurite's servers. Its main module needs VS Code, so the inner CommonJS files are loaded by path (the exact
 * version is pinned in package.json), with `require` because an ESM import wraps them differently in Node and Vite.
 * Takes more than a second, hence a function and not a top-level import.
 */
export function loadAzurite(): AzuriteModules {
  const require = createRequire(import.meta.url);
  leaveOutTelemetry(require);
  return {
    tableServer: require('azurite/dist/src/table/TableServer.js'),
    tableConfiguration: require('azurite/dist/src/table/TableConfiguration.js'),
    queueServer: require('azurite/dist/src/queue/QueueServer.js'),
    queueConfiguration: require('azurite/dist/src/queue/QueueConfiguration.js'),
    blobServer: require('azurite/dist/src/blob/BlobServer.js'),
    blobConfiguration: require('azurite/dist/src/blob/BlobConfiguration.js'),
    constants: [
      require('azurite/dist/src/queue/utils/constants.js'),
      require('azurite/dist/src/blob/utils/constants.js'),
    ],
  };
}

/** What Azurite would send telemetry with is two thirds of all that it loads. Nothing is sent, so nothing of it is needed. */
function leaveOutTelemetry(require: NodeJS.Require): void {
  const file = createRequire(require.resolve('azurite/package.json')).resolve('applicationinsights');
  const nothing = new Module(file);
  nothing.loaded = true;
  require.cache[file] ??= nothing;
}
