import { type IncomingMessage, request as httpRequest, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ChangedHeaders } from './front.ts';
import type { WorkerServer } from './worker-server.ts';

/** Headers of one connection, which no proxy passes on (RFC 9110, 7.6.1), and those that a forwarded message has of its own. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
]);

/** A request on its way to the worker. */
export interface Forwarded {
  /** The head of the worker's answer. Rejects when there is none, as when the request was given up. */
  readonly answer: Promise<IncomingMessage>;
  /** Breaks the connection to the worker, and with it whatever of the answer has not come yet. */
  giveUp(): void;
}

/**
 * Sends a request on to the server of the worker as the Functions host does (its `DefaultHttpProxyService`, on YARP): under the id of
 * the invocation, by which the library finds it, and with the address that the caller asked for in `X-Forwarded-…`.
 */
export function forward(
  worker: Pick<WorkerServer, 'url' | 'connections'>,
  request: IncomingMessage,
  {
    invocationId,
    url,
    changed,
    body,
  }: {
    readonly invocationId: string;
    readonly url: URL;
    readonly changed: ChangedHeaders;
    readonly body: Uint8Array;
  },
): Forwarded {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries({ ...request.headersDistinct, ...changed }))
    if (!OWN_HEADERS.has(name) && value !== undefined) headers[name] = value;
  const own = { 'x-forwarded-host': url.host, 'x-forwarded-proto': 'http', 'x-ms-invocation-id': invocationId };
  const sent = httpRequest(new URL(url.pathname + url.search, worker.url), {
    method: request.method ?? 'GET',
    agent: worker.connections,
    headers: { ...headers, ...own, 'content-length': body.byteLength },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.on('error', reject);
  });
  sent.end(body);
  return { answer, giveUp: () => void sent.destroy(new Error('The answer is not wanted any more.')) };
}

/** Gives the caller what the worker answers, as fast as the caller takes it. An answer that breaks off breaks the caller's connection. */
export async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.statusCode = answer.statusCode ?? 502;
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    if (OWN_HEADERS.has(name)) continue;
    const [first = '', ...more] = values;
    response.setHeader(name, more.length === 0 ? first : values);
  }
  // Broken here means broken there, on either side.
  await pipeline(answer, response).catch(() => undefined);
}
