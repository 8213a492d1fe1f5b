import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startAzurite } from '../azurite.ts';
import { type FunctionsHost, startFunctionsHost } from '../functions-host/host.ts';
import { serveSimulatedCompanies } from '../start/simulated-company.ts';
import type { WorkerAnswer } from './worker-answer.ts';

// A process of its own loads the app in a folder as the Functions host's worker does, and with `run` lets it reconcile an
// invented company. It says on one line what it found; what the app logs goes to standard error.

const [root = '', task] = process.argv.slice(2);
const POLL_MS = 100;
const NOW = Date.parse('2026-11-23T09:30:00.000Z');

const runsSchema = z.object({
  runs: z.array(z.object({ status: z.string(), contacts: z.object({ changed: z.int(), total: z.int() }) })).min(1),
});

/** A run over everything, by its timer and through the queue, to its end. */
async function reconciled(host: FunctionsHost): Promise<WorkerAnswer['run']> {
  await host.runTimer('reconcile');
  for (;;) {
    const answer = await fetch(`${host.url}/api/runs`);
    const [run] = runsSchema.parse(await answer.json()).runs;
    if (run !== undefined && run.status !== 'queued' && run.status !== 'running')
      return { status: run.status, changed: run.contacts.changed, total: run.contacts.total };
    await wait(POLL_MS);
  }
}

const companies = await serveSimulatedCompanies(['simulator'], () => NOW);
const { connectionString } = await startAzurite();
Object.assign(process.env, {
  HUBSPOT_BASE_URL: companies.url,
  HUBSPOT_ACCESS_TOKEN: 'simulator',
  RegisterStorage: connectionString,
  AUDIT_KEY: 'a-key-to-try-the-package-with',
  REGISTER_NOW: new Date(NOW).toISOString(),
});
const host = await startFunctionsHost({
  root,
  port: 0,
  connectionString: (name) => process.env[name],
  log: (line) => process.stderr.write(`${line}\n`),
  timersFire: false,
});
const functions = host.functions.map((one) => JSON.stringify(one)).sort();
const run = task === 'run' ? await reconciled(host) : null;
process.stdout.write(`${JSON.stringify({ functions, run } satisfies WorkerAnswer)}\n`, () => process.exit());
