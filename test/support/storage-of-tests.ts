import { inject } from 'vitest';

let own: string | undefined;

/** The storage that the tests of this process work with: Azurite, or its queues and blobs with tables of our own. */
export const storageOfTests = {
  get connectionString(): string {
    return own ?? inject('storageConnectionString');
  },
  get hasOwnTables(): boolean {
    return own !== undefined;
  },
  use(connectionString: string): void {
    own = connectionString;
  },
};
