import { digestOf } from '../digest.ts';
import type { Policy } from '../policy/schema.ts';
import type { Purpose } from '../register/purpose.ts';

/** Changes when what is remembered is formed or meant in another way than before. */
const FORM = 3;

/**
 * What all remembered decisions rest on. When it changes, everybody has to be decided anew: `before` is that of the last
 * run, whose purposes still count when those of now could not be read.
 */
export function basisOf(policy: Policy, purposes: readonly Purpose[] | undefined, before = ''): string {
  const active = purposes?.filter((purpose) => purpose.active).map(({ id }) => id);
  const ofPurposes = active === undefined ? (before.split('.')[1] ?? '') : digestOf(active.sort());
  // When something is reported decides nothing, nor does how people are erased who have ended, or answered.
  const { undone: _, approvals: __, erasure: ___, requests: ____, ...deciding } = policy;
  return `${digestOf([FORM, deciding])}.${ofPurposes}`;
}
