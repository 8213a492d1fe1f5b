import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { ROWS_PER_TRANSACTION } from '../storage/clear-partition.ts';
import { isConflict, isMissing } from '../storage/status.ts';
import {
  ACTIVE,
  activeSchema,
  cancelRow,
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
import { isFinished, type Run, type Scope } from './run.ts';

const failureSchema = z.object({
  kind: z.enum(['contacts', 'companies', 'notice', 'notice_company']),
  id: z.string(),
  reason: z.string(),
});

/** A contact or company that a run could not decide or write, and why; or something that staff should look at. */
export type Failure = z.infer<typeof failureSchema>;

/**
 * The table of runs. One partition holds all of them, newest first, and one row that names the run whose turn it is:
 * both change in one transaction, so there is never more than one active run.
 */
export class Ledger {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Adds a run to those that wait for their turn. */
  async create(run: Run): Promise<void> {
    const { runId, scope, dryRun } = run;
    const waiting = { partitionKey: RUNS, rowKey: waitingRow(runId), runId, scope, dryRun };
    try {
      await this.#table.submitTransaction([
        ['create', rowOf(run)],
        ['create', waiting],
      ]);
    } catch (error) {
      // The SDK sends again what got no answer, and then finds its own rows.
      if (!isConflict(error) || (await this.#etagIfSaved(run)) === undefined) throw error;
    }
  }

  /** A run by its id; `undefined` when there is none. */
  async find(runId: string): Promise<StoredRun | undefined> {
    if (!isRunId(runId)) return undefined;
    const row = await this.#table.getEntity(RUNS, rowKeyOf(runId)).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    return row === undefined ? undefined : storedRun(row);
  }

  /** Saves a run; `undefined` when somebody else changed it since. */
  async save(run: Run, etag: string): Promise<string | undefined> {
    try {
      const { etag: saved } = await this.#table.updateEntity(rowOf(run), 'Replace', { etag });
      return saved;
    } catch (error) {
      if (!isConflict(error)) throw error;
      return this.#etagIfSaved(run);
    }
  }

  /** Saves the last state of the active run and makes room for the next, in one transaction. */
  async finish(run: Run, etag: string): Promise<string | undefined> {
    const row = rowOf(run);
    const active = await this.#active();
    if (active?.runId !== run.runId) return this.save(run, etag);
    try {
      await this.#table.submitTransaction([
        ['update', row, 'Replace', { etag }],
        ['delete', { partitionKey: RUNS, rowKey: ACTIVE }],
      ]);
    } catch (error) {
      if (!isConflict(error) && !isMissing(error)) throw error;
    }
    return this.#etagIfSaved(run);
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

  /**
   * Saves the last state of a run that has not begun, and takes it out of the line; `undefined` when it has begun, or was
   * changed, in between.
   */
  async cancelQueued(run: Run, etag: string): Promise<string | undefined> {
    try {
      await this.#table.submitTransaction([
        ['update', rowOf(run), 'Replace', { etag }],
        ['delete', { partitionKey: RUNS, rowKey: waitingRow(run.runId) }],
      ]);
    } catch (error) {
      // It has its turn already, though nobody has begun with it.
      if (isMissing(error)) return this.finish(run, etag);
      if (!isConflict(error)) throw error;
    }
    return this.#etagIfSaved(run);
  }

  /** Asks whoever works on a run, now or later, to stop; repeating it changes nothing. */
  async requestCancel(runId: string): Promise<void> {
    await this.#table.upsertEntity({ partitionKey: RUNS, rowKey: cancelRow(runId) }, 'Replace');
  }

  /** Whether a run is to stop. */
  async cancelRequested(runId: string): Promise<boolean> {
    try {
      await this.#table.getEntity(RUNS, cancelRow(runId), { queryOptions: { select: ['rowKey'] } });
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Removes the request to stop, when its run has ended. */
  async forgetCancel(runId: string): Promise<void> {
    await this.#table.deleteEntity(RUNS, cancelRow(runId)).catch(ignoreChanged);
  }

  /** What the runs look at that wait or have their turn; dry runs apart, for they change nothing. One range of few rows. */
  async scopesInLine(): Promise<Set<Scope>> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${ACTIVE} and RowKey lt ${WAITING_ROWS.to}`;
    const scopes = new Set<Scope>();
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const naming = namingSchema.safeParse(row);
      if (naming.success && !naming.data.dryRun) scopes.add(naming.data.scope);
    }
    return scopes;
  }

  /** The run with this scope that ended last, by itself, dry runs apart; `undefined` when there is none. */
  async lastEnded(scope: Scope): Promise<Run | undefined> {
    const ended = odata`(status eq 'succeeded' or status eq 'failed') and scope eq ${scope}`;
    const filter = `${odata`PartitionKey eq ${RUNS} and RowKey lt ${ACTIVE}`} and ${ended}`;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const { run } = storedRun(row);
      if (!run.dryRun) return run;
    }
    return undefined;
  }

  /** The `most` latest runs, newest first; of those that are older than `before`, the id of a run, if it is given. */
  async latest(most: number, before?: string): Promise<Run[]> {
    const older = before === undefined ? '' : ` and ${odata`RowKey gt ${rowKeyOf(before)}`}`;
    const filter = `${odata`PartitionKey eq ${RUNS} and RowKey lt ${ACTIVE}`}${older}`;
    const runs: Run[] = [];
    // A page may be short, or empty, though more follow.
    for await (const page of this.#table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: most })) {
      runs.push(...page.map((row) => storedRun(row).run));
      if (runs.length >= most) break;
    }
    return runs.slice(0, most);
  }

  /** Records why a contact or company was not decided or not written; repeating it changes nothing. */
  async recordFailures(runId: string, failures: readonly Failure[]): Promise<void> {
    const partitionKey = `failures|${runId}`;
    for (const part of chunk(failures, ROWS_PER_TRANSACTION)) {
      await this.#table.submitTransaction(
        part.map((failure) => [
          'upsert',
          { partitionKey, rowKey: `${failure.kind}|${failure.id}`, ...failure },
          'Replace',
        ]),
      );
    }
  }

  /** At most `most` failures of a run, or at most `most` of its notices. */
  async failures(runId: string, most: number, notices = false): Promise<Failure[]> {
    const partitionKey = `failures|${runId}`;
    const filter = notices
      ? odata`PartitionKey eq ${partitionKey} and RowKey ge 'notice'`
      : odata`PartitionKey eq ${partitionKey} and RowKey lt 'notice'`;
    const failures: Failure[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      if (failures.length >= most) break;
      failures.push(failureSchema.parse(row));
    }
    return failures;
  }

  async #active(): Promise<z.infer<typeof activeSchema> | undefined> {
    try {
      return activeSchema.parse(await this.#table.getEntity(RUNS, ACTIVE));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #oldestWaiting(): Promise<z.infer<typeof namingSchema> | undefined> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${WAITING_ROWS.from} and RowKey lt ${WAITING_ROWS.to}`;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) return namingSchema.parse(row);
    return undefined;
  }

  /** A save whose answer was lost may look like a conflict with somebody else. */
  async #etagIfSaved({ runId, revision }: Run): Promise<string | undefined> {
    const stored = await this.find(runId);
    return stored?.run.revision === revision ? stored.etag : undefined;
  }
}

function ignoreChanged(error: unknown): void {
  if (!isConflict(error) && !isMissing(error)) throw error;
}
