import { type Log, logLine } from '../log.ts';
import { formatInstant } from '../register/instant.ts';
import type { Run } from '../runs/run.ts';
import { RunStore } from '../runs/run-store.ts';
import type { RunSession } from '../runs/session.ts';
import type { Engine } from './engine.ts';
import { clearLeftovers } from './leftovers.ts';
import { wake } from './request-run.ts';
import type { RunError } from './slice-failure.ts';

/** How a run can end. */
export type Ending =
  | { readonly status: 'succeeded' | 'cancelled'; readonly error: null }
  | { readonly status: 'failed'; readonly error: RunError };

/** Ends a run, removes what it kept, and gives the next one its turn. */
export async function endRun(engine: Engine, session: RunSession, ending: Ending, log: Log): Promise<void> {
  const { runId } = session.run;
  const finishedAt = formatInstant(engine.now());
  await session.finish(() => ({ ...ending, finishedAt }));
  // Only now: a run that is to go on after an interruption needs what it kept.
  await tidyAfter(engine, runId);
  if (session.run.scope === 'all') await clearLeftovers(engine);
  log('info', runFinished(session.run));
  await wake(engine);
  // Last, for nobody has to wait until blobs can be written again: what is not sealed now, the next run seals.
  await engine.verifier.seal(log);
}

/** Removes what is left of a run that has ended, also when an interruption came before its end could. */
export async function tidyAfter(engine: Engine, runId: string): Promise<void> {
  await new RunStore(engine.storage.index, runId, engine.rowMacs).clear();
  await engine.cancelling.forget(runId);
}

/** The log line of a run that has ended. */
export function runFinished({ runId, status, contacts, companies, requests }: Run): string {
  const counts = { contacts: contacts.processed, companies: companies.processed, requests: requests.count };
  return logLine('run_finished', { runId, status, ...counts });
}
