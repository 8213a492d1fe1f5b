import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { CHAIN_NAMES, eventRow } from '../audit/rows.ts';

const firstEventSchema = z.object({ at: z.string() });

/** When the first event of the audit trail was written (ISO 8601 UTC); `null` while there is none. */
export async function trailSince(audit: TableClient): Promise<string | null> {
  const firsts = await Promise.all(CHAIN_NAMES.map((chain) => firstOf(audit, chain)));
  return firsts.filter((at) => at !== null).sort()[0] ?? null;
}

async function firstOf(audit: TableClient, chain: string): Promise<string | null> {
  // Events begin with a digit, all other rows with a letter.
  const filter = odata`PartitionKey eq ${chain} and RowKey ge ${eventRow(0)} and RowKey lt ${'a'}`;
  const pages = audit.listEntities({ queryOptions: { filter, select: ['at'] } }).byPage({ maxPageSize: 1 });
  for await (const page of pages) for (const row of page) return firstEventSchema.parse(row).at;
  return null;
}
