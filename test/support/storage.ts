import { randomBytes } from 'node:crypto';
import { storageOfTests } from './storage-of-tests.ts';

/** Names that no other test uses, so that tests can share one storage account without sharing state. */
export interface StorageNames {
  /** Connection string of the storage that this test works with. */
  readonly connectionString: string;
  /** Starts with a letter; letters and digits only, so it is legal at the start of a table name. */
  readonly tablePrefix: string;
  /** Lower-case letters and digits ending with a hyphen, legal at the start of a queue or blob container name. */
  readonly queuePrefix: string;
  /** `<tablePrefix><name>`, e.g. `t1f0c…RegisterRuns`. */
  table(name: string): string;
  /** `<queuePrefix><name>`, e.g. `t1f0c…-register-slices`. */
  queue(name: string): string;
  /** The tables, the queue and the container of one register. */
  readonly register: {
    readonly audit: string;
    readonly runs: string;
    readonly index: string;
    readonly erasures: string;
    readonly erased: string;
    readonly requests: string;
    readonly slices: string;
    readonly seals: string;
    readonly copies: string;
  };
}

/** Unique table and queue names for one test; call it inside the test (or its `beforeEach`), never once per file. */
export function freshStorageNames(): StorageNames {
  const unique = `t${randomBytes(6).toString('hex')}`;
  const table = (name: string) => `${unique}${name}`;
  const queue = (name: string) => `${unique}-${name}`;
  return {
    connectionString: storageOfTests.connectionString,
    tablePrefix: unique,
    queuePrefix: `${unique}-`,
    table,
    queue,
    register: {
      audit: table('audit'),
      runs: table('runs'),
      index: table('index'),
      erasures: table('erasures'),
      erased: table('erased'),
      requests: table('requests'),
      slices: queue('slices'),
      seals: queue('seals'),
      copies: queue('copies'),
    },
  };
}

/** Settings by which one connection string reaches all of storage. */
export function byString(connectionString: string) {
  const storage = { kind: 'connection_string', connectionString } as const;
  return { storage, seals: storage, copies: storage };
}
