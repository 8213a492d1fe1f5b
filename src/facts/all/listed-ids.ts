import type { RecordKind } from '../../register/record.ts';
import type { SliceContext } from '../context.ts';
import { listedParts } from './listed-parts.ts';

/** Ids of the records of a kind that a reconcile has read so far, those of archived and of unread companies included. */
export async function listedIds(context: SliceContext, kind: RecordKind): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { value } of listedParts(context, kind)) for (const { id } of value) ids.add(id);
  return ids;
}
