import { beginEffects, endEffects } from '../effects/begin.ts';
import { modeOf } from '../effects/mode.ts';
import { readOnce } from '../erased/floors.ts';
import type { SliceContext } from '../facts/context.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { framesOf, type Log, logLine } from '../log.ts';
import { formatInstant } from '../register/instant.ts';
import { settleListing } from '../remembered/listing/settle.ts';
import type { StoredRun } from '../runs/ledger-rows.ts';
import { isFinished, type Run } from '../runs/run.ts';
import { RunStore } from '../runs/run-store.ts';
import { LeaseLostError, type RunSession } from '../runs/session.ts';
import type { SliceMessage } from '../storage/slice-queue.ts';
import { endRun, tidyAfter } from './end-run.ts';
import type { Engine } from './engine.ts';
import { notePolicy } from './note-policy.ts';
import { refuseOffboarded } from './off-boarded.ts';
import { openSession } from './open-session.ts';
import { wake } from './request-run.ts';
import { SliceDiedError, verdictOn } from './slice-failure.ts';
import { stepOf } from './steps.ts';

/** A slice that does not renew its lease for so long is taken to be dead. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
/** A slice that was begun so often and never ended fails the run. */
const MOST_CLAIMS = 6;

/**
 * Works on the slice that a message asks for. Messages may come twice, late or out of order: only the current slice of
 * the active run is worked on, and only by one instance at a time.
 */
export async function runSlice(engine: Engine, message: SliceMessage, log: Log): Promise<void> {
  await engine.storage.prepare();
  const active = await engine.ledger.activate();
  if (active?.run.runId !== message.runId) return tidyUp(engine, message.runId, active);
  const { runId, slice, leaseUntil, notBefore } = active.run;
  const now = engine.systemNow();
  if (leaseUntil > now) {
    // Whoever holds the lease may be dead; the message that asks for the current slice must not be lost.
    return message.slice === slice ? engine.storage.slices.send(message, leaseUntil - now) : undefined;
  }
  // A run that is to stop does not wait until tomorrow to do so.
  if (notBefore > now && !(await engine.cancelling.isRequested(runId)))
    return engine.storage.slices.send({ runId, slice }, notBefore - now);
  if (message.slice !== slice) return engine.storage.slices.send({ runId, slice });
  await claim(engine, active, log);
}

/** A message for a run that has ended, or that waits: whatever an interruption left undone at its end is done now. */
async function tidyUp(engine: Engine, runId: string, active: StoredRun | undefined): Promise<void> {
  const stored = await engine.ledger.find(runId);
  if (stored && isFinished(stored.run)) {
    await tidyAfter(engine, runId);
    await engine.afterRun(stored.run);
  }
  if (active) await wake(engine);
}

async function claim(engine: Engine, stored: StoredRun, log: Log): Promise<void> {
  const session = openSession(engine, stored);
  const lease = () => engine.systemNow() + LEASE_MS;
  // A renewal that fails is noticed where it matters: before the next effect.
  const renewal = setInterval(() => {
    void session.renew(lease()).catch(() => undefined);
    void session.lookForCancel();
  }, RENEW_MS);
  try {
    await session.update((run) => ({ leaseUntil: lease(), ...begun(run, engine.now()), claims: run.claims + 1 }));
    await work(engine, session, log);
  } catch (error) {
    // Whoever has the lease goes on; should nobody have it, the message that `wake` sends finds out.
    if (error instanceof LeaseLostError) await wake(engine);
    else await endFailedSlice(engine, session, error, log);
  } finally {
    clearInterval(renewal);
  }
}

function begun(run: Run, now: number): Partial<Run> {
  if (run.status === 'running') return {};
  return { status: 'running', phase: 'preparing', startedAt: formatInstant(now), decidedAt: formatInstant(now) };
}

