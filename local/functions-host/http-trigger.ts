import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpTrigger } from './bindings.ts';
import type { InvocationResponse } from './core-api.ts';
import { describeError } from './errors.ts';
import type { Front } from './front.ts';
import { readBody, send, sendRpcResponse, toRpcRequest } from './http-message.ts';
import type { Invoke } from './invoke.ts';
import type { RegisteredFunction } from './registrations.ts';
import { parseRoute, type Route } from './route.ts';

interface Endpoint {
  readonly fn: RegisteredFunction;
  readonly trigger: HttpTrigger;
  readonly route: Route;
}

/** The path of a function below the server's root, e.g. `api/runs/{runId}`. */
export const pathOf = (name: string, trigger: HttpTrigger, prefix: string): string =>
  [prefix, trigger.route ?? name].filter((part) => part !== '').join('/');

/**
 * Serves the HTTP functions of an app. No function key is asked for, as with Core Tools. An unknown path or method is
 * 404, a body above 100 MB 413, a handler that throws 500 with an empty body.
 */
export function createHttpTriggers(
  functions: readonly { readonly fn: RegisteredFunction; readonly trigger: HttpTrigger }[],
  options: {
    readonly prefix: string;
    readonly invoke: Invoke;
    readonly log: (line: string) => void;
    readonly front?: Front | undefined;
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
    let answer: InvocationResponse;
    try {
      answer = await options.invoke(found.fn, {
        triggerName: found.trigger.name,
        data: { http: toRpcRequest(request, url, { params: found.params, changed, body }) },
        traceParent: request.headersDistinct.traceparent?.[0],
      });
    } catch {
      return send(response, 500);
    }
    try {
      await sendRpcResponse(response, answer.returnValue?.http);
    } catch (error) {
      options.log(`${found.fn.metadata.name}: its answer cannot be sent: ${describeError(error)}`);
      await send(response, 500);
    }
  };
}

function find(endpoints: readonly Endpoint[], method: string, path: string) {
  for (const endpoint of endpoints) {
    if (!endpoint.trigger.methods.includes(method)) continue;
    const params = endpoint.route.match(path);
    if (params !== undefined) return { ...endpoint, params };
  }
  return undefined;
}
