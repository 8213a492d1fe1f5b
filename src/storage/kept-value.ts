import type { TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { ForeignValueError, readPacked, writePacked } from './packed-rows.ts';
import type { RowMacs } from './row-macs.ts';

interface Place<Schema> {
  readonly partition: string;
  readonly key: string;
  readonly schema: Schema;
}

/** One value of which there is one in a table. Nobody without the key can make one up. */
export class KeptValue<Schema extends z.ZodType> {
  readonly #table: TableClient;
  readonly #macs: RowMacs;
  readonly #place: Place<Schema>;

  constructor(table: TableClient, macs: RowMacs, place: Place<Schema>) {
    this.#table = table;
    this.#macs = macs;
    this.#place = place;
  }

  /** `undefined` while there is none, when it has the form of another version, and when somebody else wrote it. */
  async read(): Promise<z.output<Schema> | undefined> {
    const { partition, key, schema } = this.#place;
    const value = await readPacked(this.#table, partition, key, this.#macs).catch((error: unknown) => {
      if (error instanceof ForeignValueError) return undefined;
      throw error;
    });
    return schema.safeParse(value).data;
  }

  async write(value: z.output<Schema>): Promise<void> {
    await writePacked(this.#table, this.#place.partition, this.#place.key, value, this.#macs);
  }
}
