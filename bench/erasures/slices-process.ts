import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { QueueServiceClient } from '@azure/storage-queue';
import { loadBuilt } from '../built.ts';
import { answerQuestions } from '../child.ts';
import { MemoryWatch, peakOfProcess } from '../memory.ts';
import { NOW } from '../scenario.ts';
import { loadErasures } from './built-erasures.ts';

/** A message stays hidden while its slice is worked on, as the functions host keeps it. */
const HIDDEN_S = 300;
const POLL_MS = 50;
const PREPARER = '0f3e7c54-0000-4000-8000-000000000001';
const APPROVER = '0f3e7c54-0000-4000-8000-000000000002';

const { values } = parseArgs({ options: { hubspot: { type: 'string' }, storage: { type: 'string' } } });
const { hubspot = '', storage: connectionString = '' } = values;
const memory = new MemoryWatch();
const { readSettings, loadPolicy, requestRun, runSlice, sliceMessageSchema, SLICE_QUEUE } = await loadBuilt();
const { createRightsEngine, prepareErasure, approveList, erasureOf } = await loadErasures();
const settings = readSettings({
  HUBSPOT_ACCESS_TOKEN: 'bench',
  HUBSPOT_BASE_URL: hubspot,
  RegisterStorage: connectionString,
  AUDIT_KEY: 'bench',
  ERASURE_KEY: 'another-key-of-the-bench',
  REGISTER_NOW: NOW,
});
const loaded = await loadPolicy(fileURLToPath(new URL('../../policy/asiakasrekisteri.json', import.meta.url)));
const engine = createRightsEngine(settings, { ...loaded, erasure: { ...loaded.erasure, delayHours: 0 } });
const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(SLICE_QUEUE);
let listId = '';

answerQuestions({
  reconcile: async () => {
    const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: false });
    return measured(runId);
  },
  prepare: async () => {
    const asked = await prepareErasure(engine, { ground: 'retention' }, PREPARER);
    if (asked.kind !== 'created') throw new Error(asked.kind);
    listId = asked.list.id;
    return measured(asked.list.runId);
  },
  check: async () => {
    const list = await erasureOf(engine, listId);
    const asked = await approveList(engine, listId, list?.listHash ?? '', APPROVER);
    if (asked.kind !== 'checking') throw new Error(asked.kind);
    return measured(asked.list.runId);
  },
  execute: async () => {
    const list = await erasureOf(engine, listId);
    return { ...(await measured(list?.runId ?? '')), list: (await erasureOf(engine, listId))?.counts };
  },
});

/** Works off messages until a run has ended, and tells what it took. */
async function measured(runId: string) {
  const began = performance.now();
  for (;;) {
    const stored = await engine.ledger.find(runId);
    if (stored !== undefined && stored.run.finishedAt !== null) {
      const { status, slice, error, problems } = stored.run;
      const problem = error?.message ?? problems[0] ?? null;
      const seconds = (performance.now() - began) / 1_000;
      const told = { status, problem, seconds, slices: slice + 1 };
      return { ...told, peakRss: memory.takePeak(), peakOfProcess: peakOfProcess() };
    }
    await workOnce();
  }
}

async function workOnce(): Promise<void> {
  const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: HIDDEN_S });
  const message = receivedMessageItems[0];
  if (message === undefined) {
    await wait(POLL_MS);
    return;
  }
  await runSlice(engine, sliceMessageSchema.parse(JSON.parse(message.messageText)), (level, line) => {
    if (level !== 'info') console.error(line);
  });
  await queue.deleteMessage(message.messageId, message.popReceipt);
}
