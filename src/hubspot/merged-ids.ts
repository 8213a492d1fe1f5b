import { isDeepStrictEqual } from 'node:util';
import { type HeldValues, membersOf } from '../register/difference.ts';
import { textOf } from '../register/value.ts';

/** HubSpot keeps the ids that were merged into a record here; the second, of contacts only, as `id:time`. */
export const MERGED = ['hs_merged_object_ids', 'hs_calculated_merged_vids'] as const;

/** Whether two records have had the same ids merged into them, in whatever order they are told. */
export function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return isDeepStrictEqual([...some].sort(), [...others].sort());
}

/** Ids that were merged into a record, each once. */
export function mergedIds(values: HeldValues): string[] {
  const ids = MERGED.flatMap((name) => membersOf(textOf(values, name))).map((member) => member.split(':')[0] ?? '');
  return [...new Set(ids)].filter((id) => /^\d+$/.test(id));
}
