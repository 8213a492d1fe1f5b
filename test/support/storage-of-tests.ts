import { inject } from 'vitest';

let own: string | undefined;

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
};
