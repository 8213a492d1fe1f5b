import { formatInstant } from '../../register/instant.ts';
import { isFinished, madeAt, type Run } from '../../runs/run.ts';
import type { Engine } from '../../work/engine.ts';
import type { ErasureList } from './list.ts';
import type { StoredList } from './list-rows.ts';
import { type ErasureStores, erasureStores } from './stores.ts';

/** A run that a list names is there within moments; after so long the process that was to make it has died. */
const LOST_MS = 5 * 60_000;

/** How the run of a list has ended, with the code of its error, and in words. */
interface Ended extends Pick<Run, 'status'> {
  readonly code?: string | undefined;
  readonly why: string;
}

/** What is kept of the list is not what was approved: nothing of it can be gone on with. */
const NEVER_PASSING: readonly (string | undefined)[] = ['foreign_rows', 'engagements_missing', 'list_altered'];

/**
 * A list by its id, in its true state: when its run ended otherwise than it should have (failed, cancelled, or lost with a process
 * that died), the list says so from the moment somebody looks. `undefined` when there is no such list.
 */
export async function settledList(engine: Engine, id: string): Promise<StoredList | undefined> {
  const stores = erasureStores(engine);
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const stored = await stores.lists.find(id);
    if (stored === undefined) return undefined;
    const change = await settlement(engine, stored.list);
    if (change === undefined) return stored;
    const saved = await stores.lists.save(stored, change);
    if (saved.kind !== 'saved') continue;
    await tidied(stores, saved.stored.list);
    return saved.stored;
  }
}

/** What has to be said of a list; `undefined` when all is well. */
async function settlement(engine: Engine, list: ErasureList): Promise<Partial<ErasureList> | undefined> {
  if (list.state !== 'preparing' && list.state !== 'checking' && list.state !== 'executing') return undefined;
  const ended = await endOf(engine, list.runId);
  if (ended === undefined) return undefined;
  const at = formatInstant(engine.now());
  const problem = ended.why;
  if (list.state === 'preparing')
    return { state: ended.status === 'cancelled' ? 'cancelled' : 'failed', problem, finishedAt: at };
  if (list.state === 'checking')
    return { state: 'awaiting_approval', approver: null, approvedAt: null, executeFrom: null, problem };
  if (NEVER_PASSING.includes(ended.code)) return { state: 'failed', problem, finishedAt: at };
  // Somebody does not want it to go on. Who has been begun with is finished all the same: another run does (`start-due.ts`).
  if (ended.status === 'cancelled') return list.stoppedAt === null ? { stoppedAt: at, problem } : undefined;
  return list.problem === problem ? undefined : { problem };
}

/** How a run has ended; `undefined` while it goes on, or may still come. */
export async function endOf({ ledger, systemNow }: Engine, runId: string): Promise<Ended | undefined> {
  const stored = await ledger.find(runId);
  if (stored === undefined) {
    if (systemNow() - madeAt(runId) < LOST_MS) return undefined;
    return { status: 'failed', why: 'The process that was to start its run died.' };
  }
  const { status, error } = stored.run;
  if (!isFinished(stored.run)) return undefined;
  if (status === 'cancelled') return { status, why: `Its run ${runId} was cancelled.` };
  const why = `Its run ${runId} has failed: ${error?.message ?? 'it ended before its work was done'}`;
  return { status, code: error?.code, why };
}

/** What a list that has come to its end need not keep. */
async function tidied({ items }: ErasureStores, list: ErasureList): Promise<void> {
  if (list.state === 'failed' || list.state === 'cancelled') await items.forgetEngagements(list.id);
}
