import { onTestFinished } from 'vitest';
import type { QueueSettings } from '../../local/functions-host/host-json.ts';
import { createQueueListener } from '../../local/functions-host/queue-trigger.ts';
import { Running } from '../../local/functions-host/running.ts';
import type { Log } from '../../src/log.ts';
import { poisonQueueOf, type StorageNames } from '../../src/storage/names.ts';
import { sliceMessageSchema } from '../../src/storage/slice-queue.ts';
import type { Engine } from '../../src/work/engine.ts';
import { handlePoisoned } from '../../src/work/poisoned-slice.ts';
import { Registers } from '../../src/work/registers.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { type RegisterApp, type RegisterAppOptions, startRegisterApp } from './register-app.ts';
import { freshStorageNames } from './storage.ts';
import { NOW, syncWorld } from './sync-world.ts';

/** A register as the functions see it. */
export interface Member {
  readonly account: string;
  readonly tables: 'suffixed' | 'unsuffixed';
  readonly engine: Engine;
}

/** Two registers that share one queue. */
export interface TwoAccounts {
  readonly balentor: RegisterApp;
  readonly toinen: RegisterApp;
  readonly connectionString: string;
  /** Names of their tables by account. */
  readonly names: { readonly [name in 'balentor' | 'toinen']: StorageNames };
  /** The queue of both. */
  readonly slices: string;
  /** The registers as a process of its own has them. `engineOf` may give it other engines than the usual ones. */
  newProcess(engineOf?: (engine: Engine, account: string) => Engine): Registers<Member>;
}

/** Starts them over `syncWorld`; they end with the test. */
export async function startTwoAccounts(
  options: { readonly [name in 'balentor' | 'toinen']?: Partial<RegisterAppOptions> } = {},
): Promise<TwoAccounts> {
  const { register, connectionString } = freshStorageNames();
  const { slices } = register;
  const accounts = [
    { name: 'balentor', tables: 'unsuffixed' },
    { name: 'toinen', tables: 'suffixed' },
  ] as const;
  const names = {
    balentor: { ...freshStorageNames().register, slices },
    toinen: { ...freshStorageNames().register, slices },
  };
  const start = async (place: 0 | 1) => {
    const account = accounts[place];
    const app = await startRegisterApp({
      account: syncWorld(),
      now: NOW,
      among: { account, names: names[account.name] },
      ...options[account.name],
    });
    onTestFinished(() => app.close());
    return app;
  };
  const [balentor, toinen] = [await start(0), await start(1)];
  const newProcess: TwoAccounts['newProcess'] = (engineOf = (engine) => engine) =>
    new Registers(
      [balentor, toinen].map((app, place) => {
        const { name: account, tables } = accounts[place === 0 ? 0 : 1];
        return { account, tables, engine: engineOf(app.newEngine(), account) };
      }),
    );
  return { balentor, toinen, connectionString, names, slices, newProcess };
}

/** As host.json has it, but that what failed comes again at once. */
const QUEUE: QueueSettings = {
  messageEncoding: 'none',
  batchSize: 2,
  newBatchThreshold: 1,
  maxPollingInterval: 20,
  visibilityTimeout: 0,
  maxDequeueCount: 5,
};

/** Feeds the slices of all accounts to a process, and what the queue gives up, as the Functions host does; until the test ends. */
export async function workOff(
  { connectionString, slices }: Pick<TwoAccounts, 'connectionString' | 'slices'>,
  registers: Registers<Member>,
  log: Log = () => undefined,
): Promise<void> {
  const listen = async (queueName: string, work: typeof runSlice) => {
    const fn = { metadata: { name: queueName, bindings: {} }, handler: () => undefined };
    const listener = createQueueListener(
      fn,
      { type: 'queueTrigger', name: 'message', queueName, connection: '' },
      {
        connectionString,
        settings: QUEUE,
        pollIntervalMs: 5,
        callMs: 5_000,
        running: new Running(),
        invoke: async (_fn, { data }) => {
          const message = sliceMessageSchema.parse('string' in data ? JSON.parse(data.string) : undefined);
          const register = registers.forMessage(message, log);
          if (register !== undefined) await work(register.engine, message, log);
          return {};
        },
        log: () => undefined,
      },
    );
    await listener.start();
    onTestFinished(() => listener.stop());
  };
  await listen(slices, runSlice);
  await listen(poisonQueueOf(slices), handlePoisoned);
}
