import { formatInstant } from '../../../register/instant.ts';
import type { Engine } from '../../../work/engine.ts';
import type { ErasureList } from '../list.ts';
import { settledList } from '../settle.ts';
import { erasureStores } from '../stores.ts';
import { subjectOfList } from '../subject.ts';
import { mayDecide } from './may-decide.ts';
import { type ErasureRefusal, refused } from './refusal.ts';

type Rejected = { readonly kind: 'rejected'; readonly list: ErasureList };
type Refused = Extract<
  ErasureRefusal,
  { kind: 'unknown_list' | 'wrong_state' | 'wrong_reason' | 'preparer' | 'changed_meanwhile' }
>;

/** Rejects a list that awaits approval, with a code of policy `erasure.excludeReasons`: nobody on it is erased by it. */
export async function rejectList(
  engine: Engine,
  id: string,
  reason: string,
  actor: string,
): Promise<Rejected | Refused> {
  await engine.storage.prepare();
  const stored = await settledList(engine, id);
  if (stored === undefined) return refused(engine, 'reject', { kind: 'unknown_list' }, actor);
  const refusal = whyNot(engine, stored.list, reason, actor);
  if (refusal !== undefined) return refused(engine, 'reject', refusal, actor, id);
  const event = { action: 'erasure_rejected', subject: subjectOfList(id), cause: `reason=${reason}` } as const;
  await engine.audit.record([event], { runId: '', actor });
  const at = formatInstant(engine.now());
  const { lists, items } = erasureStores(engine);
  const rejection = { by: actor, at, reason };
  const saved = await lists.save(stored, { state: 'rejected', rejection, finishedAt: at, problem: null });
  if (saved.kind !== 'saved') return refused(engine, 'reject', { kind: 'changed_meanwhile' }, actor, id);
  await items.forgetEngagements(id);
  return { kind: 'rejected', list: saved.stored.list };
}

function whyNot(
  { policy }: Engine,
  list: ErasureList,
  reason: string,
  actor: string,
): Extract<Refused, { kind: 'preparer' | 'wrong_state' | 'wrong_reason' }> | undefined {
  if (!policy.erasure.excludeReasons.includes(reason)) return { kind: 'wrong_reason' };
  if (!mayDecide(policy, list, actor)) return { kind: 'preparer' };
  return list.state === 'awaiting_approval' ? undefined : { kind: 'wrong_state', state: list.state };
}
