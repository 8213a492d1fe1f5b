import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';

import { unprovedSchema } from '../runs/unproved.ts';
import { KeptValue } from '../storage/kept-value.ts';
import type { RowMacs } from '../storage/row-macs.ts';

const PARTITION = 'state';
const KEY = 'anchor';

const backlogSchema = z.object({ from: z.number(), to: z.number(), afterId: z.string().nullable() });

/**
 * A time (ms, HubSpot's clock) in which the add-on itself wrote very many records: what others changed then is hidden among
 * them. Looked through a few pages at a time, in the order of ids.
 */
export type Backlog = z.infer<typeof backlogSchema>;

const anchorSchema = z.object({
  /** Changes from this instant on (ms, HubSpot's clock) have not been looked at. */
  from: z.number(),
  backlog: z.object({ contacts: backlogSchema.nullable(), companies: backlogSchema.nullable() }),
  /** What the remembered decisions rest on; another one means that everybody has to be decided anew. */
  basis: z.string(),
  /** What the last run over everything, or the last sync, could not prove to be all there is: nobody newly becomes `ended`. */
  unproved: z.array(unprovedSchema).default([]),
  /** How far HubSpot's clock was behind ours when it last stamped our writes, ms; 0 or negative. */
  clockOffset: z.number(),
  /** The account's time zone, while it is known. */
  timeZone: z.string().nullable(),
  /** What the account was like when it was last read; `null` when it has changed since. */
  setup: z.unknown(),
});

/** Where the next sync begins, written when a run has done all of its work. */
export type Anchor = z.infer<typeof anchorSchema>;

/** The row that holds it; there is none until a reconcile of this version of the program has come to its end. */
export class AnchorRow extends KeptValue<typeof anchorSchema> {
  constructor(table: TableClient, macs: RowMacs) {
    super(table, macs, { partition: PARTITION, key: KEY, schema: anchorSchema });
  }
}
