import { odata, type TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { z } from 'zod';
import { digestOf } from '../../digest.ts';
import { SafeError } from '../../safe-error.ts';
import { findRow } from '../../storage/find-row.ts';
import { deleteRows, putRows } from '../../storage/in-transactions.ts';
import { keyOfPacked, packedValuesBetween, writePacked } from '../../storage/packed-rows.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { type ErasureItem, engagementSchema, type ItemSummary, type StoredItem } from './item.ts';
import {
  BEHIND_ALL,
  behindEngagementsOf,
  engagementsOf,
  engagementsRow,
  itemOfRow,
  itemRow,
  itemsOf,
  rowOfItem,
} from './item-rows.ts';

const AT_ONCE = 8;
const WRITTEN_TOGETHER = 500;
/** As many as the table gives at a time, and so many times for one page of people. */
const ROWS_TOGETHER = 1_000;
const MOST_LOOKED_AT = 5 * ROWS_TOGETHER;

const engagementsSchema = z.array(engagementSchema);

/** Engagements that the row of an item leads to are not there: without them nobody can be erased in full. */
class EngagementsMissingError extends SafeError<'engagements_missing'> {
  override readonly name = 'EngagementsMissingError';
  override readonly isFinal = true;

  constructor(contactId: string) {
    super(
      'engagements_missing',
      `The engagements of contact ${contactId} are not kept any more: find out who can write the table of erasures, and prepare a new list.`,
    );
  }
}

/** People of lists to erase, in the table of erasures, in the order of their ids. */
export class ErasureItems {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Writes items with their engagements, replacing those that are there. Safe to repeat. */
  async put(listId: string, items: readonly ErasureItem[]): Promise<void> {
    const rows = await pMap(items, (item) => this.#putEngagements(listId, item), { concurrency: AT_ONCE });
    await this.mark(listId, rows);
  }

  /** Writes what has become of items; their engagements stay where they are. */
  async mark(listId: string, items: readonly ItemSummary[]): Promise<void> {
    await putRows(
      this.#table,
      items.map((item) => rowOfItem(listId, withoutEngagements(item), this.#macs)),
    );
  }

  /** An item without its engagements; `undefined` when the contact is not on the list. */
  async find(listId: string, contactId: string): Promise<ItemSummary | undefined> {
    const row = await findRow(this.#table, itemsOf(listId), itemRow(contactId));
    return row === undefined ? undefined : itemOfRow(listId, row, this.#macs);
  }

  /**
   * At most `most` items behind the one of contact `after`, all or those that are wanted; `next` is whom the page after follows,
   * `null` when there is none. Where few are wanted a page may hold fewer, for no more than so many rows are read for one.
   */
  async page(
    listId: string,
    most: number,
    after?: string,
    isWanted?: (item: ItemSummary) => boolean,
  ): Promise<{ items: ItemSummary[]; next: string | null }> {
    const items: ItemSummary[] = [];
    let [last, looked] = ['', 0];
    for await (const item of this.summaries(listId, after, isWanted === undefined ? most + 1 : ROWS_TOGETHER)) {
      if (items.length === most || looked === MOST_LOOKED_AT) return { items, next: last };
      looked += 1;
      last = item.contactId;
      if (isWanted?.(item) ?? true) items.push(item);
    }
    return { items, next: null };
  }

  /** All items behind the one of contact `after`, one at a time, without their engagements. */
  async *summaries(listId: string, after?: string, pageSize?: number): AsyncGenerator<ItemSummary> {
    const beyond = after === undefined ? '' : itemRow(after);
    const filter = odata`PartitionKey eq ${itemsOf(listId)} and RowKey gt ${beyond}`;
    const pages = this.#table.listEntities({ queryOptions: { filter } });
    const settings = pageSize === undefined ? {} : { maxPageSize: Math.min(ROWS_TOGETHER, pageSize) };
    for await (const page of pages.byPage(settings)) for (const row of page) yield itemOfRow(listId, row, this.#macs);
  }

  /**
   * The same with their engagements: both are read side by side, in their common order. Throws `EngagementsMissingError`, and
   * `ForeignValueError` for engagements that somebody else wrote.
   */
  async *all(listId: string, after?: string): AsyncGenerator<StoredItem> {
    const from = behindEngagementsOf(after);
    const kept = packedValuesBetween(this.#table, engagementsOf(listId), from, BEHIND_ALL, this.#macs);
    let next = await kept.next();
    for await (const item of this.summaries(listId, after)) {
      if (item.engagementsKey === null) {
        yield { ...item, engagements: [] };
        continue;
      }
      const key = engagementsRow(item.contactId, item.engagementsKey);
      // Those before it are left over: from earlier preparations, or of people who are done.
      while (next.done !== true && next.value[0] < key) next = await kept.next();
      if (next.done === true || next.value[0] !== key) throw new EngagementsMissingError(item.contactId);
      yield { ...item, engagements: engagementsSchema.parse(next.value[1]) };
    }
  }

  /** Forgets the engagements of everybody on a list that has come to its end, but of those whose are to be kept. */
  async forgetEngagements(listId: string, isKept: (item: ItemSummary) => boolean = () => false): Promise<void> {
    const kept = new Set<string>();
    let some: ItemSummary[] = [];
    for await (const item of this.summaries(listId)) {
      if (item.engagementsKey === null) continue;
      if (isKept(item)) kept.add(engagementsRow(item.contactId, item.engagementsKey));
      else some.push({ ...item, engagementsKey: null });
      if (some.length < WRITTEN_TOGETHER) continue;
      await this.mark(listId, some);
      some = [];
    }
    await this.mark(listId, some);
    await this.#sweep(listId, kept);
  }

  /** Removes what no item leads to any more. */
  async #sweep(listId: string, kept: ReadonlySet<string>): Promise<void> {
    const partitionKey = engagementsOf(listId);
    const queryOptions = { filter: odata`PartitionKey eq ${partitionKey}`, select: ['rowKey'] };
    for await (const page of this.#table.listEntities({ queryOptions }).byPage()) {
      const left = page.flatMap(({ rowKey = '' }) => (kept.has(keyOfPacked(rowKey)) ? [] : [{ partitionKey, rowKey }]));
      await deleteRows(this.#table, left);
    }
  }

  async #putEngagements(listId: string, { engagements, ...item }: ErasureItem): Promise<ItemSummary> {
    if (engagements.length === 0) return { ...item, engagementsKey: null };
    const engagementsKey = digestOf(engagements);
    const key = engagementsRow(item.contactId, engagementsKey);
    await writePacked(this.#table, engagementsOf(listId), key, engagements, this.#macs);
    return { ...item, engagementsKey };
  }
}

/** Also of an item that was read with them: a row holds so much, and they may be very many. */
function withoutEngagements(item: ItemSummary & { readonly engagements?: unknown }): ItemSummary {
  const { engagements: _, ...row } = item;
  return row;
}
