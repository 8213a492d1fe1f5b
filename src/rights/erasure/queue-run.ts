import { type ErasureTask, newRun, type Run } from '../../runs/run.ts';
import type { Engine } from '../../work/engine.ts';
import { keepGiven, wakeIfPossible } from '../../work/request-run.ts';

/** Whom a run is for, and what it is to do with which list. */
export interface ErasureRun extends ErasureTask, Pick<Run, 'runId' | 'trigger' | 'actor'> {
  /** Ids of contacts that somebody named; without them those are looked for whose retention has ended. */
  readonly given?: readonly string[];
}

/**
 * Puts the run of a list into the line, under the id that the list names already: comes after the list's own change and the event
 * in the trail, so that a run without them is never made. A crash before this is noticed by whoever looks at the list next (`settle.ts`).
 */
export async function queueRun(engine: Engine, { id, task, given, ...asked }: ErasureRun): Promise<void> {
  const request = { ...asked, scope: 'erasure', dryRun: false, erasure: { id, task } } as const;
  if (given !== undefined) await keepGiven(engine, asked.runId, given);
  await engine.ledger.create(newRun(request, engine.now(), engine.systemNow()));
  await wakeIfPossible(engine);
}
