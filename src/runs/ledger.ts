import { odata, type TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { findRow } from '../storage/find-row.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { ignoreChanged, isConflict } from '../storage/status.ts';
import {
  ACTIVE,
  activeSchema,
  FOREIGN,
  isRunId,
  namingSchema,
  RUNS,
  rowKeyOf,
  rowOf,
  type StoredRun,
  storedRun,
  WAITING_ROWS,
  waitingRow,
} from './ledger-rows.ts';
import { isFinished, type Run, runSchema } from './run.ts';
import { withoutContacts } from './without-contacts.ts';

/**
 * The table of runs. One partition holds all of them, newest first, and one row that names the run whose turn it is:
 * both change in one transaction, so there is never more than one active run.
 */
export class Ledger {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Adds a run to those that wait for their turn. */
  async create(run: Run): Promise<void> {
    const { runId, scope, dryRun } = run;
    const waiting = { partitionKey: RUNS, rowKey: waitingRow(runId), runId, scope, dryRun };
    try {
      await this.#table.submitTransaction([
        ['create', rowOf(run, this.#macs)],
        ['create', waiting],
      ]);
    } catch (error) {
      // The SDK sends again what got no answer, and then finds its own rows.
      if (!isConflict(error) || (await this.etagIfSaved(run)) === undefined) throw error;
    }
  }

  /** A run by its id; `undefined` when there is none. */
  async find(runId: string): Promise<StoredRun | undefined> {
    if (!isRunId(runId)) return undefined;
    const row = await findRow(this.#table, RUNS, rowKeyOf(runId));
    return row === undefined ? undefined : storedRun(row, this.#macs);
  }

  /** Saves a run; `undefined` when somebody else changed it since. */
  async save(run: Run, etag: string): Promise<string | undefined> {
    try {
      const { etag: saved } = await this.#table.updateEntity(rowOf(run, this.#macs), 'Replace', { etag });
      return saved;
    } catch (error) {
      if (!isConflict(error)) throw error;
      return this.etagIfSaved(run);
    }
  }

  /** Saves the last state of the active run and makes room for the next, in one transaction. */
  async finish(run: Run, etag: string): Promise<string | undefined> {
    const active = await this.#active();
    if (active?.runId !== run.runId) return this.save(run, etag);
    const finished = this.#table.submitTransaction([
      ['update', rowOf(run, this.#macs), 'Replace', { etag }],
      ['delete', { partitionKey: RUNS, rowKey: ACTIVE }],
    ]);
    await finished.catch(ignoreChanged);
    return this.etagIfSaved(run);
  }

  /** The run whose turn it is; the oldest waiting one gets its turn when there is none. */
  async activate(): Promise<StoredRun | undefined> {
    for (;;) {
      const active = await this.#active();
      if (active !== undefined) {
        const stored = await this.find(active.runId);
        if (stored !== undefined && !isFinished(stored.run)) return stored;
        await this.#table.deleteEntity(RUNS, ACTIVE, { etag: active.etag }).catch(ignoreChanged);
        continue;
      }
      const next = await this.#oldestWaiting();
      if (next === undefined) return undefined;
      const turn = this.#table.submitTransaction([
        ['create', { partitionKey: RUNS, rowKey: ACTIVE, ...next }],
        ['delete', { partitionKey: RUNS, rowKey: waitingRow(next.runId) }],
      ]);
      await turn.catch(ignoreChanged);
    }
  }

  /** Removes the ids of contacts from what ended runs say of themselves: why they failed, what they could not do, and notes. */
  async forgetContacts(ids: ReadonlySet<string>): Promise<void> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey lt ${ACTIVE}`;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const { run, etag } = storedRun(row, this.#macs);
      const said = JSON.stringify(run);
      const cleared = withoutContacts(said, ids);
      // Whoever else changes an ended run has nothing to say of a contact.
      const isOurs = run.error?.code !== FOREIGN;
      if (isOurs && isFinished(run) && cleared !== said) await this.save(runSchema.parse(JSON.parse(cleared)), etag);
    }
  }

  async #active(): Promise<z.infer<typeof activeSchema> | undefined> {
    const row = await findRow(this.#table, RUNS, ACTIVE);
    return row === undefined ? undefined : activeSchema.parse(row);
  }

  async #oldestWaiting(): Promise<z.infer<typeof namingSchema> | undefined> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${WAITING_ROWS.from} and RowKey lt ${WAITING_ROWS.to}`;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) return namingSchema.parse(row);
    return undefined;
  }

  /** The ETag of a run's row if it holds this very state: a save whose answer was lost may look like a conflict with somebody else. */
  async etagIfSaved({ runId, revision }: Run): Promise<string | undefined> {
    const stored = await this.find(runId);
    return stored?.run.revision === revision ? stored.etag : undefined;
  }
}
