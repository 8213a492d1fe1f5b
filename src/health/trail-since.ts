import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { CHAIN_NAMES, ENTRY_ROWS } from '../audit/rows.ts';

const firstEventSchema = z.object({ at: z.string() });

/** When the first event of the audit trail was written (ISO 8601 UTC); `null` while there is none. */
export async function trailSince(audit: TableClient): Promise<string | null> {
  const firsts = await Promise.all(CHAIN_NAMES.map((chain) => firstOf(audit, chain)));
  return firsts.filter((at) => at !== null).sort()[0] ?? null;
}

async function firstOf(audit: TableClient, chain: string): Promise<string | null> {
  const { from, to } = ENTRY_ROWS;
  const filter = odata`PartitionKey eq ${chain} and RowKey ge ${from} and RowKey lt ${to}`;
  const pages = audit.listEntities({ queryOptions: { filter, select: ['at'] } }).byPage({ maxPageSize: PAGE });
  for await (const page of pages) {
    for (const row of page) {
      const event = firstEventSchema.safeParse(row);
      // Rows that stand for pruned entries come first and have no time of their own.
      if (event.success) return event.data.at;
    }
  }
  return null;
}

const PAGE = 10;
