import { inject } from 'vitest';

let own: string | undefined;
let passing = Promise.resolve();

/** The storage that the tests of this process work with: Azurite, or tables, queues and blobs of our own. */
export const storageOfTests = {
  get connectionString(): string {
    return own ?? inject('storageConnectionString');
  },
  get isOwn(): boolean {
    return own !== undefined;
  },
  use(connectionString: string): void {
    own = connectionString;
  },
  /** When the second half of a blob may come. */
  get blobsPass(): Promise<void> {
    return passing;
  },
  /** Keeps the second half of every blob back until what it gives is called; Azurite's come all the same. */
  holdBlobs(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    passing = promise;
    return resolve;
  },
};
