import { z } from 'zod';
import { isSameText } from '../../constant-time.ts';
import { digestOf } from '../../digest.ts';
import { parseJson } from '../../parse-json.ts';
import type { AuditKey } from '../key.ts';
import { LAST_PLACE } from '../rows.ts';
import { type AuditFilter, chainsOf } from './filter.ts';
import type { Position } from './list-events.ts';

const place = z.int().min(0).max(LAST_PLACE);
const schema = z.strictObject({
  /** Which query it continues. */
  query: z.string(),
  places: z.array(z.tuple([place, place])),
  /** Made with the audit key, so that nobody makes one up that takes much work. */
  mac: z.string(),
});

/** Leads to the rest of a listing. It names no rows but numbers of events, and all filters hold for them again. */
export function continuationOf(filter: AuditFilter, position: Position, key: AuditKey): string {
  const content = { query: digestOfFilter(filter), places: position.map(({ first, last }) => [first, last]) };
  return Buffer.from(JSON.stringify({ ...content, mac: macOf(content, key) })).toString('base64url');
}

/** Where a continuation leads; that of another query, or one that was not made here, leads nowhere. */
export function positionOf(
  filter: AuditFilter,
  continuation: string,
  key: AuditKey,
): Position | 'unreadable' | 'of_another_query' {
  const { data } = schema.safeParse(parseJson(Buffer.from(continuation, 'base64url').toString()));
  if (data === undefined) return 'unreadable';
  const { query, places, mac } = data;
  if (!isSameText(mac, macOf({ query, places }, key))) return 'unreadable';
  if (query !== digestOfFilter(filter)) return 'of_another_query';
  if (places.length !== chainsOf(filter).length) return 'unreadable';
  return places.map(([first, last]) => ({ first, last }));
}

function macOf(content: { readonly query: string; readonly places: readonly (readonly number[])[] }, key: AuditKey) {
  return key.macOf('continuation', content);
}

function digestOfFilter({ subject, runId, from, to, what }: AuditFilter): string {
  const named = what === undefined ? [] : [[...what.actions], [...what.subjects]];
  return digestOf([subject ?? null, runId ?? null, from ?? null, to ?? null, ...named]);
}
