import type { TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { clearPartition } from '../storage/clear-partition.ts';
import { packedValues, readPacked, writePacked } from '../storage/packed-rows.ts';

/** What one run keeps between its slices: numbered parts under a name, all gone when the run ends. */
export class RunStore {
  readonly #table: TableClient;
  readonly #runId: string;

  constructor(table: TableClient, runId: string) {
    this.#table = table;
    this.#runId = runId;
  }

  /** Writes part `number` of `name`; writing it again replaces it. */
  async put(name: string, number: number, value: unknown): Promise<void> {
    await writePacked(this.#table, this.#runId, keyOf(name, number), value);
  }

  /** Reads part `number` of `name`. A part that is not there is an error: it was written before it is read. */
  async get<T>(name: string, number: number, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await readPacked(this.#table, this.#runId, keyOf(name, number)));
  }

  /** All parts of `name` in order, one at a time. */
  async *parts<T>(name: string, schema: z.ZodType<T>): AsyncGenerator<{ number: number; value: T }> {
    for await (const [key, value] of packedValues(this.#table, this.#runId, `${name}|`)) {
      yield { number: Number(key.split('|')[1]), value: schema.parse(value) };
    }
  }

  async clear(): Promise<void> {
    await clearPartition(this.#table, this.#runId);
  }
}

function keyOf(name: string, number: number): string {
  return `${name}|${String(number).padStart(6, '0')}`;
}
