import { z } from 'zod';
import { digestOf } from '../../digest.ts';
import { parseJson } from '../../parse-json.ts';
import { LAST_PLACE } from '../rows.ts';
import { type AuditFilter, chainsOf } from './filter.ts';
import type { Position } from './list-events.ts';

const place = z.int().min(0).max(LAST_PLACE);
const schema = z.strictObject({
  /** Which query it continues. */
  query: z.string(),
  places: z.array(z.tuple([place, place])),
});

/** Leads to the rest of a listing. It names no rows but places of events, and all filters hold for them again. */
export function continuationOf(filter: AuditFilter, position: Position): string {
  const places = position.map(({ first, last }): [number, number] => [first, last]);
  const content: z.infer<typeof schema> = { query: digestOfFilter(filter), places };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Where a continuation leads; that of another query, or of none, leads nowhere. */
export function positionOf(filter: AuditFilter, continuation: string): Position | 'unreadable' | 'of_another_query' {
  const { data } = schema.safeParse(parseJson(Buffer.from(continuation, 'base64url').toString()));
  if (data === undefined) return 'unreadable';
  if (data.query !== digestOfFilter(filter)) return 'of_another_query';
  if (data.places.length !== chainsOf(filter).length) return 'unreadable';
  return data.places.map(([first, last]) => ({ first, last }));
}

function digestOfFilter({ subject, runId, from, to }: AuditFilter): string {
  return digestOf([subject ?? null, runId ?? null, from ?? null, to ?? null]);
}
