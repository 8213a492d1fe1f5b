import type { Conclusion } from '../audit/trail.ts';
import type { Fate } from '../hubspot/fate.ts';

/** What the audit trail says of fates, by subject; of what is unsure it says nothing, so that it stays open. */
export function conclusionsOf(fates: ReadonlyMap<string, Fate>, causeOfDone?: string): Map<string, Conclusion> {
  const conclusions = new Map<string, Conclusion>();
  for (const [subject, fate] of fates) {
    if (fate.kind === 'done')
      conclusions.set(subject, { outcome: 'applied', ...(causeOfDone === undefined ? {} : { cause: causeOfDone }) });
    else if (fate.kind === 'refused') conclusions.set(subject, { outcome: 'not_applied', cause: fate.reason });
    else if (fate.kind === 'overtaken') conclusions.set(subject, { outcome: 'superseded', cause: fate.reason });
  }
  return conclusions;
}
