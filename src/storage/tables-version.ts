import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { SafeError } from '../safe-error.ts';
import { findRow } from './find-row.ts';
import type { Migration } from './migrations.ts';
import type { RowMacs } from './row-macs.ts';
import { isConflict, isMissing } from './status.ts';
import type { Tables } from './tables.ts';

/** Tables without a row that says so are of this version: they were made before there was such a row. */
const FIRST_VERSION = 1;

const KEYS = { partitionKey: 'version', rowKey: 'tables' };

const rowSchema = z.looseObject({ record: z.string(), etag: z.string() });
const recordSchema = z.object({
  /** The lowest number that a program must know to use the tables. */
  tables: z.int().min(FIRST_VERSION),
  /** While a migration is unfinished: the version that it began with. */
  from: z.int().min(FIRST_VERSION).nullable(),
  /** The program that wrote it. */
  app: z.string(),
});

/** A newer program has changed the tables: this one reads and writes nothing there. */
export class TablesNewerError extends SafeError<'tables_newer'> {
  override readonly name = 'TablesNewerError';
  override readonly isFinal = true;
  /** The version of the tables. */
  readonly found: number;

  constructor(found: number, known: number, app: string) {
    const by = /^\d+\.\d+\.\d+$/.test(app) ? `version ${app} of the program` : 'a newer program';
    super(
      'tables_newer',
      `The tables are of version ${found}, made by ${by}; this one knows ${known} at most and leaves them alone: deploy that version again, or restore a backup from before.`,
    );
    this.found = found;
  }
}

/** Which tables a program works with, and what it knows of them. */
export interface VersionRules {
  readonly macs: RowMacs;
  /** In the order of their numbers. */
  readonly migrations: readonly Migration[];
  /** The version of this program, for whoever meets a later one's tables. */
  readonly app: string;
}

/** The version of the tables that a program makes of them. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.to ?? FIRST_VERSION;
}

/**
 * The row in the table of runs that says which version all tables of a register have. A later program migrates them; an earlier one
 * refuses them. The row says the new version before the first step, so no earlier program works with what is half migrated.
 */
export class TablesVersion {
  readonly #table: TableClient;
  readonly #rules: VersionRules;
  readonly #latest: number;

  /** `table` is that of the runs. */
  constructor(table: TableClient, rules: VersionRules) {
    this.#table = table;
    this.#rules = rules;
    this.#latest = latestVersion(rules.migrations);
  }

  /** Throws `TablesNewerError`. Tables that are not there are no newer ones. Writes nothing. */
  async check(): Promise<void> {
    await this.#read();
  }

  /** Takes the steps that the tables need; several may do so at once. Throws `TablesNewerError`. */
  async raise(tables: Tables): Promise<void> {
    while (!(await this.#raised(tables))) {
      // Every further pass follows a change that somebody else made in between, so this comes to an end.
    }
  }

  async #raised(tables: Tables): Promise<boolean> {
    const { done, isWhole, etag } = await this.#read();
    if (isWhole && done === this.#latest) return true;
    const steps = this.#rules.migrations.filter(({ to }) => to > done);
    if (steps.length === 0) return (await this.#write(null, etag)) !== undefined;
    const begun = await this.#write(done, etag);
    if (begun === undefined) return false;
    for (const step of steps) await step.migrate(tables);
    return (await this.#write(null, begun)) !== undefined;
  }

  /** `done`: up to where all steps were taken. A row that the program did not write proves none of them. */
  async #read(): Promise<{ readonly done: number; readonly isWhole: boolean; readonly etag: string | undefined }> {
    const row = await findRow(this.#table, KEYS.partitionKey, KEYS.rowKey);
    if (row === undefined) return { done: FIRST_VERSION, isWhole: false, etag: undefined };
    const { record, etag, ...columns } = rowSchema.parse(row);
    const { data } = recordSchema.safeParse(parseJson(record));
    // Also when nobody can say who wrote it, or its form is one that nobody here knows: what is newer is left alone.
    if (data === undefined) throw new TablesNewerError(numberIn(record), this.#latest, '');
    if (data.tables > this.#latest) throw new TablesNewerError(data.tables, this.#latest, data.app);
    const isOurs = this.#rules.macs.isGenuine(this.#proofName, record, columns);
    return { done: isOurs ? (data.from ?? data.tables) : FIRST_VERSION, isWhole: isOurs && data.from === null, etag };
  }

  /** `undefined` when somebody else was faster. */
  async #write(from: number | null, etag: string | undefined): Promise<string | undefined> {
    const record = JSON.stringify({ tables: this.#latest, from, app: this.#rules.app });
    const row = { ...KEYS, record, ...this.#rules.macs.proofOf(this.#proofName, record) };
    try {
      const written =
        etag === undefined
          ? await this.#table.createEntity(row)
          : await this.#table.updateEntity(row, 'Replace', { etag });
      return written.etag;
    } catch (error) {
      if (isConflict(error) || (etag !== undefined && isMissing(error))) return undefined;
      throw error;
    }
  }

  get #proofName(): string {
    return `${this.#table.tableName}/${KEYS.partitionKey}/${KEYS.rowKey}`;
  }
}

function numberIn(record: string): number {
  return z.object({ tables: z.number() }).safeParse(parseJson(record)).data?.tables ?? 0;
}
