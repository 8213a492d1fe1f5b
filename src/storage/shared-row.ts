import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { SafeError } from '../safe-error.ts';
import { findRow } from './find-row.ts';
import { isConflict, isMissing } from './status.ts';

/** A text property holds 32,768 UTF-16 characters (Table Storage). */
const MOST_CHARACTERS = 32_000;
/** Each conflict means that somebody else got through, so this many in a row are no coincidence. */
const MOST_TRIES = 50;

type SharedRowErrorCode = 'value_too_large' | 'row_always_busy';

/** The row could not be changed as asked. */
class SharedRowError extends SafeError<SharedRowErrorCode> {
  override readonly name = 'SharedRowError';
}

const rowSchema = z.object({ record: z.string(), etag: z.string() });

interface StoredValue<Value> {
  readonly value: Value | 'unreadable' | undefined;
  /** `undefined` when there is no row. */
  readonly etag: string | undefined;
}

/**
 * A JSON value in a row of its own that several processes change, each by the ETag it last saw: the usual change is one
 * call to storage. The changes of one process come one after another.
 */
export class SharedRow<Value> {
  readonly #table: () => Promise<TableClient>;
  readonly #key: { readonly partitionKey: string; readonly rowKey: string };
  readonly #schema: z.ZodType<Value>;
  #last: Promise<unknown> = Promise.resolve();
  #seen: StoredValue<Value> | undefined;

  /** `table` gives the table when it is there. */
  constructor(table: () => Promise<TableClient>, partitionKey: string, rowKey: string, schema: z.ZodType<Value>) {
    this.#table = table;
    this.#key = { partitionKey, rowKey };
    this.#schema = schema;
  }

  /**
   * Replaces the value by what `transition` makes of it, and gives the result of the transition that was kept. One that
   * leaves the value as it is has seen the latest. After a failure the value may or may not have been replaced.
   */
  change<Result>(
    transition: (held: Value | 'unreadable' | undefined) => { next: Value | undefined; result: Result },
  ): Promise<Result> {
    const turn = this.#last.then(() => this.#change(transition));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #change<Result>(
    transition: (held: Value | 'unreadable' | undefined) => { next: Value | undefined; result: Result },
  ): Promise<Result> {
    let held = this.#seen;
    this.#seen = undefined;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const isLatest = held === undefined;
      held ??= await this.#read();
      const { next, result } = transition(held.value);
      const kept = next === undefined ? held : await this.#write(next, held.etag);
      if (kept !== undefined && (next !== undefined || isLatest)) {
        this.#seen = kept;
        return result;
      }
      held = undefined;
    }
    throw new SharedRowError('row_always_busy', `The row ${this.#key.rowKey} was changed by others all the time.`);
  }

  async #read(): Promise<StoredValue<Value>> {
    const row = await findRow(await this.#table(), this.#key.partitionKey, this.#key.rowKey);
    if (row === undefined) return { value: undefined, etag: undefined };
    const { record, etag } = rowSchema.parse(row);
    const value = this.#schema.safeParse(parseJson(record));
    return { value: value.success ? value.data : 'unreadable', etag };
  }

  /** `undefined` when somebody else was faster. */
  async #write(value: Value, etag: string | undefined): Promise<StoredValue<Value> | undefined> {
    const record = JSON.stringify(value);
    if (record.length > MOST_CHARACTERS)
      throw new SharedRowError('value_too_large', `The row ${this.#key.rowKey} would become too large.`);
    const table = await this.#table();
    const row = { ...this.#key, record };
    try {
      const { etag: saved } =
        etag === undefined ? await table.createEntity(row) : await table.updateEntity(row, 'Replace', { etag });
      return saved === undefined ? undefined : { value, etag: saved };
    } catch (error) {
      if (isConflict(error) || (etag !== undefined && isMissing(error))) return undefined;
      throw error;
    }
  }
}
