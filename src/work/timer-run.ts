import { type Log, logLine } from '../log.ts';
import type { Scope } from '../runs/run.ts';
import type { Engine } from './engine.ts';
import { requestRun, wake } from './request-run.ts';

/**
 * What a timer does: asks for a run, unless one with the same scope waits or is in progress: then that one does the work,
 * and is woken should its message be lost. So however often a timer fires while HubSpot, an outage or a long run holds
 * things up, there is one run to catch up. Two timers at the same moment may ask for one run too many, never for one too few.
 */
export async function runOnTimer(engine: Engine, scope: Scope, log: Log): Promise<void> {
  await engine.storage.prepare();
  if ((await engine.offboarded.read()) !== undefined) {
    log('info', logLine('timer_added_no_run', { scope, why: 'off-boarded' }));
    return;
  }
  // First: a run that ended without making room for the next must not look as if it were in progress.
  const active = await engine.ledger.activate();
  // One that was to look at some records may have become one over everything.
  const covered = active?.run.scope === scope && !active.run.dryRun;
  if (covered || (await engine.line.scopes()).has(scope)) {
    const woken = await wake(engine);
    log('info', logLine('timer_added_no_run', { scope, why: 'one is in line already', active: woken?.runId }));
    return;
  }
  const { runId } = await requestRun(engine, { scope, trigger: 'timer', actor: 'timer', dryRun: false });
  log('info', logLine('timer_added_run', { scope, runId }));
}
