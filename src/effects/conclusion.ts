import type { Conclusion } from '../audit/trail.ts';
import type { Fate } from '../hubspot/fate.ts';

/** What the audit trail says of fates, under the same names; of what is unsure it says nothing, so that it stays open. */
export function conclusionsOf(fates: ReadonlyMap<string, Fate>, causeOfDone?: string): Map<string, Conclusion> {
  const conclusions = new Map<string, Conclusion>();
  for (const [name, fate] of fates) {
    if (fate.kind === 'done') {
      const cause = fate.reason ?? causeOfDone;
      conclusions.set(name, { outcome: 'applied', ...(cause === undefined ? {} : { cause }) });
    } else if (fate.kind === 'refused') conclusions.set(name, { outcome: 'not_applied', cause: fate.reason });
    else if (fate.kind === 'overtaken') conclusions.set(name, { outcome: 'superseded', cause: fate.reason });
  }
  return conclusions;
}
