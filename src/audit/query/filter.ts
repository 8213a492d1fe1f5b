import { odata } from '@azure/data-tables';
import type { ChainedEvent, OccurrenceAction } from '../event.ts';
import { CHAIN_NAMES, chainOf } from '../rows.ts';

/** Which events are asked for; all that is given has to hold. */
export interface AuditFilter {
  /** `contact:101` or `company:201`. */
  readonly subject?: string | undefined;
  readonly runId?: string | undefined;
  /** Milliseconds since 1970; events of that very instant are included, at both ends. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** What happened, and to what; neither is looked for together with a subject or a run. */
  readonly what?: Happened | undefined;
}

/** Occurrences of some kinds that are told under subjects of some kinds, such as `request`. */
export interface Happened {
  readonly actions: readonly OccurrenceAction[];
  readonly subjects: readonly string[];
}

/** The chains in which such events can be. */
export function chainsOf({ subject }: AuditFilter): readonly string[] {
  return subject === undefined ? CHAIN_NAMES : [chainOf(subject)];
}

/** Whether an event is asked for. */
export function matches({ subject, runId, from, to, what }: AuditFilter, event: ChainedEvent): boolean {
  if (subject !== undefined && event.subject !== subject) return false;
  if (runId !== undefined && event.runId !== runId) return false;
  if (what !== undefined && !isOf(what, event)) return false;
  const at = Date.parse(event.at);
  return (from === undefined || at >= from) && (to === undefined || at <= to);
}

function isOf({ actions, subjects }: Happened, { action, subject }: ChainedEvent): boolean {
  return actions.some((one) => one === action) && subjects.some((kind) => subject.startsWith(`${kind}:`));
}

/** The same as a filter on columns of entries: the storage service passes over all others. */
export function columnsOf({ actions, subjects }: Happened): string {
  const isAction = actions.map((one) => odata`action eq ${one}`).join(' or ');
  // All that begins with the kind and a colon, which a semicolon comes after.
  const isSubject = subjects.map((kind) => odata`(subject ge ${`${kind}:`} and subject lt ${`${kind};`})`).join(' or ');
  return `(${isAction}) and (${isSubject})`;
}
