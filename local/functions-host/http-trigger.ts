import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpTrigger } from './bindings.ts';
import type { InvocationResponse } from './core-api.ts';
import { describeError } from './errors.ts';
import { forward, passOn } from './forward.ts';
import type { ChangedHeaders, Front } from './front.ts';
import { readBody, send, sendRpcResponse, toRpcRequest } from './http-message.ts';
import type { Invoke } from './invoke.ts';
import type { RegisteredFunction } from './registrations.ts';
import { parseRoute, type Route } from './route.ts';
import type { WorkerServer } from './worker-server.ts';

interface Endpoint {
  readonly fn: RegisteredFunction;
  readonly trigger: HttpTrigger;
  readonly route: Route;
}

/** The path of a function below the server's root, e.g. `api/runs/{runId}`. */
export const pathOf = (name: string, trigger: HttpTrigger, prefix: string): string =>
  [prefix, trigger.route ?? name].filter((part) => part !== '').join('/');

/** A request that a function is called with. */
interface Called {
  readonly fn: RegisteredFunction;
  readonly trigger: HttpTrigger;
  readonly params: Readonly<Record<string, string>>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Headers that the functions get otherwise than they were sent. */
  readonly changed: ChangedHeaders;
  readonly body: Uint8Array;
}

interface Answering {
  readonly invoke: Invoke;
  readonly log: (line: string) => void;
}

/**
 * Serves the HTTP functions of an app. No function key is asked for, as with Core Tools. An unknown path or method is
 * 404, a body above 100 MB 413, a handler that throws 500 with an empty body.
 */
export function createHttpTriggers(
  functions: readonly { readonly fn: RegisteredFunction; readonly trigger: HttpTrigger }[],
  options: Answering & {
    readonly prefix: string;
    readonly front?: Front | undefined;
    /** Where requests go when the app wants streams. */
    readonly worker?: WorkerServer | undefined;
  },
): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  const endpoints: Endpoint[] = functions
    .map((item) => ({ ...item, route: parseRoute(pathOf(item.fn.metadata.name, item.trigger, options.prefix)) }))
    .sort((a, b) => (a.route.rank < b.route.rank ? -1 : 1));

  return async (request, response, url) => {
    const found = find(endpoints, request.method ?? 'GET', url.pathname);
    if (found === undefined) return send(response, 404);
    const body = await readBody(request);
    if (body === undefined) return send(response.setHeader('Connection', 'close'), 413);
    const changed = options.front?.headersOf(request) ?? {};
    const called = { ...found, request, response, url, changed, body };
    await (options.worker === undefined
      ? answerInMessages(options, called)
      : answerByWorker(options, options.worker, called));
  };
}

/** The request goes to the worker in one message, and the answer comes in one. */
async function answerInMessages(
  { invoke, log }: Answering,
  { fn, trigger, params, request, response, url, changed, body }: Called,
): Promise<void> {
  let answer: InvocationResponse;
  try {
    answer = await invoke(fn, {
      triggerName: trigger.name,
      data: { http: toRpcRequest(request, url, { params, changed, body }) },
      traceParent: request.headersDistinct.traceparent?.[0],
    });
  } catch {
    return send(response, 500);
  }
  try {
    await sendRpcResponse(response, answer.returnValue?.http);
  } catch (error) {
    log(`${fn.metadata.name}: its answer cannot be sent: ${describeError(error)}`);
    await send(response, 500);
  }
}

/**
 * The worker is told of the request in a message, and gets the request itself, and answers it, over HTTP. Where the Functions host
 * waits four minutes for an answer that never comes (of a handler that throws or gives nothing), this one knows better.
 */
async function answerByWorker(
  { invoke }: Answering,
  worker: WorkerServer,
  { fn, trigger, params, request, response, url, changed, body }: Called,
): Promise<void> {
  const invocationId = randomUUID();
  const { answer, giveUp } = forward(worker, request, { invocationId, url, changed, body });
  const passing = answer.then(
    (head) => passOn(head, response),
    () => undefined,
  );
  const { nullableHeaders } = toRpcRequest(request, url, { params, changed, body: new Uint8Array() });
  const headers = Object.entries(nullableHeaders).map(([name, { value }]) => [name, value] as const);
  const strings = Object.entries(params).map(([name, value]) => [name, { string: value }] as const);
  const invoked = invoke(fn, {
    invocationId,
    triggerName: trigger.name,
    data: { string: '' },
    triggerMetadata: { ...Object.fromEntries(strings), Headers: { json: JSON.stringify(Object.fromEntries(headers)) } },
    traceParent: request.headersDistinct.traceparent?.[0],
  }).then(
    ({ hasResult }) => (hasResult ? 'answered' : 'empty'),
    () => 'failed' as const,
  );
  // A request that was lost on its way is waited for by the library for ever.
  const lost = answer.then(
    () => new Promise<never>(() => undefined),
    () => 'failed' as const,
  );
  const ended = await Promise.race([invoked, lost]);
  if (ended !== 'answered') giveUp();
  await passing;
  if (ended !== 'answered' && !response.headersSent) await send(response, ended === 'empty' ? 204 : 500);
}

function find(endpoints: readonly Endpoint[], method: string, path: string) {
  for (const endpoint of endpoints) {
    if (!endpoint.trigger.methods.includes(method)) continue;
    const params = endpoint.route.match(path);
    if (params !== undefined) return { ...endpoint, params };
  }
  return undefined;
}
