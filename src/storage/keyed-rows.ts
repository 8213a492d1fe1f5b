import { odata, type TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { z } from 'zod';
import { findRow } from './find-row.ts';
import { idKey, idOfKey } from './id-key.ts';
import { deleteRows, putRows } from './in-transactions.ts';
import type { RowMacs } from './row-macs.ts';

const AT_ONCE = 16;
const DIGITS = '0123456789';
/** Rows of an answer at most (Table Storage). */
const MOST_IN_ANSWER = 1_000;
/** After the keys of all ids. */
const LAST_KEY = '~';

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string() });

/**
 * JSON values under HubSpot ids, a row each. A value of another shape, as an earlier version of the program left it, is as
 * good as none, and so is one that somebody else wrote. Ten partitions, by the last digit of the id: neighbours are spread over all of
 * them, and each holds its ids in their order as whole numbers.
 */
export class KeyedRows<T> {
  readonly #table: TableClient;
  readonly #name: string;
  readonly #schema: z.ZodType<T>;
  readonly #macs: RowMacs;

  constructor(table: TableClient, name: string, schema: z.ZodType<T>, macs: RowMacs) {
    this.#table = table;
    this.#name = name;
    this.#schema = schema;
    this.#macs = macs;
  }

  /** The values of these ids; an id without a value is left out. One read for each id, side by side. */
  async getMany(ids: Iterable<string>): Promise<Map<string, T>> {
    const rows = await pMap(new Set(ids), (id) => this.#get(id), { concurrency: AT_ONCE });
    return new Map(rows.flatMap((row) => (row === undefined ? [] : [row])));
  }

  /** The values of these ids, for ids that lie close together: reads the whole range from the lowest to the highest. */
  async getRange(ids: readonly string[]): Promise<Map<string, T>> {
    const wanted = new Set(ids);
    const keys = ids.map(idKey).sort();
    const found = new Map<string, T>();
    const [from = '', to = ''] = [keys[0], keys.at(-1)];
    await pMap(DIGITS, async (digit) => {
      for await (const [id, value] of this.#inPartition(digit, from, to)) {
        if (wanted.has(id)) found.set(id, value);
      }
    });
    return found;
  }

  /** Every id that has a value. */
  async *ids(): AsyncGenerator<string> {
    for (const digit of DIGITS) {
      const filter = odata`PartitionKey eq ${this.#partition(digit)}`;
      const queryOptions = { filter, select: ['rowKey'] };
      for await (const { rowKey } of this.#table.listEntities({ queryOptions })) yield idOfKey(rowKey ?? '');
    }
  }

  /** The values whose ids end in this digit, in the order of their ids, `size` to an answer; after an id those that follow it. */
  async *endingIn(digit: string, after = '', size = MOST_IN_ANSWER): AsyncGenerator<[string, T]> {
    const from = after === '' ? '' : idKey(after);
    for await (const [id, value] of this.#inPartition(digit, from, LAST_KEY, size)) {
      if (id !== after) yield [id, value];
    }
  }

  async putMany(values: Iterable<readonly [id: string, value: T]>): Promise<void> {
    const rows = [...values].map(([id, value]) => {
      const record = JSON.stringify(value);
      return { ...this.#keys(id), record, ...this.#macs.proofOf(this.#proofName(id), record) };
    });
    await putRows(this.#table, rows);
  }

  async deleteMany(ids: Iterable<string>): Promise<void> {
    await deleteRows(
      this.#table,
      [...ids].map((id) => this.#keys(id)),
    );
  }

  async #get(id: string): Promise<[string, T] | undefined> {
    const { partitionKey, rowKey } = this.#keys(id);
    const row = await findRow(this.#table, partitionKey, rowKey);
    return row === undefined ? undefined : this.#parse(row);
  }

  async *#inPartition(digit: string, from: string, to: string, size = MOST_IN_ANSWER): AsyncGenerator<[string, T]> {
    const filter = odata`PartitionKey eq ${this.#partition(digit)} and RowKey ge ${from} and RowKey le ${to}`;
    for await (const page of this.#table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: size })) {
      for (const row of page) {
        const parsed = this.#parse(row);
        if (parsed !== undefined) yield parsed;
      }
    }
  }

  #parse(row: unknown): [string, T] | undefined {
    const { rowKey, record, ...columns } = rowSchema.parse(row);
    const id = idOfKey(rowKey);
    if (!this.#macs.isGenuine(this.#proofName(id), record, columns)) return undefined;
    const { data } = this.#schema.safeParse(JSON.parse(record));
    return data === undefined ? undefined : [id, data];
  }

  #proofName(id: string): string {
    return `${this.#table.tableName}/${this.#name}/${id}`;
  }

  #keys(id: string) {
    return { partitionKey: this.#partition(id.slice(-1)), rowKey: idKey(id) };
  }

  #partition(digit: string): string {
    return `${this.#name}-${digit}`;
  }
}
