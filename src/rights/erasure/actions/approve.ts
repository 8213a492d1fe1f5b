import { formatInstant } from '../../../register/instant.ts';
import { newRunId } from '../../../runs/run.ts';
import type { Engine } from '../../../work/engine.ts';
import type { ErasureList } from '../list.ts';
import { queueRun } from '../queue-run.ts';
import { settledList } from '../settle.ts';
import { erasureStores } from '../stores.ts';
import { subjectOfList } from '../subject.ts';
import { mayDecide } from './may-decide.ts';
import { isFreshSignIn } from './fresh-sign-in.ts';
import { type ErasureRefusal, refused } from './refusal.ts';

type Approved = { readonly kind: 'checking'; readonly list: ErasureList };
type Refused = Extract<
  ErasureRefusal,
  {
    kind:
      | 'unknown_list'
      | 'wrong_state'
      | 'stale_hash'
      | 'preparer'
      | 'no_erasure_key'
      | 'another_active'
      | 'nobody_proposed'
      | 'changed_meanwhile'
      | 'sign_in_too_old'
      | 'line_full';
  }
>;

/**
 * Approves exactly the list that has this hash. A run then reads everything anew; only what it finds unchanged is approved. Of
 * several approvals at the same moment one wins. The list changes first, then comes the event, then the run: without an event
 * there is no run, and without a run the approval is void. `signedInAt` is when the actor proved who they are, milliseconds since
 * 1970, where that is known.
 */
export async function approveList(
  engine: Engine,
  id: string,
  listHash: string,
  actor: string,
  signedInAt?: number,
): Promise<Approved | Refused> {
  await engine.storage.prepare();
  const stored = await settledList(engine, id);
  if (stored === undefined) return refused(engine, 'approve', { kind: 'unknown_list' }, actor);
  const refusal = await whyNot(engine, stored.list, listHash, { actor, signedInAt });
  if (refusal !== undefined) return refused(engine, 'approve', refusal, actor, id);
  const runId = newRunId(engine.systemNow());
  const approvedAt = formatInstant(engine.now());
  const approval = { state: 'checking', approver: actor, approvedAt, executeFrom: null, runId, problem: null } as const;
  const saved = await erasureStores(engine).lists.save(stored, approval);
  if (saved.kind === 'another_active') return refused(engine, 'approve', saved, actor, id);
  if (saved.kind === 'changed') return refused(engine, 'approve', { kind: 'changed_meanwhile' }, actor, id);
  const cause = `listHash=${listHash} run=${runId}`;
  await engine.audit.record([{ action: 'erasure_approved', subject: subjectOfList(id), cause }], { runId: '', actor });
  await queueRun(engine, { id, runId, task: 'check', trigger: 'http', actor });
  return { kind: 'checking', list: saved.stored.list };
}

async function whyNot(
  engine: Engine,
  list: ErasureList,
  listHash: string,
  { actor, signedInAt }: { readonly actor: string; readonly signedInAt: number | undefined },
): Promise<Exclude<Refused, { kind: 'unknown_list' | 'another_active' | 'changed_meanwhile' }> | undefined> {
  if (!mayDecide(engine.policy, list, actor)) return { kind: 'preparer' };
  if (list.state !== 'awaiting_approval') return { kind: 'wrong_state', state: list.state };
  if (list.listHash !== listHash) return { kind: 'stale_hash' };
  if (engine.erasureKeys === undefined) return { kind: 'no_erasure_key' };
  if ((list.counts.proposed ?? 0) === 0) return { kind: 'nobody_proposed' };
  if (!isFreshSignIn(engine.policy, signedInAt, engine.systemNow())) return { kind: 'sign_in_too_old' };
  const place = await engine.line.placeFor({ scope: 'erasure', dryRun: false });
  return place.kind === 'full' ? { kind: 'line_full' } : undefined;
}
