import type { Engine } from './engine.ts';
import { newRun, type Run } from './run.ts';

/** Puts a run into the line; it starts at once when no other is in progress. */
export async function requestRun(
  engine: Engine,
  request: Pick<Run, 'scope' | 'trigger' | 'actor' | 'dryRun'>,
): Promise<Run> {
  await engine.storage.prepare();
  const run = newRun(request, engine.now(), engine.systemNow());
  await engine.ledger.create(run);
  await wake(engine);
  return run;
}

/**
 * Asks for the current slice of the run whose turn it is. Safe to call at any time, and the way to continue a run whose
 * message was lost: a message too many is ignored. Gives the run, or `undefined` when there is none.
 */
export async function wake(engine: Engine): Promise<Run | undefined> {
  await engine.storage.prepare();
  const active = await engine.ledger.activate();
  if (active === undefined) return undefined;
  const { runId, slice, leaseUntil, notBefore } = active.run;
  await engine.storage.slices.send({ runId, slice }, Math.max(0, leaseUntil, notBefore) - engine.systemNow());
  return active.run;
}
