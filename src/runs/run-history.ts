import { odata, type TableClient } from '@azure/data-tables';
import type { RowMacs } from '../storage/row-macs.ts';
import { ACTIVE, RUNS, rowKeyOf, storedRun } from './ledger-rows.ts';
import { type Run, type Scope, timeInRunId } from './run.ts';

const ENDED_BY_ITSELF = odata`(status eq 'succeeded' or status eq 'failed')`;

/** Looks back at runs, newest first. */
export class RunHistory {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** The `most` latest runs; of those that are older than `before`, the id of a run, if it is given. */
  async latest(most: number, before?: string): Promise<Run[]> {
    const older = before === undefined ? '' : ` and ${odata`RowKey gt ${rowKeyOf(before)}`}`;
    const filter = `${odata`PartitionKey eq ${RUNS} and RowKey lt ${ACTIVE}`}${older}`;
    const runs: Run[] = [];
    // A page may be short, or empty, though more follow.
    for await (const page of this.#table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: most })) {
      runs.push(...page.map((row) => storedRun(row, this.#macs).run));
      if (runs.length >= most) break;
    }
    return runs.slice(0, most);
  }

  /** The run with this scope that ended last, by itself, dry runs apart; `undefined` when there is none. */
  async lastEnded(scope: Scope): Promise<Run | undefined> {
    const [run] = await this.#ended(odata`RowKey lt ${ACTIVE}`, [scope], 1);
    return run;
  }

  /** Runs with these scopes that were asked for since an instant (ms) and ended by themselves; dry runs apart. */
  async endedSince(since: number, scopes: readonly Scope[], most: number): Promise<Run[]> {
    return this.#ended(odata`RowKey lt ${keyAt(since)}`, scopes, most);
  }

  /** Whether any run was asked for before an instant (ms). */
  async hasRunBefore(before: number): Promise<boolean> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${keyAt(before)} and RowKey lt ${ACTIVE}`;
    const pages = this.#table.listEntities({ queryOptions: { filter, select: ['rowKey'] } }).byPage({ maxPageSize: 1 });
    for await (const page of pages) if (page.length > 0) return true;
    return false;
  }

  async #ended(rows: string, scopes: readonly Scope[], most: number): Promise<Run[]> {
    const scope = scopes.map((one) => odata`scope eq ${one}`).join(' or ');
    const filter = `${odata`PartitionKey eq ${RUNS}`} and ${rows} and ${ENDED_BY_ITSELF} and (${scope})`;
    const runs: Run[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const { run } = storedRun(row, this.#macs);
      if (!run.dryRun) runs.push(run);
      if (runs.length >= most) break;
    }
    return runs;
  }
}

/** Runs are kept newest first, by the time in their ids. */
function keyAt(instant: number): string {
  return rowKeyOf(timeInRunId(Math.max(0, instant)));
}
