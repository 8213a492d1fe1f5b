import { odata, type TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { z } from 'zod';
import { findRow } from '../storage/find-row.ts';
import { deleteRows, putRows } from '../storage/in-transactions.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { isConflict, isMissing } from '../storage/status.ts';
import { type Return, returnSchema } from './return.ts';

const PARTITION = 'return';
const AT_ONCE = 16;

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string(), etag: z.string() });

/** A return as it was read, with the ETag that a later save must find unchanged. */
export interface StoredReturn {
  readonly found: Return;
  readonly etag: string;
}

/** Contacts with addresses of people who were erased, in `RegisterErasures`: a row for each, under its id. Few, as such things go. */
export class Returns {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Those of these ids that nobody has noted yet; a row that somebody else wrote is none. */
  async unknown(ids: readonly string[]): Promise<Set<string>> {
    const unknown = await pMap(new Set(ids), async (id) => ((await this.find(id)) === undefined ? [id] : []), {
      concurrency: AT_ONCE,
    });
    return new Set(unknown.flat());
  }

  /** Notes them, replacing what is there: only for ids that are unknown. */
  async add(found: readonly Return[]): Promise<void> {
    await putRows(
      this.#table,
      found.map((one) => this.#rowOf(one)),
    );
  }

  /** `undefined` when there is none. */
  async find(id: string): Promise<StoredReturn | undefined> {
    const row = await findRow(this.#table, PARTITION, id);
    return row === undefined ? undefined : this.#parse(row);
  }

  /** Saves one that was read; `false` when somebody else has changed it since. */
  async save(changed: Return, etag: string): Promise<boolean> {
    try {
      await this.#table.updateEntity(this.#rowOf(changed), 'Replace', { etag });
      return true;
    } catch (error) {
      if (isConflict(error) || isMissing(error)) return false;
      throw error;
    }
  }

  /** All of them, newest first. */
  async all(): Promise<Return[]> {
    const all: Return[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter: IN_PARTITION } })) {
      const stored = this.#parse(row);
      if (stored !== undefined) all.push(stored.found);
    }
    return all.sort(newestFirst);
  }

  /** Removes those that were found before an instant (ISO 8601 UTC), whoever wrote them: their hashes are older still. */
  async prune(until: string): Promise<void> {
    const filter = `${IN_PARTITION} and ${odata`foundAt lt ${until}`}`;
    const old: string[] = [];
    const queryOptions = { filter, select: ['rowKey'] };
    for await (const { rowKey } of this.#table.listEntities({ queryOptions })) if (rowKey) old.push(rowKey);
    await deleteRows(
      this.#table,
      old.map((rowKey) => ({ partitionKey: PARTITION, rowKey })),
    );
  }

  #rowOf(one: Return) {
    const record = JSON.stringify(one);
    const proof = this.#macs.proofOf(this.#nameOf(one.id), record);
    return { partitionKey: PARTITION, rowKey: one.id, foundAt: one.foundAt, record, ...proof };
  }

  /** `undefined` of a row that this program did not write. */
  #parse(row: unknown): StoredReturn | undefined {
    const { rowKey, record, etag, ...columns } = rowSchema.parse(row);
    if (!this.#macs.isGenuine(this.#nameOf(rowKey), record, columns)) return undefined;
    return { found: returnSchema.parse(JSON.parse(record)), etag };
  }

  #nameOf(id: string): string {
    return `${this.#table.tableName}/${PARTITION}/${id}`;
  }
}

const IN_PARTITION = odata`PartitionKey eq ${PARTITION}`;

function newestFirst(one: Return, other: Return): number {
  if (one.foundAt !== other.foundAt) return one.foundAt > other.foundAt ? -1 : 1;
  return one.id > other.id ? -1 : 1;
}
