import type { TableClient } from '@azure/data-tables';
import { readPacked, writePacked } from '../storage/packed-rows.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { unavailableStatus } from '../storage/status.ts';
import { type Verification, verificationSchema } from './verification.ts';

const PARTITION = 'verification';
const KEY = 'last';

/** The last verification's result in a table. Nobody without the key can make one up. */
export class KeptVerification {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** The result; `undefined` when there is none, or when somebody altered it. */
  async read(): Promise<Verification | undefined> {
    try {
      const kept = await readPacked(this.#table, PARTITION, KEY, this.#macs);
      return verificationSchema.safeParse(kept).data;
    } catch (error) {
      if (unavailableStatus(error) !== undefined) throw error;
      // Whatever somebody made of it: it is written anew by the next verification, which must not fail for it.
      return undefined;
    }
  }

  async write(verification: Verification): Promise<void> {
    await writePacked(this.#table, PARTITION, KEY, verification, this.#macs);
  }
}
