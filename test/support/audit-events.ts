import type { TableClient } from '@azure/data-tables';
import { type ChainedEntry, entryOfRow } from '../../src/audit/entry.ts';
import type { ChainedEvent } from '../../src/audit/event.ts';
import { eventsOf, outcomesOf } from '../../src/audit/events-of-entry.ts';
import { CHAIN_NAMES } from '../../src/audit/rows.ts';
import { groupBy } from '../../src/group-by.ts';

/** All events of an audit table, chain by chain in order, by reading every row of it. */
export async function auditEvents(table: TableClient): Promise<ChainedEvent[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.listEntities()) rows.push(row);
  const byChain = groupBy(rows, ({ partitionKey }) => partitionKey);
  return CHAIN_NAMES.flatMap((chain) => eventsIn(byChain.get(chain) ?? []));
}

/** The events that the rows of one chain hold, in order; what cannot be read, and what stands elsewhere, is left out. */
export function eventsIn(rows: readonly Record<string, unknown>[]): ChainedEvent[] {
  const entries = rows.flatMap((row): ChainedEntry[] => {
    const entry = entryOfRow(row);
    return entry !== undefined && Number(row.rowKey) === entry.first ? [entry] : [];
  });
  const intended = entries.filter(({ action }) => action === 'intent').flatMap(eventsOf);
  return entries.flatMap((entry) => (entry.action === 'outcome' ? outcomesOf(entry, intended) : eventsOf(entry)));
}
