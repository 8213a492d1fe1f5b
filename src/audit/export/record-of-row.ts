import { z } from 'zod';
import { eventRow } from '../rows.ts';
import { entryOfRow } from '../verify/entry.ts';
import type { ExportRecord } from './record.ts';

const keySchema = z.looseObject({ rowKey: z.string().catch('') });

/** The key of a table row. */
export function rowKeyOf(row: unknown): string {
  return keySchema.parse(row).rowKey;
}

/** The record of a table row that stands among the events of a chain, whatever somebody may have made of it. */
export function recordOfRow(chain: string, row: unknown): ExportRecord {
  const rowKey = rowKeyOf(row);
  const entry = entryOfRow(row);
  // A row that stands where it belongs needs no key of its own in the export.
  const kept = (place: number) => (rowKey === eventRow(place) ? {} : { row: rowKey });
  if (entry.kind === 'pruned') {
    const { chain: _, ...range } = entry.range;
    return { record: 'pruned', chain, ...kept(range.first), ...range };
  }
  if (entry.kind === 'unreadable' || entry.event === undefined) return { record: 'unreadable', chain, row: rowKey };
  const { chain: _, ...event } = entry.event;
  return { record: 'event', chain, ...kept(event.sequence), ...event };
}
