import type { Engine } from '../../../work/engine.ts';
import type { ListState } from '../list.ts';
import { subjectOfList } from '../subject.ts';

/** Why an action on a list of people to erase was refused. Nothing has happened then but an event in the trail. */
export type ErasureRefusal =
  | { readonly kind: 'unknown_list' }
  /** The list is in a state in which this cannot be done. */
  | { readonly kind: 'wrong_state'; readonly state: ListState }
  /** The hash is not that of the list as it is now. */
  | { readonly kind: 'stale_hash' }
  /** Somebody else than who prepared the list has to decide about it (policy `approvals.erasure`). */
  | { readonly kind: 'preparer' }
  /** Whoever approves proved too long ago who they are (policy `approvals.freshSignInMinutes`). */
  | { readonly kind: 'sign_in_too_old' }
  /** Not one of policy `erasure.excludeReasons`. */
  | { readonly kind: 'wrong_reason' }
  /** Without `ERASURE_KEY` nobody can be erased. */
  | { readonly kind: 'no_erasure_key' }
  /** Another list of the account is approved and unfinished. */
  | { readonly kind: 'another_active'; readonly id: string }
  | { readonly kind: 'no_such_request' }
  /** The request was not granted for them. */
  | { readonly kind: 'not_granted'; readonly contactIds: readonly string[] }
  /** They are not on the list, or not proposed any more. */
  | { readonly kind: 'not_proposed'; readonly contactIds: readonly string[] }
  /** There is nobody on the list whom an approval would be for. */
  | { readonly kind: 'nobody_proposed' }
  /** Somebody else changed the list at the same moment, and was quicker. */
  | { readonly kind: 'changed_meanwhile' }
  /** Too many runs wait. */
  | { readonly kind: 'line_full' };

type ActionName = 'prepare' | 'exclude' | 'approve' | 'reject' | 'cancel';

/** Nobody may fill the trail by being refused: so many events of one person an hour, by each process. */
const MOST_RECORDED = 600;

/** Refuses, with an event that says who was refused what, and why. `id` of the list, where there is one. */
export async function refused<Refusal extends ErasureRefusal>(
  engine: Engine,
  action: ActionName,
  refusal: Refusal,
  actor: string,
  id?: string,
): Promise<Refusal> {
  if (engine.recordingQuota.admits(`erasure ${actor}`, MOST_RECORDED)) {
    const subject = id === undefined ? 'function:erasures' : subjectOfList(id);
    const cause = `action=${action} reason=${refusal.kind}`;
    await engine.audit.record([{ action: 'refused', subject, cause }], { runId: '', actor });
  }
  return refusal;
}
