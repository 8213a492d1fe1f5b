import { clockAt, type Now } from '../../src/clock.ts';
import { withAdmin } from './admin.ts';
import { type HttpTrigger, type QueueTrigger, triggerOf } from './bindings.ts';
import { FunctionsHostError } from './errors.ts';
import { type Front, withFront } from './front.ts';
import { type FunctionInfo, functionInfo } from './function-info.ts';
import { type HostSettings, readHostJson } from './host-json.ts';
import { startServer } from './http-server.ts';
import { createHttpTriggers } from './http-trigger.ts';
import { waitUntilIdle } from './idle.ts';
import { createInvoke } from './invoke.ts';
import { createQueueListener, type QueueListener } from './queue-trigger.ts';
import { type LoadedApp, loadApp, type RegisteredFunction } from './registrations.ts';
import { Running } from './running.ts';
import { createTimerListener, type TimerListener, type TimerRun } from './timer-trigger.ts';

export interface FunctionsHostOptions {
  /** The folder with package.json and host.json. */
  readonly root: string;
  /** Files to load, as a glob relative to `root`; by default `main` of package.json. */
  readonly main?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** The storage behind a binding's `connection`. */
  readonly connectionString: (name: string) => string | undefined;
  /** Gets each line the host and the functions have to say. */
  readonly log: (line: string) => void;
  /** What timer functions are told about the time; schedules themselves follow the system's clock. */
  readonly now?: Now;
  /** Whether timers fire when their time has come, as they do by default; by hand they can always be run. */
  readonly timersFire?: boolean;
  /** The shortest pause between two looks at an empty queue, in milliseconds; default 100. */
  readonly pollIntervalMs?: number;
  /** The longest such pause, in milliseconds; by default `maxPollingInterval` of host.json. */
  readonly longestPollMs?: number;
  /** How long a call to a queue may go without an answer, in milliseconds; default 15,000. */
  readonly queueCallMs?: number;
  /** What stands before the functions; nothing by default. */
  readonly front?: Front | undefined;
}

export interface FunctionsHost {
  /** `http://127.0.0.1:port`, without the route prefix. */
  readonly url: string;
  readonly functions: readonly FunctionInfo[];
  /** Runs a timer by hand; rejects with what the function throws, or with `unknown_function`. */
  runTimer(name: string, options?: TimerRun): Promise<void>;
  /** Resolves when no function runs and no message is visible (one that waits for its retry is not). */
  idle(): Promise<void>;
  /** Stops polling, waits for what is running, then closes the server. */
  close(): Promise<void>;
}

/**
 * Runs an Azure Functions app (Node.js v4 model) without the Functions host: HTTP, timer and storage-queue triggers
 * through the real conversions of `@azure/functions`.
 * @throws FunctionsHostError when the app or its settings are wrong; rejects with EADDRINUSE when the port is taken.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const settings = await readHostJson(options.root);
  const app = await loadApp(options.root, { main: options.main, log: options.log });
  try {
    return await startWith(app, settings, options);
  } catch (error) {
    app.worker?.close();
    throw error;
  }
}

async function startWith(
  app: LoadedApp,
  settings: HostSettings,
  options: FunctionsHostOptions,
): Promise<FunctionsHost> {
  const { log, now = clockAt(undefined), pollIntervalMs = 100, queueCallMs = 15_000 } = options;
  const maxPollingInterval = options.longestPollMs ?? settings.queues.maxPollingInterval;
  const invoke = createInvoke(app, log);
  const running = new Running();

  const http: { fn: RegisteredFunction; trigger: HttpTrigger }[] = [];
  const timers = new Map<string, TimerListener>();
  const queues: QueueListener[] = [];
  const functions = app.functions.map((fn) => {
    const { name } = fn.metadata;
    const trigger = triggerOf(fn);
    if (trigger.type === 'httpTrigger') {
      http.push({ fn, trigger });
    } else if (trigger.type === 'timerTrigger') {
      timers.set(name, createTimerListener(fn, trigger, { invoke, now, running }));
    } else {
      const connectionString = connectionOf(name, trigger, options);
      const shared = {
        settings: { ...settings.queues, maxPollingInterval },
        pollIntervalMs,
        callMs: queueCallMs,
        invoke,
        running,
        log,
      };
      queues.push(createQueueListener(fn, trigger, { connectionString, ...shared }));
    }
    return functionInfo(name, trigger, settings.http.routePrefix);
  });

  const { front } = options;
  const triggers = createHttpTriggers(http, {
    prefix: settings.http.routePrefix,
    invoke,
    log,
    front,
    worker: app.worker,
  });
  const serve = withFront(withAdmin(triggers, timers), front);
  const hookData = {};
  await app.hooks.run('appStart', { hookData });
  const server = await startServer(options.port, serve, { running, log });
  await Promise.all(queues.map((queue) => queue.start()));
  if (options.timersFire ?? true) for (const timer of timers.values()) timer.start();

  const stop = async () => {
    for (const timer of timers.values()) timer.stop();
    await Promise.all(queues.map((queue) => queue.stop()));
    await server.close();
    app.worker?.close();
    await app.hooks.run('appTerminate', { hookData });
  };
  let closing: Promise<void> | undefined;
  return {
    url: server.url,
    functions,
    runTimer: async (name, run) => {
      const timer = timers.get(name);
      if (timer === undefined) throw new FunctionsHostError('unknown_function', `There is no timer function ${name}.`);
      await timer.run(run);
    },
    idle: () => waitUntilIdle({ queues, running, pollIntervalMs, log, stopped: () => closing !== undefined }),
    close: () => {
      closing ??= stop();
      return closing;
    },
  };
}

/** An empty `connection` means the storage of the host itself, as in Azure. */
function connectionOf(name: string, { connection }: QueueTrigger, options: FunctionsHostOptions): string {
  const setting = connection === '' ? 'AzureWebJobsStorage' : connection;
  const found = options.connectionString(setting);
  if (found === undefined) {
    throw new FunctionsHostError('missing_connection', `Function ${name} needs the storage connection ${setting}.`);
  }
  return found;
}
