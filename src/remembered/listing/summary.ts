import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { KeptValue } from '../../storage/kept-value.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { countsSchema } from './counts.ts';

const PARTITION = 'state';
const KEY = 'listing';

/** Changes when rows are formed or meant in another way than before: a reconcile makes them anew. */
const FORM = 1;

const summarySchema = z.object({
  form: z.literal(FORM),
  /** When the last run ended that did all of its work (ISO 8601, UTC). */
  asOf: z.string(),
  counts: countsSchema,
});

/** What there was when a run last ended. While there is none, rows may be missing, and nobody is told of any. */
export type Summary = z.output<typeof summarySchema>;

/** The row that holds it; there is none until a reconcile of this version of the program has come to its end. */
export class SummaryRow extends KeptValue<typeof summarySchema> {
  constructor(table: TableClient, macs: RowMacs) {
    super(table, macs, { partition: PARTITION, key: KEY, schema: summarySchema });
  }

  override write(summary: Omit<Summary, 'form'>): Promise<void> {
    return super.write({ form: FORM, ...summary });
  }
}
