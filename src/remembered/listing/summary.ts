import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { ForeignValueError, readPacked, writePacked } from '../../storage/packed-rows.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { countsSchema } from './counts.ts';

const PARTITION = 'state';
const KEY = 'listing';

/** Changes when rows are formed or meant in another way than before: a reconcile makes them anew. */
const FORM = 1;

const summarySchema = z.object({
  form: z.literal(FORM).default(FORM),
  /** When the last run ended that did all of its work (ISO 8601, UTC). */
  asOf: z.string(),
  counts: countsSchema,
});

/** What there was when a run last ended. While there is none, rows may be missing, and nobody is told of any. */
export type Summary = z.output<typeof summarySchema>;

/** The row that holds it. */
export class SummaryRow {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** `undefined` until a reconcile of this version of the program has come to its end, and when somebody else wrote it. */
  async read(): Promise<Summary | undefined> {
    const value = await readPacked(this.#table, PARTITION, KEY, this.#macs).catch((error: unknown) => {
      if (error instanceof ForeignValueError) return undefined;
      throw error;
    });
    return summarySchema.safeParse(value).data;
  }

  async write(summary: Omit<Summary, 'form'>): Promise<void> {
    await writePacked(this.#table, PARTITION, KEY, { form: FORM, ...summary }, this.#macs);
  }
}
