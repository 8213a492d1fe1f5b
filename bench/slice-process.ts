import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Run, Scope } from '../src/runs/run.ts';
import { countAuditEvents } from './audit-events.ts';
import { loadBuilt } from './built.ts';
import { answerQuestions } from './child.ts';
import { MemoryWatch, peakOfProcess } from './memory.ts';
import { PhaseWatch } from './phase-watch.ts';
import type { RunResult } from './run-result.ts';
import { NOW } from './scenario.ts';
import { countStorageCalls, type StorageCalls } from './storage-calls.ts';

/** A message stays hidden while its slice is worked on, as the functions host keeps it. */
const HIDDEN_S = 300;
const POLL_MS = 50;

const { values } = parseArgs({
  options: { hubspot: { type: 'string' }, storage: { type: 'string' }, now: { type: 'string' } },
});
const { hubspot = '', storage: connectionString = '', now = NOW } = values;
const storage = countStorageCalls();
const memory = new MemoryWatch();
const built = await loadBuilt();
const { readSettings, loadPolicy, createEngine, requestRun, runSlice, sliceMessageSchema } = built;
const settings = readSettings({
  HUBSPOT_ACCESS_TOKEN: 'bench',
  HUBSPOT_BASE_URL: hubspot,
  RegisterStorage: connectionString,
  AUDIT_KEY: 'bench',
  REGISTER_NOW: now,
});
const policyFile = fileURLToPath(new URL('../policy/asiakasrekisteri.json', import.meta.url));
const engine = createEngine(settings, await loadPolicy(policyFile));
const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(built.SLICE_QUEUE);

/** Shows every saved state of the run to a watch. */
class WatchedLedger extends built.Ledger {
  watch: PhaseWatch | undefined;

  override async save(run: Run, etag: string): Promise<string | undefined> {
    const saved = await super.save(run, etag);
    this.watch?.see(run);
    return saved;
  }
}

const ledger = new WatchedLedger(engine.storage.runs, engine.rowMacs);
const watched = { ...engine, ledger };

answerQuestions({
  reconcile: () => execute('all'),
  sync: () => execute('changed'),
  clock: () => execute('clock'),
});

async function execute(scope: Scope): Promise<RunResult> {
  await engine.storage.prepare();
  const calls = storage();
  const events = await countAuditEvents(built, engine);
  const watch = new PhaseWatch({ storage, takePeak: () => memory.takePeak() });
  ledger.watch = watch;
  const began = performance.now();
  const { runId } = await requestRun(watched, { scope, trigger: 'http', actor: 'key', dryRun: false });
  const run = await workOff(runId);
  const seconds = (performance.now() - began) / 1000;
  const phases = watch.end(run);
  return {
    status: run.status,
    problem: run.error?.message ?? run.problems[0] ?? null,
    seconds,
    slices: run.slice + 1,
    contacts: run.contacts,
    companies: run.companies,
    phases,
    storage: difference(storage(), calls),
    auditEvents: (await countAuditEvents(built, engine)) - events,
    peakRss: Math.max(...phases.map(({ peakRss }) => peakRss)),
    peakOfProcess: peakOfProcess(),
  };
}

/** Works off slice messages, one at a time, until the run has ended. */
async function workOff(runId: string): Promise<Run> {
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: HIDDEN_S });
    const message = receivedMessageItems[0];
    if (message === undefined) {
      await wait(POLL_MS);
      continue;
    }
    await runSlice(watched, sliceMessageSchema.parse(JSON.parse(message.messageText)), (level, line) => {
      if (level !== 'info') console.error(line);
    });
    await queue.deleteMessage(message.messageId, message.popReceipt);
    const stored = await ledger.find(runId);
    if (stored !== undefined && stored.run.finishedAt !== null) return stored.run;
  }
}

function difference(after: StorageCalls, before: StorageCalls): StorageCalls {
  return {
    transactions: after.transactions - before.transactions,
    rowWrites: after.rowWrites - before.rowWrites,
    queries: after.queries - before.queries,
    queue: after.queue - before.queue,
  };
}
