import type { TableClient } from '@azure/data-tables';
import type { ChainedEvent } from '../../src/audit/event.ts';
import { CHAIN_NAMES, eventOfRow } from '../../src/audit/rows.ts';

/** All events of an audit table, chain by chain in order. */
export async function auditEvents(table: TableClient): Promise<ChainedEvent[]> {
  const events: ChainedEvent[] = [];
  for await (const row of table.listEntities()) {
    if (CHAIN_NAMES.includes(row.partitionKey ?? '') && /^\d/.test(row.rowKey ?? '')) events.push(eventOfRow(row));
  }
  return events;
}
