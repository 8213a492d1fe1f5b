import { z } from 'zod';
import { RECORD_KINDS, type RecordKind } from '../register/record.ts';

const countedSchema = z.object({ records: z.int(), reasons: z.record(z.string(), z.int()) });

const NONE = { records: 0, reasons: {} };

/** How many records of each kind a run could not decide or write, and why, counted by reason. */
export const undoneSchema = z
  .object({ contacts: countedSchema, companies: countedSchema })
  .default({ contacts: NONE, companies: NONE });

export type Undone = z.infer<typeof undoneSchema>;

/** So many different reasons are counted apart: the row of the run has to stay small. */
const MOST_REASONS = 20;
const LONGEST_REASON = 200;
const OTHERS = 'other reasons';
const SHOWN = 3;

/** Adds records that were not decided or not written, each with its reasons; one without any is not counted. */
export function withUndone(undone: Undone, kind: RecordKind, reasonsOfEach: readonly (readonly string[])[]): Undone {
  const { records, reasons: before } = undone[kind];
  const reasons = new Map(Object.entries(before));
  const some = reasonsOfEach.filter((each) => each.length > 0);
  for (const reason of some.flatMap((each) => [...new Set(each.map(withoutIds))])) {
    const counted = reasons.has(reason) || reasons.size < MOST_REASONS ? reason : OTHERS;
    reasons.set(counted, (reasons.get(counted) ?? 0) + 1);
  }
  return { ...undone, [kind]: { records: records + some.length, reasons: Object.fromEntries(reasons) } };
}

/** The same reason on different records is one; a sentence goes on after it. */
function withoutIds(reason: string): string {
  return reason
    .replaceAll(/\b([a-z_]+):\d+/g, '$1')
    .replaceAll(/\b(contact|company) \d+/g, '$1')
    .slice(0, LONGEST_REASON)
    .replace(/\.$/, '');
}

interface Counted {
  readonly undone: Undone;
  readonly contacts: { readonly processed: number };
  readonly companies: { readonly processed: number };
}

/** What a run has to say of the records of a kind that it could not decide or write, with the commonest reasons. */
export function undoneProblem(run: Counted, kind: RecordKind): string | undefined {
  const { records, reasons } = run.undone[kind];
  if (records === 0) return undefined;
  const commonest = Object.entries(reasons)
    .sort(([one, a], [other, b]) => b - a || one.localeCompare(other))
    .slice(0, SHOWN)
    .map(([reason, count]) => `${count} × ${reason}`);
  const share = `${Math.round(undoneShare(run, kind) * 100)} %`;
  return `${records} of ${run[kind].processed} ${kind} (${share}) could not be decided or written: ${commonest.join('; ')}.`;
}

/** Problems of a run: a sentence for each kind of which it could not decide or write `least` records or more. */
export function undoneProblems(run: Counted, least: number): string[] {
  return RECORD_KINDS.flatMap((kind) => (run.undone[kind].records < least ? [] : (undoneProblem(run, kind) ?? [])));
}

/** The share (0-1) of the records of a kind that a run could not decide or write. */
export function undoneShare({ undone, ...counts }: Counted, kind: RecordKind): number {
  const { processed } = counts[kind];
  return processed === 0 ? 0 : Math.min(1, undone[kind].records / processed);
}
