import { odata } from '@azure/data-tables';
import { formatInstant } from '../../../src/register/instant.ts';
import { ACTIVE, RUNS, storedRun } from '../../../src/runs/ledger-rows.ts';
import { isFinished, newRevision } from '../../../src/runs/run.ts';
import { deleteRows } from '../../../src/storage/in-transactions.ts';
import type { Restored } from './register.ts';

const RESTORED = 'The tables were restored from a backup: the run was not gone on with.';

/** Ends the runs that had not ended: what they had read is gone. Gives how many; safe to repeat. */
export async function endRuns({ storage, ledger, rowMacs, now }: Restored): Promise<number> {
  let ended = 0;
  const filter = odata`PartitionKey eq ${RUNS} and RowKey lt ${ACTIVE}`;
  for await (const row of storage.runs.listEntities({ queryOptions: { filter } })) {
    const { run, etag } = storedRun(row, rowMacs);
    if (isFinished(run)) continue;
    const finishedAt = formatInstant(now());
    const problems = [...run.problems, RESTORED];
    const stopped = { phase: 'finished', status: 'cancelled', error: null, finishedAt, leaseUntil: 0 } as const;
    await ledger.save({ ...run, ...stopped, problems, revision: newRevision() }, etag);
    ended += 1;
  }
  await forgetTurns(storage.runs);
  return ended;
}

/** Rows that say whose turn it is, who waits, and who is to stop: nobody any more. */
async function forgetTurns(runs: Restored['storage']['runs']): Promise<void> {
  const queryOptions = { filter: odata`PartitionKey eq ${RUNS} and RowKey ge ${ACTIVE}`, select: ['rowKey'] };
  const rowKeys: string[] = [];
  for await (const { rowKey } of runs.listEntities({ queryOptions })) if (rowKey !== undefined) rowKeys.push(rowKey);
  await deleteRows(
    runs,
    rowKeys.map((rowKey) => ({ partitionKey: RUNS, rowKey })),
  );
}
