import { setTimeout as wait } from 'node:timers/promises';
import { formatInstant } from '../../src/register/instant.ts';
import type { Engine } from '../../src/work/engine.ts';
import { wake } from '../../src/work/request-run.ts';
import type { FunctionsClient } from './functions-client.ts';
import type { Progress } from './progress.ts';
import { hasEnded, type RunView } from './run-view.ts';

const POLL_MS = 250;

/** What following a run needs. */
interface Following {
  readonly engine: Engine;
  readonly client: FunctionsClient;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Whether to give up a run that waits for HubSpot's quota. */
  readonly once: boolean;
}

/**
 * Follows the run that an earlier start left unfinished, or else a new one over everything, to its end. Gives its last
 * state; with `once` that is a running one when it waits for HubSpot's quota. `undefined` when the add-on was taken out of the account: no run
 * begins then. Rejects when `signal` is aborted.
 */
export async function firstRun(following: Following): Promise<RunView | undefined> {
  const { engine, client, progress } = following;
  await engine.storage.prepare();
  if ((await engine.offboarded.read()) !== undefined) return undefined;
  const unfinished = await wake(engine);
  if (unfinished === undefined) return follow(await client.resync(), following);
  const { runId, leaseUntil } = unfinished;
  progress.note(`Run ${runId} was left unfinished; going on with it.`);
  if (leaseUntil > engine.systemNow()) {
    progress.note(`Another process may still work on it; it is taken over after ${formatInstant(leaseUntil)}.`);
  }
  return follow(runId, following);
}

async function follow(runId: string, { engine, client, progress, signal, once }: Following): Promise<RunView> {
  let told: string | undefined;
  try {
    for (;;) {
      const run = await client.run(runId);
      progress.show(run);
      if (hasEnded(run)) return run;
      if (run.error !== null && run.error.message !== told) {
        told = run.error.message;
        const until = await waitsUntil(engine, runId);
        if (until !== undefined) progress.note(`${told} It goes on after ${formatInstant(until)}.`);
        if (until !== undefined && once && run.error.code === 'resume_later') return run;
      }
      await wait(POLL_MS, undefined, { signal });
    }
  } finally {
    progress.end();
  }
}

/** Until when (ms) a run that was put off waits; `undefined` when its time has come. */
async function waitsUntil(engine: Engine, runId: string): Promise<number | undefined> {
  const stored = await engine.ledger.find(runId);
  const until = stored?.run.notBefore ?? 0;
  return until > engine.systemNow() ? until : undefined;
}
