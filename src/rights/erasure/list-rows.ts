import { z } from 'zod';
import { rowKeyOf } from '../../runs/ledger-rows.ts';
import { parseJson } from '../../parse-json.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { type ErasureList, erasureListSchema } from './list.ts';

/** A list as it was read, with the ETag that a later save must find unchanged. */
export interface StoredList {
  readonly list: ErasureList;
  readonly etag: string;
}

/** The partition of all lists. Rows of lists begin with a digit, newest first, all others with a letter. */
export const LISTS = 'list';

/** The row that names the one list that is approved and unfinished. */
export const ACTIVE = 'active';

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string(), etag: z.string() });

export const activeSchema = z.object({ id: z.string(), etag: z.string() });

/** Ids of lists are made as those of runs are, so their rows are in the same order. */
export const listRow = rowKeyOf;

export function rowOfList(list: ErasureList, macs: RowMacs) {
  const [rowKey, record] = [listRow(list.id), JSON.stringify(list)];
  const { id, state } = list;
  return { partitionKey: LISTS, rowKey, id, state, record, ...macs.proofOf(proofName(rowKey), record) };
}

/**
 * The list of a row; one that somebody else wrote has failed: nobody may be erased by it. `undefined` of what is no list at all, so
 * that it stands in nobody's way.
 */
export function storedList(row: unknown, macs: RowMacs): StoredList | undefined {
  const { rowKey, record, etag, ...columns } = rowSchema.parse(row);
  const list = erasureListSchema.safeParse(parseJson(record)).data;
  if (list === undefined) return undefined;
  return { list: macs.verifies(proofName(rowKey), record, columns) ? list : foreign(list), etag };
}

function foreign(list: ErasureList): ErasureList {
  const problem = 'The row of this list was not written by this program: find out who can write the table of erasures.';
  return { ...list, state: 'failed', problem };
}

function proofName(rowKey: string): string {
  return `erasures/${LISTS}/${rowKey}`;
}