async function work(engine: Engine, session: RunSession, log: Log): Promise<void> {
  const { runId, claims } = session.run;
  const deadline = engine.systemNow() + engine.sliceMs;
  let known: ReturnType<SliceContext['knownErased']> | undefined;
  const context: SliceContext = {
    ...engine,
    floors: readOnce(engine.floors),
    session,
    log,
    knownErased: () => {
      known ??= engine.knownErased();
      return known;
    },
    store: new RunStore(engine.storage.index, runId, engine.rowMacs),
    stillOpen: new Set(),
    resumed: claims > 1,
    timeIsUp: () => session.cancelRequested || (session.hasProgressed && engine.systemNow() >= deadline),
  };
  await session.lookForCancel();
  if (session.cancelRequested) return stop(engine, context, log);
  if (claims > MOST_CLAIMS)
    throw new SliceDiedError(`A slice was begun ${MOST_CLAIMS} times and never came to an end.`);
  if (session.run.phase === 'preparing' && modeOf(context) === 'carry_out') {
    await refuseOffboarded(engine);
    await notePolicy(engine, session);
  }
  await workThroughPhases(engine, await beginEffects(context));
  if (session.run.phase === 'finished') {
    await settle(engine, context);
    return endRun(engine, session, { status: 'succeeded', error: null }, log);
  }
  if (session.cancelRequested) return stop(engine, context, log);
  const slice = session.run.slice + 1;
  await session.release(() => ({ slice, claims: 0, failures: 0 }));
  await engine.storage.slices.send({ runId, slice });
}

/** Has the listing of contacts follow what a run has changed that has done all of its work. */
async function settle({ listing, now }: Engine, context: SliceContext): Promise<void> {
  const { session } = context;
  if (modeOf(context) === 'list' || session.run.scope === 'copy') return;
  await settleListing(listing, { run: session.run, now: now(), assertOurs: () => session.assertOurs() });
}

/** Ends a run that was cancelled. */
async function stop(engine: Engine, context: SliceContext, log: Log): Promise<void> {
  await endEffects(context);
  await endRun(engine, context.session, { status: 'cancelled', error: null }, log);
}

/** Says once of each limit that HubSpot has lowered that the run goes by it. */
function withLimits(notes: readonly string[], { limits }: SliceContext['hubspot']['transport']): string[] {
  const lowered = limits.lowered.map(
    ({ asked, documented, most }) =>
      `HubSpot takes ${most} at a time in ${asked}, where it documents ${documented}: fewer were asked for at a time.`,
  );
  return [...new Set([...notes, ...lowered])];
}

async function workThroughPhases({ rowMacs, way }: Engine, context: SliceContext): Promise<void> {
  const { session } = context;
  let { resumed } = context;
  for (let step = stepOf(way, session.run); step !== undefined; step = stepOf(way, session.run)) {
    if (context.timeIsUp()) return;
    const isDone = await step.work({ ...context, resumed });
    const problem = rowMacs.takeProblem();
    if (problem !== undefined) await session.update((run) => ({ problems: [...new Set([...run.problems, problem])] }));
    if (!isDone) return;
    // Asked for anew: a run that could not rely on what is remembered has become a reconcile.
    const next = stepOf(way, session.run)?.next ?? 'finished';
    await session.checkpoint((run) => ({ phase: next, notes: withLimits(run.notes, context.hubspot.transport) }));
    // What an interruption may have left half done belongs to the phase in which it happened.
    resumed = false;
  }
}

async function endFailedSlice(engine: Engine, session: RunSession, error: unknown, log: Log): Promise<void> {
  // It has ended; what is left to do then, the message does when it comes again.
  if (isFinished(session.run)) throw error;
  const { runId, slice } = session.run;
  const verdict = verdictOn(error, session.run, engine.systemNow());
  const { code, message } = verdict.reason;
  log(
    verdict.kind === 'later' ? 'warn' : 'error',
    logLine('slice_failed', { runId, slice, code, message, verdict: verdict.kind }),
  );
  if (code === 'unexpected' && error instanceof Error)
    log('error', logLine('unexpected_error', { runId, frames: framesOf(error) }));
  if (verdict.kind === 'fail') return endRun(engine, session, { status: 'failed', error: verdict.reason }, log);
  const { notBefore, reason } = verdict;
  const failures = verdict.kind === 'again' ? verdict.failures : 0;
  await session.release(() => ({ notBefore, failures, error: reason, claims: 1 }));
  // A run that is to stop needs HubSpot no more.
  const atOnce = session.cancelRequested && error instanceof HubSpotError;
  await engine.storage.slices.send({ runId, slice }, atOnce ? 0 : notBefore - engine.systemNow());
}
