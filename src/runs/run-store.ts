import type { TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { clearPartition } from '../storage/clear-partition.ts';
import { packedValues, readPacked, writePacked } from '../storage/packed-rows.ts';
import type { RowMacs } from '../storage/row-macs.ts';

/** Numbered parts that phases hand over under one name, and what each of them holds. */
export interface Parts<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
}

/** Parts may be written from values that nobody may change. */
type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** What one run keeps between its slices, all gone when the run ends. The names are listed in `facts/parts.ts`. */
export class RunStore {
  readonly #table: TableClient;
  readonly #runId: string;
  readonly #macs: RowMacs;

  constructor(table: TableClient, runId: string, macs: RowMacs) {
    this.#table = table;
    this.#runId = runId;
    this.#macs = macs;
  }

  /** Writes part `number`; writing it again replaces it. */
  async put<Schema extends z.ZodType>(
    { name }: Parts<Schema>,
    number: number,
    value: Frozen<z.input<Schema>>,
  ): Promise<void> {
    await writePacked(this.#table, this.#runId, keyOf(name, number), value, this.#macs);
  }

  /** Reads part `number`. One that is not there is an error: it was written before it is read. */
  async get<Schema extends z.ZodType>({ name, schema }: Parts<Schema>, number: number): Promise<z.output<Schema>> {
    return schema.parse(await readPacked(this.#table, this.#runId, keyOf(name, number), this.#macs));
  }

  /** Reads the first part; `undefined` when there is none. */
  async first<Schema extends z.ZodType>(parts: Parts<Schema>): Promise<z.output<Schema> | undefined> {
    for await (const { value } of this.all(parts)) return value;
    return undefined;
  }

  /** All parts in order, one at a time. */
  async *all<Schema extends z.ZodType>({
    name,
    schema,
  }: Parts<Schema>): AsyncGenerator<{ number: number; value: z.output<Schema> }> {
    for await (const [key, value] of packedValues(this.#table, this.#runId, `${name}|`, this.#macs)) {
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
