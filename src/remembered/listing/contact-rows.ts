import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { deleteRows, putRows, type RowKeys } from '../../storage/in-transactions.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { type ContactRow, contactRowSchema } from './contact-row.ts';
import { nameOf, placesOf, type Stretch } from './places.ts';

/** So many rows Table Storage gives in an answer at most. */
export const MOST_ROWS = 1_000;

const entitySchema = z.looseObject({
  rowKey: z.string(),
  record: z.string().optional(),
  built: z.string().optional(),
});

/** A row as it lies there; without `row` it was not written by this program, or says only that a company has such a member. */
interface LyingRow {
  readonly keys: RowKeys;
  readonly record: string | undefined;
  readonly row: ContactRow | undefined;
  /** Which building made it. */
  readonly built: string | undefined;
}

/**
 * The rows of `RegisterIndex` by which contacts are listed: each contact stands in the order of end dates, among those with its
 * status, and among the people of its company. They say nothing that what is remembered of the contact does not say.
 */
export class ContactRows {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Writes rows in all their places. `built` marks those of one building. */
  async put(rows: readonly ContactRow[], built?: string): Promise<void> {
    const mark = built === undefined ? {} : { built };
    const entities = rows.flatMap((row) => {
      const record = JSON.stringify(row);
      return placesOf(row).map((keys) => ({
        ...keys,
        record,
        ...mark,
        ...this.#macs.proofOf(this.#proofName(keys), record),
      }));
    });
    await putRows(this.#table, entities);
  }

  /** Removes what stands in these places. */
  async remove(places: readonly RowKeys[]): Promise<void> {
    await deleteRows(this.#table, places);
  }

  /** The rows of a stretch in the order of their keys, `size` to an answer. Rows that this program did not write are left out. */
  async *rows(stretch: Stretch, size = MOST_ROWS): AsyncGenerator<ContactRow> {
    for await (const { row } of this.all(stretch, size)) if (row !== undefined) yield row;
  }

  /** All rows of a stretch as they lie there. */
  async *all({ partition, from, to }: Stretch, size = MOST_ROWS): AsyncGenerator<LyingRow> {
    const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`;
    const pages = this.#table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: size });
    for await (const page of pages) for (const entity of page) yield this.#read(partition, entity);
  }

  /** The first rows of a stretch, at most `most`, and whether these are all. */
  async first(
    stretch: Stretch,
    most: number,
  ): Promise<{ readonly rows: readonly ContactRow[]; readonly all: boolean }> {
    const rows: ContactRow[] = [];
    let lying = 0;
    for await (const { row } of this.all(stretch, Math.min(MOST_ROWS, most + 1))) {
      if (lying === most) return { rows, all: false };
      lying += 1;
      if (row !== undefined) rows.push(row);
    }
    return { rows, all: true };
  }

  #read(partitionKey: string, entity: unknown): LyingRow {
    const { rowKey, record, built, ...columns } = entitySchema.parse(entity);
    const keys = { partitionKey, rowKey };
    const isOurs = record !== undefined && this.#macs.isGenuine(this.#proofName(keys), record, columns);
    const row = isOurs ? contactRowSchema.safeParse(JSON.parse(record)).data : undefined;
    return { keys, record, row, built };
  }

  #proofName(keys: RowKeys): string {
    return `${this.#table.tableName}/${nameOf(keys)}`;
  }
}
