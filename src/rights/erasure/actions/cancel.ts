import type { Log } from '../../../log.ts';
import { formatInstant } from '../../../register/instant.ts';
import { cancelRun } from '../../../work/cancel-run.ts';
import type { Engine } from '../../../work/engine.ts';
import type { ErasureList, ListState } from '../list.ts';
import { settledList } from '../settle.ts';
import { erasureStores } from '../stores.ts';
import { subjectOfList } from '../subject.ts';
import { type ErasureRefusal, refused } from './refusal.ts';

type Cancelled = { readonly kind: 'cancelled'; readonly list: ErasureList };
type Refused = Extract<ErasureRefusal, { kind: 'unknown_list' | 'wrong_state' | 'changed_meanwhile' }>;

/** Until it is carried out, a list can be stopped. */
const CANCELLABLE: readonly ListState[] = ['preparing', 'awaiting_approval', 'checking', 'approved'];

const TRIES = 3;

/** Stops a list before anybody is erased by it; the run that prepares or checks it is cancelled too. */
export async function cancelList(engine: Engine, id: string, actor: string, log: Log): Promise<Cancelled | Refused> {
  await engine.storage.prepare();
  const { lists, items } = erasureStores(engine);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const stored = await settledList(engine, id);
    if (stored === undefined) return refused(engine, 'cancel', { kind: 'unknown_list' }, actor);
    const { state, runId } = stored.list;
    if (!CANCELLABLE.includes(state)) return refused(engine, 'cancel', { kind: 'wrong_state', state }, actor, id);
    const event = { action: 'erasure_cancelled', subject: subjectOfList(id), cause: `state=${state}` } as const;
    await engine.audit.record([event], { runId: '', actor });
    const at = formatInstant(engine.now());
    const saved = await lists.save(stored, { state: 'cancelled', cancellation: { by: actor, at }, finishedAt: at });
    // Its run may just have come to its end: what the list has become may still be stopped.
    if (saved.kind !== 'saved') continue;
    await cancelRun(engine, runId, log);
    await items.forgetEngagements(id);
    return { kind: 'cancelled', list: saved.stored.list };
  }
  return refused(engine, 'cancel', { kind: 'changed_meanwhile' }, actor, id);
}
