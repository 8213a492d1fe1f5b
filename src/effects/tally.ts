import type { Decided } from '../decisions/decided.ts';
import type { Fate } from '../hubspot/fate.ts';
import type { Report } from '../runs/reports.ts';
import type { Counts } from '../runs/run.ts';

/** A record of a part with what became of it; `undefined` while its fate is not known. */
export interface Written {
  readonly decided: Decided;
  readonly hasChanges: boolean;
  readonly fate: Fate | undefined;
}

/** Counts of a run with those of a part. */
export function withCounts(counts: Counts, written: readonly Written[]): Counts {
  const number = (is: (one: Written) => boolean) => written.filter(is).length;
  return {
    total: counts.total,
    processed: counts.processed + written.length,
    changed: counts.changed + number(({ fate, hasChanges }) => fate?.kind === 'done' && hasChanges),
    unchanged: counts.unchanged + number(({ fate, hasChanges }) => fate?.kind === 'done' && !hasChanges),
    failed: counts.failed + number(({ fate }) => fate !== undefined && fate.kind !== 'done'),
    unknown: counts.unknown + number(({ decided }) => decided.unknown),
  };
}

/** Why records could not be decided or written, and what staff should look at. */
export function reportsOn(written: readonly Written[]): Report[] {
  return written.flatMap(({ decided: { kind, id, unreadable, notices }, fate }): Report[] => {
    const failed = fate === undefined || fate.kind === 'done' ? [] : [`not written: ${fate.reason}`];
    const reasons = [...unreadable, ...failed];
    return [
      ...(reasons.length > 0 ? [{ severity: 'failure' as const, kind, id, reason: reasons.join('; ') }] : []),
      ...(notices.length > 0 ? [{ severity: 'notice' as const, kind, id, reason: notices.join('; ') }] : []),
    ];
  });
}

/** Why a record was not decided or not written, as one may count it: nothing when all is well, or when the record is gone. */
export function undoneReasons({ decided, fate }: Pick<Written, 'decided' | 'fate'>): string[] {
  if (fate?.kind === 'overtaken' && fate.gone) return [];
  return [...decided.unreadable, ...(fate === undefined ? [] : inWords(fate))];
}

function inWords(fate: Fate): string[] {
  if (fate.kind === 'refused') return [`HubSpot did not take the values (${fate.reason})`];
  if (fate.kind === 'unsure') return [`whether HubSpot took the values is not known (${fate.reason})`];
  return fate.kind === 'overtaken' ? [`not written: ${fate.reason}`] : [];
}

const KEPT_BEING_EDITED = 'is changed by somebody else again and again';

/** Says once for each property that it does not stay as it was written; the notices say on whom. */
export function withEdits(problems: readonly string[], decided: readonly Decided[]): string[] {
  const properties = new Set(
    decided.flatMap(({ kind, keptBeingEdited }) => keptBeingEdited.map((p) => `${p} on ${kind}`)),
  );
  const added = [...properties].map(
    (property) => `${property} ${KEPT_BEING_EDITED}, and put back each time: see the notices.`,
  );
  return [...new Set([...problems, ...added])];
}
