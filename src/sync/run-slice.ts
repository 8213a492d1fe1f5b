import { type Log, logLine } from '../log.ts';
import { formatInstant } from '../register/instant.ts';
import type { SliceMessage } from '../storage/slice-queue.ts';
import { closeOpenIntents } from './close-open-intents.ts';
import type { SliceContext } from './context.ts';
import type { Engine } from './engine.ts';
import type { StoredRun } from './ledger.ts';
import { PHASES_IN_ORDER } from './phases/index.ts';
import { wake } from './request-run.ts';
import { isFinished, type Run } from './run.ts';
import { RunStore } from './run-store.ts';
import { LeaseLostError, RunSession } from './session.ts';
import { type RunError, SliceDiedError, verdictOn } from './slice-failure.ts';

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
  if (notBefore > now) return engine.storage.slices.send({ runId, slice }, notBefore - now);
  if (message.slice !== slice) return engine.storage.slices.send({ runId, slice });
  await claim(engine, active, log);
}

/** A message for a run that has ended, or that waits: whatever an interruption left undone at its end is done now. */
async function tidyUp(engine: Engine, runId: string, active: StoredRun | undefined): Promise<void> {
  const stored = await engine.ledger.find(runId);
  if (stored && isFinished(stored.run)) await new RunStore(engine.storage.index, runId).clear();
  if (active) await wake(engine);
}

async function claim(engine: Engine, stored: StoredRun, log: Log): Promise<void> {
  const session = newSession(engine, stored);
  const lease = () => engine.systemNow() + LEASE_MS;
  // A renewal that fails is noticed where it matters: before the next effect.
  const renewal = setInterval(() => void session.renew(lease()).catch(() => undefined), RENEW_MS);
  try {
    await session.update((run) => ({ leaseUntil: lease(), ...begun(run, engine.now()), claims: run.claims + 1 }));
    await work(engine, session, log);
  } catch (error) {
    // Whoever has the lease goes on; should nobody have it, the message that `wake` sends finds out.
    if (error instanceof LeaseLostError) await wake(engine);
    else await settle(engine, session, error, log);
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
  if (claims > MOST_CLAIMS)
    throw new SliceDiedError(`A slice was begun ${MOST_CLAIMS} times and never came to an end.`);
  const deadline = engine.systemNow() + engine.sliceMs;
  const context: SliceContext = {
    ...engine,
    session,
    store: new RunStore(engine.storage.index, runId),
    resumed: claims > 1,
    timeIsUp: () => session.hasProgressed && engine.systemNow() >= deadline,
  };
  await closeOpenIntents(context);
  await workThroughPhases(context);
  if (session.run.phase === 'finished') return finish(engine, session, 'succeeded', null, log);
  const slice = session.run.slice + 1;
  await session.release(() => ({ slice, claims: 0, failures: 0 }));
  await engine.storage.slices.send({ runId, slice });
}

async function workThroughPhases(context: SliceContext): Promise<void> {
  const { session } = context;
  let { resumed } = context;
  for (const { phase, work: workOn, next } of PHASES_IN_ORDER) {
    if (session.run.phase !== phase) continue;
    if (context.timeIsUp() || !(await workOn({ ...context, resumed }))) return;
    await session.checkpoint(() => ({ phase: next }));
    // What an interruption may have left half done belongs to the phase in which it happened.
    resumed = false;
  }
}

async function settle(engine: Engine, session: RunSession, error: unknown, log: Log): Promise<void> {
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
  if (verdict.kind === 'fail') return finish(engine, session, 'failed', verdict.reason, log);
  const { notBefore, reason } = verdict;
  const failures = verdict.kind === 'again' ? verdict.failures : 0;
  await session.release(() => ({ notBefore, failures, error: reason, claims: 1 }));
  await engine.storage.slices.send({ runId, slice }, notBefore - engine.systemNow());
}

/** Where an error came from, without its message: that may quote what HubSpot holds. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' ');
}

/** Ends a run, removes what it kept, and gives the next one its turn. */
async function finish(
  engine: Engine,
  session: RunSession,
  status: 'succeeded' | 'failed',
  error: RunError | null,
  log: Log,
): Promise<void> {
  const { runId } = session.run;
  const finishedAt = formatInstant(engine.now());
  await session.finish(() => ({ status, error, finishedAt }));
  // Only now: a run that is to go on after an interruption needs what it kept.
  await new RunStore(engine.storage.index, runId).clear();
  const { contacts, companies, requests } = session.run;
  log(
    'info',
    logLine('run_finished', {
      runId,
      status,
      contacts: contacts.processed,
      companies: companies.processed,
      requests: requests.count,
    }),
  );
  await wake(engine);
}

/** Fails the run of a message that the queue gave up: it was delivered too often without ever being worked off. */
export async function failPoisoned(engine: Engine, message: SliceMessage, log: Log): Promise<void> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(message.runId);
  if (stored === undefined || isFinished(stored.run))
    return tidyUp(engine, message.runId, await engine.ledger.activate());
  if (stored.run.slice !== message.slice) return;
  const leaseLeft = stored.run.leaseUntil - engine.systemNow();
  // Perhaps somebody works on it after all; should nobody, this is the last message there is.
  if (leaseLeft > 0) return engine.storage.slices.send(message, leaseLeft);
  const session = newSession(engine, stored);
  const reason = stored.run.error?.message ?? 'its cause is in the log of the function';
  const error = {
    code: 'slice_poisoned',
    message: `Slice ${message.slice} was given up after repeated failures: ${reason}.`,
  };
  await finish(engine, session, 'failed', error, log);
}

function newSession(engine: Engine, stored: StoredRun): RunSession {
  return new RunSession(engine.ledger, stored, requestsFromNow(engine), engine.systemNow);
}

function requestsFromNow({ hubspot }: Engine) {
  const { counts } = hubspot.transport;
  const { count, retried, throttledMs } = counts;
  return () => ({
    count: counts.count - count,
    retried: counts.retried - retried,
    throttledMs: counts.throttledMs - throttledMs,
  });
}
