import type { TableClient } from '@azure/data-tables';
import type { Migration } from './migrations.ts';
import type { RowMacs } from './row-macs.ts';
import { isConflict, isMissing } from './status.ts';
import { newerTables, restoredTables } from './tables-closed.ts';
import type { Tables } from './tables.ts';
import { FIRST_VERSION, readVersion, versionRow } from './version-row.ts';

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

  /** Throws `TablesClosedError`. Tables that are not there are no newer ones. Writes nothing. */
  async check(): Promise<void> {
    await this.#read();
  }

  /** Takes the steps that the tables need; several may do so at once. Throws `TablesClosedError`. */
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
    const found = await readVersion(this.#table);
    if (found === undefined) return { done: FIRST_VERSION, isWhole: false, etag: undefined };
    const { record, number, etag } = found;
    // Also when nobody can say who wrote it, or its form is one that nobody here knows: what is newer is left alone.
    if (record === undefined || number > this.#latest) throw newerTables(number, this.#latest, record?.app ?? '');
    if (record.restoring !== undefined) throw restoredTables();
    const { tables, from } = record;
    const isOurs = found.isOurs(this.#rules.macs);
    return { done: isOurs ? (from ?? tables) : FIRST_VERSION, isWhole: isOurs && from === null, etag };
  }

  /** `undefined` when somebody else was faster. */
  async #write(from: number | null, etag: string | undefined): Promise<string | undefined> {
    const { macs, app } = this.#rules;
    const row = versionRow(this.#table, { tables: this.#latest, from, app }, macs);
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
}
