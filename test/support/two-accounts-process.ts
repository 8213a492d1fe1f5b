import { setTimeout as wait } from 'node:timers/promises';
import { QueueServiceClient } from '@azure/storage-queue';
import { z } from 'zod';
import { readSettings } from '../../src/settings/settings.ts';
import { sliceMessageSchema } from '../../src/storage/slice-queue.ts';
import { createEngine } from '../../src/work/engine.ts';
import { Registers } from '../../src/work/registers.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { policyWith } from './policy.ts';

/** What a process that works for two accounts is told on its command line, as JSON. */
export const toldSchema = z.object({
  hubspot: z.string(),
  storage: z.string(),
  now: z.string(),
  accounts: z.array(
    z.object({
      name: z.string(),
      tables: z.enum(['suffixed', 'unsuffixed']),
      token: z.string(),
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
    }),
  ),
});

const { hubspot, storage, now, accounts } = toldSchema.parse(JSON.parse(process.argv[2] ?? ''));
const registers = new Registers(
  accounts.map(({ name, tables, token, names }) => {
    const settings = readSettings({
      HUBSPOT_ACCESS_TOKEN: token,
      HUBSPOT_BASE_URL: hubspot,
      RegisterStorage: storage,
      AUDIT_KEY: 'a-key-for-tests',
      REGISTER_NOW: now,
    });
    const engine = createEngine({ ...settings, account: { name, tables } }, policyWith(), { names });
    return { account: name, tables, engine: { ...engine, sliceMs: 150 } };
  }),
);
const [first] = accounts;
const queue = QueueServiceClient.fromConnectionString(storage).getQueueClient(first?.names.slices ?? '');
const ignore = () => undefined;

// One message at a time, until it is killed: what another process has in hand it does not take.
for (;;) {
  const [message] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems;
  if (message === undefined) {
    await wait(5);
    continue;
  }
  const slice = sliceMessageSchema.parse(JSON.parse(message.messageText));
  const register = registers.forMessage(slice, ignore);
  if (register !== undefined) await runSlice(register.engine, slice, ignore);
  await queue.deleteMessage(message.messageId, message.popReceipt);
}
