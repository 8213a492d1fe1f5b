import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { AccountData } from '../../local/simulator/account.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../local/simulator/simulator.ts';
import type { BudgetState } from '../../src/hubspot/budget-state.ts';
import { inProcess } from '../../src/hubspot/shared-state.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { createRightsEngine } from '../../src/rights/create-engine.ts';
import { isFinished, type Run } from '../../src/runs/run.ts';
import type { Account } from '../../src/settings/accounts.ts';
import { readSettings } from '../../src/settings/settings.ts';
import type { StorageNames } from '../../src/storage/names.ts';
import { sliceMessageSchema } from '../../src/storage/slice-queue.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { type CopyOfRegister, copyRegister, putBack } from './copy-of-register.ts';
import { policyWith } from './policy.ts';
import { freshStorageNames } from './storage.ts';

/** A whole register: a HubSpot simulator behind HTTP, tables and a queue of its own, and engines that work on them. */
export interface RegisterApp {
  readonly hubspot: Simulator;
  readonly policy: Policy;
  /** A new process as it were: nothing is shared with other engines but what is in storage and in HubSpot. */
  newEngine(): Engine;
  /** Moves the clock of HubSpot, of the app's own engine and of engines made from now on; time moves forward only. */
  setNow(ms: number): void;
  /** Asks for a run as a timer does, and works until it and all that wait behind it have ended. */
  run(scope: Run['scope'], engine?: Engine): Promise<Run>;
  /** Runs over everything. */
  reconcile(engine?: Engine): Promise<Run>;
  /** Works off messages until the run has ended. */
  finish(engine: Engine, runId: string): Promise<Run>;
  /** Takes the next visible message and works it off; `false` when there was none. */
  workOnce(engine: Engine): Promise<boolean>;
  table(name: 'audit' | 'runs' | 'index' | 'erasures' | 'erased' | 'requests'): TableClient;
  container(name: 'seals' | 'copies'): ContainerClient;
  readonly logged: string[];
  /** What it and its HubSpot account hold now, but for its queue. */
  copy(): Promise<CopyOfRegister>;
  close(): Promise<void>;
}

export interface RegisterAppOptions {
  readonly account: AccountData;
  /** It takes the place of the register that was copied, as that was then. */
  readonly from?: CopyOfRegister;
  readonly now: number;
  readonly policy?: unknown;
  readonly hubspot?: Partial<SimulatorOptions>;
  readonly timeoutMs?: number;
  /** How its engines are composed, where their runs do more than keep flags and erase. */
  readonly createEngine?: typeof createRightsEngine;
  /** Whether the budget of requests is in its row, for who looks at it there. */
  readonly keepsBudget?: true;
  /** Then nobody can be erased. */
  readonly withoutErasureKey?: boolean;
  /** Settings beside those that every test has; looked at whenever an engine is made. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How the engines reach storage, where they do not go straight to it. */
  readonly connectionString?: string;
  /** Which of several accounts it is, with its tables and the queue that all of them share. */
  readonly among?: { readonly account: Account; readonly names: StorageNames };
}

/** Pauses of milliseconds where production has seconds; a machine that is busy breaks off no try. */
const STORAGE_PATIENCE = { tries: 3, firstPauseMs: 2, longestPauseMs: 5, tryMs: 60_000 };

/** A register as another one was when it was copied, in its place: of those that share a copy, one at a time. */
export function startCopy(from: CopyOfRegister, options: Partial<RegisterAppOptions> = {}): Promise<RegisterApp> {
  return startRegisterApp({ account: structuredClone(from.account), now: from.now, from, ...options });
}

/** Starts one. Pacing and back-off run on virtual time, which the simulator's limits share: nothing waits for real. */
export async function startRegisterApp(options: RegisterAppOptions): Promise<RegisterApp> {
  let virtual = 0;
  const pace = {
    elapsed: () => virtual,
    wall: () => options.now + virtual,
    wait: async (ms: number) => {
      virtual += ms;
      await setImmediate();
    },
    idle: () => new Promise<void>(() => undefined),
  };
  const { account } = options;
  let { now } = options;
  const hubspot = createSimulator({ account, now: () => now, rateClock: pace.elapsed, ...options.hubspot });
  const server = await serve(hubspot);
  const fresh = options.from?.storage ?? freshStorageNames();
  if (options.from !== undefined) await putBack(options.from);
  const { among } = options;
  const names = among?.names ?? fresh.register;
  const policy = policyWith(options.policy);
  const settings = () =>
    readSettings({
      HUBSPOT_ACCESS_TOKEN: 'test-token',
      HUBSPOT_BASE_URL: server.url,
      RegisterStorage: options.connectionString ?? fresh.connectionString,
      AUDIT_KEY: 'a-key-for-tests',
      ...(options.withoutErasureKey ? {} : { ERASURE_KEY: 'an-erasure-key-for-tests' }),
      REGISTER_NOW: new Date(now).toISOString(),
      ...options.settings,
    });
  const queue = QueueServiceClient.fromConnectionString(fresh.connectionString).getQueueClient(names.slices);
  const logged: string[] = [];
  const timeoutMs = options.timeoutMs ?? 60_000;
  const { createEngine = createRightsEngine } = options;
  // All of them are in this process; in the table it would be half of all calls to storage.
  const isAlone = among === undefined && options.connectionString === undefined && !options.keepsBudget;
  const budget = isAlone ? { budget: inProcess<BudgetState>() } : {};
  const newEngine = () =>
    createEngine({ ...settings(), account: among?.account }, policy, {
      names,
      pace,
      timeoutMs,
      ...budget,
      storagePatience: STORAGE_PATIENCE,
    });
  let ownEngine = newEngine();

  async function workOnce(engine: Engine): Promise<boolean> {
    const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: 30 });
    const message = receivedMessageItems[0];
    if (message === undefined) return false;
    const slice = sliceMessageSchema.parse(JSON.parse(message.messageText));
    await runSlice(engine, slice, (_level, line) => logged.push(line));
    await queue.deleteMessage(message.messageId, message.popReceipt);
    return true;
  }

  async function finish(engine: Engine, runId: string): Promise<Run> {
    for (;;) {
      const worked = await workOnce(engine);
      const stored = await engine.ledger.find(runId);
      if (stored === undefined) throw new Error(`there is no run ${runId}`);
      if (isFinished(stored.run)) return stored.run;
      // Its message is hidden for a second or more: whoever asks all the time keeps a core busy.
      if (!worked) await pause(10);
    }
  }

  async function run(scope: Run['scope'], engine = ownEngine): Promise<Run> {
    const { runId } = await requestRun(engine, { scope, trigger: 'timer', actor: 'timer', dryRun: false });
    const ended = await finish(engine, runId);
    for (let next = await wake(engine); next !== undefined; next = await wake(engine)) {
      await finish(engine, next.runId);
    }
    return ended;
  }

  return {
    hubspot,
    policy,
    newEngine,
    finish,
    workOnce,
    logged,
    copy: () => copyRegister(account, now, fresh),
    setNow: (ms) => {
      virtual += Math.max(0, ms - now);
      now = ms;
      ownEngine = newEngine();
    },
    run,
    reconcile: (engine) => run('all', engine),
    table: (name) =>
      TableClient.fromConnectionString(fresh.connectionString, names[name], { allowInsecureConnection: true }),
    container: (name) => BlobServiceClient.fromConnectionString(fresh.connectionString).getContainerClient(names[name]),
    close: () => server.close(),
  };
}
