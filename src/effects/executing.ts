import type { AuditTrail } from '../audit/trail.ts';
import type { Run } from '../runs/run.ts';

/** What the executor needs of whoever has effects carried out: a slice of a run, or the call of a person. */
export interface Executing {
  readonly audit: Pick<AuditTrail, 'intend' | 'conclude'>;
  /** Earlier changes of which it cannot be told yet what became of them. */
  readonly stillOpen: ReadonlySet<string>;
  readonly session: {
    readonly run: Pick<Run, 'runId' | 'actor' | 'dryRun' | 'failures'>;
    /** Throws `LeaseLostError` when somebody else goes on with the work. */
    assertOurs(): void;
  };
}

/**
 * The call of a person who waits for its outcome. It is in no run, nobody takes it over, and nothing repeats it: what is unsure is told
 * to the person, stays open in the trail, and is closed by the next run.
 */
export function personsCall({ audit }: Pick<Executing, 'audit'>, actor: string): Executing {
  const run = { runId: '', actor, dryRun: false, failures: Number.POSITIVE_INFINITY };
  return { audit, stillOpen: new Set(), session: { run, assertOurs: () => undefined } };
}
