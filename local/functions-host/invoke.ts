import { randomBytes, randomUUID } from 'node:crypto';
import { elapsed } from '../../src/clock.ts';
import type {
  CoreInvocationContext,
  Handler,
  InvocationModel,
  InvocationResponse,
  LogLevel,
  TriggerData,
} from './core-api.ts';
import { describeError } from './errors.ts';
import type { LoadedApp, RegisteredFunction } from './registrations.ts';

/** What set a function off. */
export interface Call {
  readonly triggerName: string;
  readonly data: TriggerData;
  readonly triggerMetadata?: Readonly<Record<string, TriggerData>>;
  /** W3C `traceparent` of the caller; a new trace without one. */
  readonly traceParent?: string | undefined;
  /** By which the library finds a request that was sent to its own server; a new one without it. */
  readonly invocationId?: string;
}

/** What came of a call. */
interface Invoked extends InvocationResponse {
  /** Whether the handler gave anything. */
  readonly hasResult?: boolean;
}

/** Runs one function once and logs one line; rejects with what the handler or a hook threw. */
export type Invoke = (fn: RegisteredFunction, call: Call) => Promise<Invoked>;

const QUIET: ReadonlySet<LogLevel> = new Set(['trace', 'debug', 'none']);

/** Makes the function that runs `app`'s functions in the order the Node.js worker does (its InvocationHandler). */
export function createInvoke(app: LoadedApp, log: (line: string) => void): Invoke {
  return async (fn, call) => {
    const { name } = fn.metadata;
    const start = elapsed();
    const took = () => `${Math.round(elapsed() - start)} ms`;
    try {
      const response = await run(app, fn, call, log);
      log(`${name}: ok, ${took()}`);
      return response;
    } catch (error) {
      log(`${name}: failed, ${took()}: ${describeError(error)}`);
      throw error;
    }
  };
}

async function run(
  app: LoadedApp,
  { metadata, handler }: RegisteredFunction,
  call: Call,
  log: (line: string) => void,
): Promise<Invoked> {
  let context: object | undefined;
  const core: CoreInvocationContext = {
    invocationId: call.invocationId ?? randomUUID(),
    request: {
      inputData: [{ name: call.triggerName, data: call.data }],
      triggerMetadata: call.triggerMetadata ?? {},
      traceContext: { traceParent: call.traceParent ?? newTraceParent(), traceState: '' },
    },
    metadata,
    state: undefined,
    log: (level, category, message) => {
      const entry = { level, category, message, invocationContext: context, hookData: {} };
      app.hooks.runSync('log', entry);
      if (!QUIET.has(entry.level)) log(`${metadata.name}: ${entry.level}: ${entry.message}`);
    },
  };
  const model = app.model.getInvocationModel(core);
  const initial = await model.getArguments();
  context = initial.context;
  return runWithHooks(app, core, model, { context, inputs: initial.inputs, handler });
}

async function runWithHooks(
  app: LoadedApp,
  core: CoreInvocationContext,
  model: InvocationModel,
  { context, inputs, handler }: { context: object; inputs: unknown[]; handler: Handler },
): Promise<Invoked> {
  const hookData = {};
  const before = { hookData, invocationContext: context, inputs, functionCallback: handler };
  core.state = 'preInvocationHooks';
  await app.hooks.run('preInvocation', before);

  const after: { result: unknown; error: unknown } & Record<string, unknown> = {
    hookData,
    invocationContext: context,
    inputs: before.inputs,
    result: null,
    error: null,
  };
  core.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('The handler threw nothing.');
  }
  core.state = 'postInvocationHooks';
  await app.hooks.run('postInvocation', after);
  core.state = undefined;
  // A hook may replace the error, or clear it.
  if (after.error !== null && after.error !== undefined) throw after.error;
  const hasResult = after.result !== undefined && after.result !== null;
  return { ...(await model.getResponse(context, after.result)), hasResult };
}

const newTraceParent = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
