import { type Run, newRunId } from '../../runs/run.ts';
import type { Engine } from '../../work/engine.ts';
import type { StoredList } from './list-rows.ts';
import { queueRun } from './queue-run.ts';
import { endOf, settledList } from './settle.ts';
import { type ErasureStores, erasureStores } from './stores.ts';

/** On whose behalf a run is started: whoever asked for the sync, or approved a list without a delay. */
type Starter = Pick<Run, 'trigger' | 'actor'>;

/**
 * Starts whatever list is due by the app's clock (policy `erasure.delayHours`), and goes on with one whose run ended before
 * everybody was done. Says of all others what has become of them. Safe to do twice, at the same moment too.
 */
export async function startDue(engine: Engine, starter: Starter): Promise<void> {
  const { lists } = erasureStores(engine);
  const open = await lists.inStates(['preparing', 'checking', 'approved', 'executing']);
  for (const { id } of open) await startIfDue({ engine, stores: erasureStores(engine) }, id, starter);
}

/** The same of one list. */
export async function startIfDue(
  { engine, stores }: { readonly engine: Engine; readonly stores: ErasureStores },
  id: string,
  { trigger, actor }: Starter,
): Promise<void> {
  const stored = await settledList(engine, id);
  if (stored === undefined || !(await isDue(engine, stored))) return;
  const runId = newRunId(engine.systemNow());
  // Whoever is second finds it changed.
  const saved = await stores.lists.save(stored, { state: 'executing', runId });
  if (saved.kind === 'saved') await queueRun(engine, { id, runId, task: 'execute', trigger, actor });
}

async function isDue(engine: Engine, { list }: StoredList): Promise<boolean> {
  if (list.state === 'approved') return list.executeFrom !== null && Date.parse(list.executeFrom) <= engine.now();
  return list.state === 'executing' && (await endOf(engine, list.runId)) !== undefined;
}
