import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { clearPartition } from '../storage/clear-partition.ts';
import { ForeignValueError, readPacked, writePacked } from '../storage/packed-rows.ts';
import type { RowMacs } from '../storage/row-macs.ts';

/** All that stays of the table of runs when the tables of an account are removed. */
export const OFFBOARDED_PARTITION = 'offboarded';
const KEY = 'state';

const rowSchema = z.object({
  /** `leaving` until all that is to be removed has been seen to be gone. */
  state: z.enum(['leaving', 'left']),
  at: z.string(),
  /** Object id of the administrator. */
  by: z.string(),
});

/** That the add-on has been taken out of the HubSpot account, or is being: no run may define anything there. */
export type Offboarded = z.infer<typeof rowSchema>;

/** What stands for a row that somebody else wrote: whoever cannot tell does not write into HubSpot. */
const UNREADABLE: Offboarded = { state: 'leaving', at: '', by: '' };

/** The row that says so, in the table of runs. */
export class OffboardedRow {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** `undefined` where the add-on is in use. */
  async read(): Promise<Offboarded | undefined> {
    try {
      const value = await readPacked(this.#table, OFFBOARDED_PARTITION, KEY, this.#macs);
      return value === undefined ? undefined : (rowSchema.safeParse(value).data ?? UNREADABLE);
    } catch (error) {
      if (error instanceof ForeignValueError) return UNREADABLE;
      throw error;
    }
  }

  async write(row: Offboarded): Promise<void> {
    await writePacked(this.#table, OFFBOARDED_PARTITION, KEY, row, this.#macs);
  }

  async remove(): Promise<void> {
    await clearPartition(this.#table, OFFBOARDED_PARTITION);
  }
}
