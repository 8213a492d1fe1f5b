import { z } from 'zod';
import { parseJson } from '../../parse-json.ts';
import { idKey } from '../../storage/id-key.ts';
import { ForeignValueError } from '../../storage/packed-rows.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { type ItemSummary, itemSummarySchema } from './item.ts';

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string() });

/** People of a list, a row each, in the order of their ids as whole numbers. */
export const itemsOf = (listId: string): string => `item|${listId}`;

/** Their engagements, which may be many, in packed values of their own. */
export const engagementsOf = (listId: string): string => `engagements|${listId}`;

/** The row of a person. */
export const itemRow = idKey;

/** Names engagements by what they are: a write that is cut short cannot spoil those that the row of the item leads to. */
export const engagementsRow = (contactId: string, key: string): string => `${itemRow(contactId)}|${key}`;

/** Behind all engagements of this contact, and before those of the next; without one before all. */
export const behindEngagementsOf = (contactId: string | undefined): string =>
  contactId === undefined ? '!' : `${itemRow(contactId)}}`;

/** Behind all digits. */
export const BEHIND_ALL = ':';

export function rowOfItem(listId: string, item: ItemSummary, macs: RowMacs) {
  const [partitionKey, rowKey] = [itemsOf(listId), itemRow(item.contactId)];
  const record = JSON.stringify(item);
  return { partitionKey, rowKey, record, ...macs.proofOf(proofName(partitionKey, rowKey), record) };
}

/**
 * The item of a row; one that somebody else wrote has failed: nobody may be erased by it. Throws `ForeignValueError` of what is no
 * item at all.
 */
export function itemOfRow(listId: string, row: unknown, macs: RowMacs): ItemSummary {
  const { rowKey, record, ...columns } = rowSchema.parse(row);
  const name = proofName(itemsOf(listId), rowKey);
  const item = itemSummarySchema.safeParse(parseJson(record)).data;
  if (item === undefined) throw new ForeignValueError(name);
  const genuine = macs.isGenuine(name, record, columns);
  return genuine ? item : { ...item, status: 'failed', reason: 'foreign_row', begun: false, engagementsKey: null };
}

function proofName(partitionKey: string, rowKey: string): string {
  return `erasures/${partitionKey}/${rowKey}`;
}
