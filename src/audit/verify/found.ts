import { z } from 'zod';
import { type ChainedEntry, entryColumnsSchema, entryOfRow, hasItsHash } from '../entry.ts';
import type { Keyring } from '../keyring.ts';
import { macOfPruned, type PrunedRange, prunedRowSchema } from '../pruned-row.ts';
import { entryRow } from '../rows.ts';
import { ownColumns, rowKeys } from './own-columns.ts';

/** What was found among the entries of a chain, before anything is known of its truth. */
export type FoundRow =
  | { readonly kind: 'entry'; readonly entry: ChainedEntry }
  | { readonly kind: 'pruned'; readonly range: PrunedRange }
  /** Neither, or not where it belongs; `place` is the number that the row's key names, where there is one. */
  | { readonly kind: 'unreadable'; readonly place: number | undefined }
  /** A row whose key is the key of no entry. */
  | { readonly kind: 'misplaced'; readonly row: string };

/** A column of the same name that somebody added may hide the key, and be anything. */
const rowKeySchema = z.looseObject({ rowKey: z.string().catch('') });
const strictEntrySchema = entryColumnsSchema.extend(rowKeys).strict();
const strictPrunedSchema = prunedRowSchema.strict();

/** Reads a row that stands among the entries of a chain, whatever somebody may have made of it. */
export function foundInRow(row: unknown): FoundRow {
  const { rowKey } = rowKeySchema.parse(row);
  const place = placeOfRow(rowKey);
  if (place === undefined) return { kind: 'misplaced', row: rowKey };
  const own = ownColumns(row);
  const entry = strictEntrySchema.safeParse(own).success ? entryOfRow(own) : undefined;
  if (entry?.first === place) return { kind: 'entry', entry };
  const { data } = strictPrunedSchema.safeParse(own);
  if (data?.first !== place || data.last < place) return { kind: 'unreadable', place };
  const { partitionKey: chain, rowKey: _, pruned: __, ...range } = data;
  return { kind: 'pruned', range: { chain, ...range } };
}

/** The number that a row key names; `undefined` when it is the key of no entry. */
export function placeOfRow(rowKey: string): number | undefined {
  const place = Number(rowKey);
  return /^\d{12}$/.test(rowKey) && place >= 1 && rowKey === entryRow(place) ? place : undefined;
}

/** An entry or a pruned range that is what was written; of one that is not `known` the key is lost or not given. */
export interface Genuine {
  readonly found: Extract<FoundRow, { kind: 'entry' | 'pruned' }>;
  readonly known: boolean;
  readonly first: number;
  readonly last: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly keyId: string;
}

/** Checks the hash or the MAC of what was found; `undefined` when it is not what was written. */
export function authenticated(found: FoundRow, keys: Keyring): Genuine | undefined {
  if (found.kind !== 'entry' && found.kind !== 'pruned') return undefined;
  const of = found.kind === 'entry' ? found.entry : found.range;
  const { first, last, previousHash, hash, keyId } = of;
  const key = keys.find(keyId);
  const genuine = { found, known: key !== undefined, first, last, previousHash, hash, keyId };
  if (last < first) return undefined;
  if (key === undefined) return genuine;
  const isRight =
    found.kind === 'entry' ? hasItsHash(found.entry, key) : macOfPruned(found.range, key) === found.range.mac;
  return isRight ? genuine : undefined;
}
