import { type Log, logLine } from '../log.ts';
import { isFinished } from '../runs/run.ts';
import type { RunSession } from '../runs/session.ts';
import type { SliceMessage } from '../storage/slice-queue.ts';
import { unavailableStatus } from '../storage/status.ts';
import { endRun, tidyAfter } from './end-run.ts';
import type { Engine } from './engine.ts';
import { openSession } from './open-session.ts';
import { wake } from './request-run.ts';
import { type RunError, SliceUnbegunError, verdictOn } from './slice-failure.ts';

/** Deliveries after which the queue gives a message up: the same as `maxDequeueCount` in host.json. */
export const DELIVERIES = 5;

/** How long a slice waits whose register cannot be read: as long as one that waits for storage at the most. */
const UNREADABLE_WAIT_MS = 300_000;

/**
 * A message that the queue gave up: it was delivered too often without being worked off. A slice that was begun each
 * time and never ended fails its run. One that was not begun could not be, for want of storage: it is put off. So is one
 * whose run cannot be looked up, and the poison queue keeps nothing that would trouble the health of other accounts.
 */
export async function handlePoisoned(engine: Engine, message: SliceMessage, log: Log): Promise<void> {
  try {
    await handle(engine, message, log);
  } catch (error) {
    const status = unavailableStatus(error);
    if (status === undefined) throw error;
    const { runId, slice } = message;
    log('warn', logLine('slice_put_off', { runId, slice, code: 'storage_unavailable', status }));
    await engine.storage.slices.send(message, UNREADABLE_WAIT_MS);
  }
}

async function handle(engine: Engine, message: SliceMessage, log: Log): Promise<void> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(message.runId);
  if (stored === undefined || isFinished(stored.run)) {
    if (stored) await tidyAfter(engine, message.runId);
    await wake(engine);
    return;
  }
  const { slice, leaseUntil, claims, error } = stored.run;
  if (slice !== message.slice) return;
  const leaseLeft = leaseUntil - engine.systemNow();
  // Perhaps somebody works on it after all; should nobody, this is the last message there is.
  if (leaseLeft > 0) return engine.storage.slices.send(message, leaseLeft);
  const session = openSession(engine, stored);
  if (await engine.cancelling.isRequested(message.runId)) {
    return endRun(engine, session, { status: 'cancelled', error: null }, log);
  }
  if (claims < DELIVERIES) return putOff(engine, session, log);
  const reason = error?.message ?? 'its cause is in the log of the function';
  return fail(engine, session, `Slice ${slice} was given up after repeated failures: ${reason}.`, log);
}

async function putOff(engine: Engine, session: RunSession, log: Log): Promise<void> {
  const { runId, slice } = session.run;
  const verdict = verdictOn(new SliceUnbegunError(), session.run, engine.systemNow());
  const { reason } = verdict;
  if (verdict.kind !== 'again') return endRun(engine, session, { status: 'failed', error: reason }, log);
  const { notBefore, failures } = verdict;
  log('warn', logLine('slice_put_off', { runId, slice, code: reason.code, message: reason.message }));
  await session.release(() => ({ notBefore, failures, error: reason }));
  await engine.storage.slices.send({ runId, slice }, notBefore - engine.systemNow());
}

async function fail(engine: Engine, session: RunSession, message: string, log: Log): Promise<void> {
  const error: RunError = { code: 'slice_poisoned', message };
  await endRun(engine, session, { status: 'failed', error }, log);
}
