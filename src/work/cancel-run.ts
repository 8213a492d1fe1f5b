import type { Log } from '../log.ts';
import { formatInstant } from '../register/instant.ts';
import { isFinished, newRevision, type Run } from '../runs/run.ts';
import { runFinished, tidyAfter } from './end-run.ts';
import type { Engine } from './engine.ts';
import { wake } from './request-run.ts';

/** What became of the wish to cancel a run. */
export type Cancellation =
  | { readonly kind: 'unknown' }
  /** `stopping`: whoever works on it stops at the next checkpoint. `ended`: it had ended otherwise and stays so. */
  | { readonly kind: 'cancelled' | 'stopping' | 'ended'; readonly run: Run };

/**
 * Cancels a run because somebody wants it, and has that in the audit trail first: a run that stops without a trace of who
 * stopped it is worse than a trace of a wish that came too late. A wish that changes nothing leaves none.
 */
export async function cancelOnRequest(engine: Engine, runId: string, actor: string, log: Log): Promise<Cancellation> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(runId);
  if (stored && !isFinished(stored.run) && !(await engine.cancelling.isRequested(runId))) {
    const { status } = stored.run;
    const occurrence = { action: 'run_cancelled', subject: `run:${runId}`, cause: `status=${status}` } as const;
    await engine.audit.record([occurrence], { runId, actor });
  }
  return cancelRun(engine, runId, log);
}

/**
 * Cancels a run: at once when nobody has begun with it, else at its next checkpoint, so that no change is left half recorded.
 * Safe to repeat. A run that comes to its end in the meantime ends as it would have.
 */
export async function cancelRun(engine: Engine, runId: string, log: Log): Promise<Cancellation> {
  await engine.storage.prepare();
  // Every further pass follows a change that the run itself made in between, so this comes to an end.
  for (;;) {
    const stored = await engine.ledger.find(runId);
    if (stored === undefined) return { kind: 'unknown' };
    const { run, etag } = stored;
    if (isFinished(run)) {
      await tidyAfter(engine, runId);
      return { kind: run.status === 'cancelled' ? 'cancelled' : 'ended', run };
    }
    if (run.status === 'running') {
      const stopping = await askToStop(engine, runId);
      if (stopping !== undefined) return { kind: 'stopping', run: stopping };
      continue;
    }
    const finishedAt = formatInstant(engine.now());
    const cancelled: Run = { ...run, status: 'cancelled', error: null, finishedAt, revision: newRevision() };
    if ((await engine.cancelling.endQueued(cancelled, etag)) === undefined) continue;
    await tidyAfter(engine, runId);
    log('info', runFinished(cancelled));
    await wake(engine);
    return { kind: 'cancelled', run: cancelled };
  }
}

/**
 * The row of a run belongs to the slice that works on it, so the request has a row of its own. Gives the run, or `undefined`
 * when it has ended meanwhile.
 */
async function askToStop({ cancelling, ledger, storage, systemNow }: Engine, runId: string): Promise<Run | undefined> {
  await cancelling.request(runId);
  const stored = await ledger.find(runId);
  if (stored === undefined || isFinished(stored.run)) return undefined;
  const { slice, leaseUntil } = stored.run;
  // It may be waiting for tomorrow, or its message may be lost; whoever holds the lease finds out without one.
  await storage.slices.send({ runId, slice }, leaseUntil - systemNow());
  return stored.run;
}
