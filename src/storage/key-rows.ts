import { odata, type TableClient } from '@azure/data-tables';
import { deleteRows, putRows } from './in-transactions.ts';

/** A set of texts that is kept in a table: rows that say nothing but that they are there. */
export class KeyRows {
  readonly #table: TableClient;
  readonly #partitionOf: (key: string) => string;

  /** `partitionOf` spreads the keys; keys that are listed together must share a partition. */
  constructor(table: TableClient, partitionOf: (key: string) => string) {
    this.#table = table;
    this.#partitionOf = partitionOf;
  }

  async add(keys: Iterable<string>): Promise<void> {
    await putRows(this.#table, this.#rows(keys));
  }

  async remove(keys: Iterable<string>): Promise<void> {
    await deleteRows(this.#table, this.#rows(keys));
  }

  /** All keys from one text up to, and without, another. */
  async list(from: string, to: string): Promise<string[]> {
    const partitionKey = this.#partitionOf(from);
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`;
    const keys: string[] = [];
    const queryOptions = { filter, select: ['rowKey'] };
    for await (const { rowKey } of this.#table.listEntities({ queryOptions })) if (rowKey) keys.push(rowKey);
    return keys;
  }

  #rows(keys: Iterable<string>) {
    return [...keys].map((rowKey) => ({ partitionKey: this.#partitionOf(rowKey), rowKey }));
  }
}
