import { newRun, type Run } from '../../src/runs/run.ts';
import { keepGiven, wakeIfPossible } from '../../src/work/request-run.ts';
import type { RegisterApp } from './register-app.ts';

/** Asks for a run over these contacts, as somebody does who names them over HTTP, and works until it has ended. */
export async function resyncContacts(app: RegisterApp, contactIds: readonly string[]): Promise<Run> {
  const engine = app.newEngine();
  const asked = { scope: 'contacts', trigger: 'http', actor: 'officer', dryRun: false } as const;
  const run = newRun(asked, engine.now(), engine.systemNow());
  await keepGiven(engine, run.runId, contactIds);
  await engine.ledger.create(run);
  await wakeIfPossible(engine);
  return app.finish(engine, run.runId);
}
