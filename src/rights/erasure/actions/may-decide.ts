import type { Policy } from '../../../policy/schema.ts';
import type { ErasureList } from '../list.ts';

/**
 * Whether somebody may approve or reject a list: who prepared it may only where the policy takes one person for both, now and when
 * it was prepared.
 */
export function mayDecide(
  { approvals }: Pick<Policy, 'approvals'>,
  list: Pick<ErasureList, 'approvals' | 'preparers'>,
  actor: string,
): boolean {
  return (approvals.erasure === 1 && list.approvals === 1) || !list.preparers.includes(actor);
}
