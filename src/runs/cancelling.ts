import type { TableClient } from '@azure/data-tables';
import { findRow } from '../storage/find-row.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { ignoreChanged, isConflict, isMissing } from '../storage/status.ts';
import type { Ledger } from './ledger.ts';
import { cancelRow, RUNS, rowOf, waitingRow } from './ledger-rows.ts';
import type { Run } from './run.ts';

/** Wishes that runs stop: rows beside the runs, for the row of a run belongs to the slice that works on it. */
export class Cancelling {
  readonly #table: TableClient;
  readonly #ledger: Ledger;
  readonly #macs: RowMacs;

  constructor(table: TableClient, ledger: Ledger, macs: RowMacs) {
    this.#table = table;
    this.#ledger = ledger;
    this.#macs = macs;
  }

  /** Asks whoever works on a run, now or later, to stop; repeating it changes nothing. */
  async request(runId: string): Promise<void> {
    await this.#table.upsertEntity({ partitionKey: RUNS, rowKey: cancelRow(runId) }, 'Replace');
  }

  /** Whether a run is to stop. */
  async isRequested(runId: string): Promise<boolean> {
    return (await findRow(this.#table, RUNS, cancelRow(runId))) !== undefined;
  }

  /** Removes the wish, when its run has ended. */
  async forget(runId: string): Promise<void> {
    await this.#table.deleteEntity(RUNS, cancelRow(runId)).catch(ignoreChanged);
  }

  /**
   * Saves the last state of a run that has not begun, and takes it out of the line; `undefined` when it has begun, or was
   * changed, in between.
   */
  async endQueued(run: Run, etag: string): Promise<string | undefined> {
    try {
      await this.#table.submitTransaction([
        ['update', rowOf(run, this.#macs), 'Replace', { etag }],
        ['delete', { partitionKey: RUNS, rowKey: waitingRow(run.runId) }],
      ]);
    } catch (error) {
      // It has its turn already, though nobody has begun with it.
      if (isMissing(error)) return this.#ledger.finish(run, etag);
      if (!isConflict(error)) throw error;
    }
    return this.#ledger.etagIfSaved(run);
  }
}
