import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { CopyTask } from '../../../runs/run.ts';
import { newRevision } from '../../../runs/run.ts';
import { findRow } from '../../../storage/find-row.ts';
import type { RowMacs } from '../../../storage/row-macs.ts';
import { ignoreChanged } from '../../../storage/status.ts';
import type { Engine } from '../../../work/engine.ts';
import { type Prepared, preparedSchema } from './prepared.ts';

/** One as it was read, with the ETag that a later save must find unchanged. */
export interface StoredPrepared {
  readonly prepared: Prepared;
  readonly etag: string;
}

/** The partition of copies that are prepared, beside that of requests: at most one of each request and form. */
const COPIES = 'copy';

const rowSchema = z.looseObject({ rowKey: z.string(), record: z.string(), etag: z.string() });

const keyOf = ({ requestId, format }: CopyTask) => `${requestId}|${format}`;
const proofName = (rowKey: string) => `requests ${COPIES} ${rowKey}`;

/** Copies that are prepared, in the table of requests. */
export class PreparedCopies {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** `undefined` when there is none, or somebody else wrote its row. */
  async find(task: CopyTask): Promise<StoredPrepared | undefined> {
    const row = await findRow(this.#table, COPIES, keyOf(task));
    return row === undefined ? undefined : this.#stored(row);
  }

  /** All that there are, of a request or of all. */
  async all(requestId?: string): Promise<StoredPrepared[]> {
    const [from, to] = requestId === undefined ? ['', '~'] : [`${requestId}|`, `${requestId}|~`];
    const filter = odata`PartitionKey eq ${COPIES} and RowKey ge ${from} and RowKey lt ${to}`;
    const found: StoredPrepared[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const stored = this.#stored(row);
      if (stored !== undefined) found.push(stored);
    }
    return found;
  }

  /** Writes one in the place of what was read before; `undefined` when somebody else has written there since. */
  async save(before: StoredPrepared | undefined, prepared: Prepared): Promise<StoredPrepared | undefined> {
    const next: Prepared = { ...prepared, revision: newRevision() };
    const [rowKey, record] = [keyOf(next), JSON.stringify(next)];
    const row = { partitionKey: COPIES, rowKey, record, ...this.#macs.proofOf(proofName(rowKey), record) };
    const written =
      before === undefined
        ? this.#table.createEntity(row)
        : this.#table.updateEntity(row, 'Replace', { etag: before.etag });
    await written.catch(ignoreChanged);
    // A save whose answer was lost may look like a conflict with somebody else.
    const now = await this.find(next);
    return now?.prepared.revision === next.revision ? now : undefined;
  }

  /** Removes what is kept of one that is gone, unless it was changed since. */
  async remove({ prepared, etag }: StoredPrepared): Promise<void> {
    await this.#table.deleteEntity(COPIES, keyOf(prepared), { etag }).catch(ignoreChanged);
  }

  #stored(row: unknown): StoredPrepared | undefined {
    const { rowKey, record, etag, ...columns } = rowSchema.parse(row);
    if (!this.#macs.isGenuine(proofName(rowKey), record, columns)) return undefined;
    return { prepared: preparedSchema.parse(JSON.parse(record)), etag };
  }
}

/** Where copies that are prepared are told of. */
export function preparedOf({ storage, rowMacs }: Pick<Engine, 'storage' | 'rowMacs'>): PreparedCopies {
  return new PreparedCopies(storage.requests, rowMacs);
}
