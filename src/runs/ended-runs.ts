import { odata, type TableClient } from '@azure/data-tables';
import { formatInstant } from '../register/instant.ts';
import { ACTIVE, RUNS, rowKeyOf, storedRun } from './ledger-rows.ts';
import type { Run, Scope } from './run.ts';

/** Runs with these scopes that were asked for since an instant (ms) and ended by themselves; dry runs apart. Newest first. */
export async function endedRuns(
  table: TableClient,
  scopes: readonly Scope[],
  since: number,
  most: number,
): Promise<Run[]> {
  const scope = scopes.map((one) => odata`scope eq ${one}`).join(' or ');
  const rows = odata`PartitionKey eq ${RUNS} and RowKey lt ${keyAt(since)}`;
  const filter = `${rows} and (status eq 'succeeded' or status eq 'failed') and (${scope})`;
  const runs: Run[] = [];
  for await (const row of table.listEntities({ queryOptions: { filter } })) {
    const { run } = storedRun(row);
    if (!run.dryRun) runs.push(run);
    if (runs.length >= most) break;
  }
  return runs;
}

/** Whether any run was asked for before an instant (ms). */
export async function hasRunBefore(table: TableClient, before: number): Promise<boolean> {
  const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${keyAt(before)} and RowKey lt ${ACTIVE}`;
  const pages = table.listEntities({ queryOptions: { filter, select: ['rowKey'] } }).byPage({ maxPageSize: 1 });
  for await (const page of pages) if (page.length > 0) return true;
  return false;
}

/** Runs are kept newest first, by the time in their ids. */
function keyAt(instant: number): string {
  return rowKeyOf(formatInstant(Math.max(0, instant)).replace(/[-:.]/g, ''));
}
