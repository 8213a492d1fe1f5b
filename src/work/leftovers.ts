import { odata } from '@azure/data-tables';
import { isRunId } from '../runs/ledger-rows.ts';
import { isFinished, timeInRunId } from '../runs/run.ts';
import { RunStore } from '../runs/run-store.ts';
import type { Engine } from './engine.ts';

/** Longer than a request that was cut short may be repeated under the same id of a run (`Idempotency-Key`: 24 hours). */
const LEFT_AFTER_MS = 48 * 3_600_000;

/** Partitions of runs begin with the year of their ids, all others with a letter. */
const FIRST = '0';

/**
 * Removes what was kept for runs that never came to be, or that have ended: a crash after the ids of contacts were kept, and before
 * their run was, leaves them to nobody (Art. 5(1)(e)). Looks at what is older than two days, by the system's clock; safe to repeat.
 */
export async function clearLeftovers({
  storage,
  ledger,
  rowMacs,
  systemNow,
}: Pick<Engine, 'storage' | 'ledger' | 'rowMacs' | 'systemNow'>): Promise<void> {
  const before = timeInRunId(systemNow() - LEFT_AFTER_MS);
  const filter = odata`PartitionKey ge ${FIRST} and PartitionKey lt ${before}`;
  const kept = new Set<string>();
  const queryOptions = { filter, select: ['partitionKey'] };
  for await (const { partitionKey = '' } of storage.index.listEntities({ queryOptions })) kept.add(partitionKey);
  for (const runId of [...kept].filter(isRunId)) {
    const stored = await ledger.find(runId);
    if (stored === undefined || isFinished(stored.run)) await new RunStore(storage.index, runId, rowMacs).clear();
  }
}
