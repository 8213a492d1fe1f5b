import { setTimeout as wait } from 'node:timers/promises';
import { QueueServiceClient } from '@azure/storage-queue';
import { z } from 'zod';
import { REAL_PACE } from '../../src/hubspot/pace.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { sliceMessageSchema } from '../../src/storage/slice-queue.ts';
import { createRightsEngine } from '../../src/rights/create-engine.ts';
import { wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { policyWith } from './policy.ts';

/** What a worker is told on its command line, as JSON. */
export const workerSchema = z.object({
  hubspot: z.string(),
  storage: z.string(),
  names: z.object({
    audit: z.string(),
    runs: z.string(),
    index: z.string(),
    erasures: z.string(),
    erased: z.string(),
    requests: z.string(),
    slices: z.string(),
    seals: z.string(),
    copies: z.string(),
  }),
  now: z.string(),
  /** How far ahead this process takes the system's clock to be, ms: leases of the dead have run out by then. */
  aheadMs: z.number(),
});

const { hubspot, storage, names, now, aheadMs } = workerSchema.parse(JSON.parse(process.argv[2] ?? ''));
const settings = readSettings({
  HUBSPOT_ACCESS_TOKEN: 'test-token',
  HUBSPOT_BASE_URL: hubspot,
  RegisterStorage: storage,
  AUDIT_KEY: 'a-key-for-tests',
  ERASURE_KEY: 'an-erasure-key-for-tests',
  REGISTER_NOW: now,
});
const pace = { ...REAL_PACE, wall: () => REAL_PACE.wall() + aheadMs };
const made = createRightsEngine(settings, policyWith(), { names, pace });
const engine = { ...made, systemNow: () => made.systemNow() + aheadMs, sliceMs: 150 };
const queue = QueueServiceClient.fromConnectionString(storage).getQueueClient(names.slices);

/** Also when no run is left, the message of a process that died at the end of one comes again, and tidies up after it. */
const hasWork = async () =>
  (await engine.ledger.activate()) !== undefined || ((await queue.getProperties()).approximateMessagesCount ?? 0) > 0;

// Works off messages until there is no run left and none is underway, or until it is killed.
await engine.storage.prepare();
await wake(engine);
while (await hasWork()) {
  const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: 1 });
  const [message] = receivedMessageItems;
  if (message === undefined) await wait(5);
  else {
    const slice = sliceMessageSchema.parse(JSON.parse(message.messageText));
    // As the functions host does: a message whose function failed comes back.
    await runSlice(engine, slice, () => undefined).then(
      () => queue.deleteMessage(message.messageId, message.popReceipt).catch(() => undefined),
      (error: unknown) => process.stderr.write(`${slice.runId}: ${String(error)}\n`),
    );
  }
}
process.exit();
