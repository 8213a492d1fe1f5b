import type { StoredRun } from '../runs/ledger-rows.ts';
import { RunSession } from '../runs/session.ts';
import type { Engine } from './engine.ts';

/** Begins to work on a run; what its requests cost is counted from now on. */
export function openSession(engine: Engine, stored: StoredRun): RunSession {
  const { counts } = engine.hubspot.transport;
  const { count, retried, throttledMs } = counts;
  const requests = () => ({
    count: counts.count - count,
    retried: counts.retried - retried,
    throttledMs: counts.throttledMs - throttledMs,
  });
  return new RunSession(engine, stored, requests, engine.systemNow);
}
