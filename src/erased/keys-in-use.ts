import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { deleteRows, putRows } from '../storage/in-transactions.ts';
import type { RowMacs } from '../storage/row-macs.ts';

const PARTITION = 'keys';

const rowSchema = z.looseObject({ rowKey: z.string() });

/**
 * Which keys hashes were made with, a row each: what health needs to know, without reading all hashes. That a row is taken away
 * cannot be seen here; runs see it by the hashes.
 */
export class KeysInUse {
  readonly #table: TableClient;
  readonly #macs: RowMacs;
  /** Those that were noted in this process. */
  readonly #noted = new Set<string>();

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  async add(keyId: string): Promise<void> {
    if (this.#noted.has(keyId)) return;
    await putRows(this.#table, [{ ...rowOf(keyId), ...this.#macs.proofOf(this.#nameOf(keyId), keyId) }]);
    this.#noted.add(keyId);
  }

  /** Ids of the keys; a row that somebody else wrote is none. */
  async list(): Promise<string[]> {
    const ids: string[] = [];
    const queryOptions = { filter: odata`PartitionKey eq ${PARTITION}` };
    for await (const row of this.#table.listEntities({ queryOptions })) {
      const { rowKey, ...columns } = rowSchema.parse(row);
      if (this.#macs.isGenuine(this.#nameOf(rowKey), rowKey, columns)) ids.push(rowKey);
    }
    return ids;
  }

  /** Forgets all others. */
  async keepOnly(keyIds: ReadonlySet<string>): Promise<void> {
    const gone = (await this.list()).filter((keyId) => !keyIds.has(keyId));
    for (const keyId of gone) this.#noted.delete(keyId);
    await deleteRows(this.#table, gone.map(rowOf));
  }

  #nameOf(keyId: string): string {
    return `${this.#table.tableName}/${PARTITION}/${keyId}`;
  }
}

function rowOf(keyId: string) {
  return { partitionKey: PARTITION, rowKey: keyId };
}
