import { newerTables, type TablesClosedError } from '../../../src/storage/tables-closed.ts';
import { readVersion, type Restoring, versionRow, type VersionRecord } from '../../../src/storage/version-row.ts';
import { BackupError } from '../errors.ts';
import type { StoredManifest } from '../manifest.ts';
import type { Restored } from './register.ts';

/** The version of tables that this program knows, and its own. */
export interface Program {
  readonly app: string;
  readonly tables: number;
}

/** Says in the tables how far a restore has come, so that nobody else uses them and one that is cut short can go on. */
export class Marker {
  readonly #register: Restored;
  readonly #backup: StoredManifest;
  readonly #program: Program;

  constructor(register: Restored, backup: StoredManifest, program: Program) {
    this.#register = register;
    this.#backup = backup;
    this.#program = program;
  }

  /**
   * What was said of this backup, or of no restore at all. Throws `BackupError` when another backup is being restored, or when what is to be kept
   * has another version, and `TablesClosedError` when backup or tables are newer than the program.
   */
  async found(): Promise<{ readonly restoring: Restoring | undefined; readonly tables: number | undefined }> {
    const { manifest, sha256 } = this.#backup;
    if (manifest.tables > this.#program.tables) throw this.#newer(manifest.tables, manifest.app);
    const found = await readVersion(this.#register.storage.runs);
    if (found === undefined) return { restoring: undefined, tables: undefined };
    const { record, number } = found;
    if (record === undefined || number > this.#program.tables) throw this.#newer(number, record?.app ?? '');
    const { restoring } = record;
    if (restoring === undefined || restoring.backup === sha256) return { restoring, tables: number };
    throw new BackupError(
      'other_restore',
      `The backup ${restoring.backup.slice(0, 16)}… was not restored to its end: go on with that one, or empty the tables first.`,
    );
  }

  async write(stage: Restoring['stage'], kept: readonly string[]): Promise<void> {
    await this.#write({ restoring: { backup: this.#backup.sha256, stage, kept: [...kept] } });
  }

  /** The tables may be used again. */
  async end(): Promise<void> {
    await this.#write({});
  }

  async #write(also: Pick<VersionRecord, 'restoring'>): Promise<void> {
    const { runs } = this.#register.storage;
    const record = { tables: this.#backup.manifest.tables, from: null, app: this.#program.app, ...also };
    await runs.upsertEntity(versionRow(runs, record, this.#register.rowMacs), 'Replace');
  }

  #newer(tables: number, app: string): TablesClosedError {
    return newerTables(tables, this.#program.tables, app);
  }
}
