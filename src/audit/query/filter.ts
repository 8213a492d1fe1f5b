import type { ChainedEvent } from '../event.ts';
import { CHAIN_NAMES, chainOf } from '../rows.ts';

/** Which events are asked for; all that is given has to hold. */
export interface AuditFilter {
  /** `contact:101` or `company:201`. */
  readonly subject?: string | undefined;
  readonly runId?: string | undefined;
  /** Milliseconds since 1970; events of that very instant are included, at both ends. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The chains in which such events can be. */
export function chainsOf({ subject }: AuditFilter): readonly string[] {
  return subject === undefined ? CHAIN_NAMES : [chainOf(subject)];
}

/** Whether an event is asked for. */
export function matches({ subject, runId, from, to }: AuditFilter, event: ChainedEvent): boolean {
  if (subject !== undefined && event.subject !== subject) return false;
  if (runId !== undefined && event.runId !== runId) return false;
  const at = Date.parse(event.at);
  return (from === undefined || at >= from) && (to === undefined || at <= to);
}
