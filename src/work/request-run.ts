import { PARTS } from '../facts/parts.ts';
import { type ErasureTask, newRun, type Run } from '../runs/run.ts';
import { RunStore } from '../runs/run-store.ts';
import { unavailableStatus } from '../storage/status.ts';
import type { Engine } from './engine.ts';

/** What is asked for. */
export interface RunRequest extends Pick<Run, 'scope' | 'trigger' | 'actor' | 'dryRun'> {
  /** For the scope `erasure`. */
  readonly erasure?: ErasureTask;
  /** Ids of the contacts that the run is to look at, sorted; for the scope `contacts`. */
  readonly given?: readonly string[];
  /** What is wrong with the request though it is carried out. */
  readonly problems?: readonly string[];
}

/** Puts a run into the line; it starts at once when no other is in progress. */
export async function requestRun(engine: Engine, request: RunRequest): Promise<Run> {
  const { given, problems = [], ...asked } = request;
  await engine.storage.prepare();
  const run = { ...newRun(asked, engine.now(), engine.systemNow()), problems: [...problems] };
  if (given !== undefined) await keepGiven(engine, run.runId, given);
  await engine.ledger.create(run);
  await wakeIfPossible(engine);
  return run;
}

/** Keeps the ids that a request named. Before the run is in the line: another instance may begin with it at once. */
export async function keepGiven(engine: Engine, runId: string, given: readonly string[]): Promise<void> {
  await new RunStore(engine.storage.index, runId, engine.rowMacs).put(PARTS.given, 0, given);
}

/** Wakes the run whose turn it is; storage that fails is no error, for whoever wakes the next run finds this one too. */
export async function wakeIfPossible(engine: Engine): Promise<void> {
  await wake(engine).catch((error: unknown) => {
    if (unavailableStatus(error) === undefined) throw error;
  });
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
