import type { Phase, SliceContext } from '../../facts/context.ts';
import type { ErasureTask } from '../../runs/run.ts';
import type { Engine } from '../../work/engine.ts';
import type { ErasureList, ListState } from './list.ts';
import type { StoredList } from './list-rows.ts';
import type { OpenRequests, RequestBehindList } from './open-requests.ts';
import type { ErasureStores } from './stores.ts';

/** What runs of lists need besides the context of a slice. */
export interface ErasureTools {
  readonly engine: Engine;
  readonly stores: ErasureStores;
  readonly openRequests: OpenRequests & RequestBehindList;
}

/** A phase of a run of a list. */
export type ListPhase = (context: SliceContext, list: ErasureList) => Promise<boolean>;

/** In which state a list is while a run has this to do with it. */
const STATES: Readonly<Record<ErasureTask['task'], ListState>> = {
  prepare: 'preparing',
  check: 'checking',
  execute: 'executing',
};

/** The list of a run, while it is in the state in which the run has something to do with it; `undefined` once it is not. */
async function listOfRun(
  { stores }: ErasureTools,
  { session }: Pick<SliceContext, 'session'>,
): Promise<StoredList | undefined> {
  const { erasure, runId } = session.run;
  const stored = erasure === null ? undefined : await stores.lists.find(erasure.id);
  const isOurs = stored?.list.runId === runId && erasure !== null && stored.list.state === STATES[erasure.task];
  return isOurs ? stored : undefined;
}

/** A phase for the engine: does nothing for a list that was cancelled, or is another run's by now. */
export function ofList(tools: ErasureTools, work: ListPhase): Phase {
  return async (context) => {
    const stored = await listOfRun(tools, context);
    return stored === undefined || work(context, stored.list);
  };
}

/**
 * Brings the list of a run to another state, whatever somebody else changes of it in between; `false` when it is not the run's any
 * more: then it stays as it is.
 */
export async function moveList(
  tools: ErasureTools,
  context: Pick<SliceContext, 'session'>,
  change: Partial<ErasureList>,
): Promise<boolean> {
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const stored = await listOfRun(tools, context);
    if (stored === undefined) return false;
    context.session.assertOurs();
    if ((await tools.stores.lists.save(stored, change)).kind === 'saved') return true;
  }
}
