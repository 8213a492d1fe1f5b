import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import type { RpcHttpRequest, RpcHttpResponse } from './core-api.ts';
import { FunctionsHostError } from './errors.ts';
import type { ChangedHeaders } from './front.ts';

/** The body limit of the Functions host, in bytes. */
const BODY_LIMIT = 104_857_600;

/** The whole body, or undefined when it is larger than the Functions host accepts (100 MB). */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('An HTTP body comes in bytes.');
    size += chunk.byteLength;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a request holds besides its method, address and headers. */
interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  /** Headers that the functions get otherwise than they were sent. */
  readonly changed: ChangedHeaders;
  readonly body: Uint8Array;
}

/**
 * A request as the host sends it to the worker, but for the headers that are `changed`. Repeated headers and query parameters
 * are joined, as the host does.
 */
export function toRpcRequest(
  request: IncomingMessage,
  url: URL,
  { params, changed, body }: RequestParts,
): RpcHttpRequest {
  const sent = Object.entries(request.headersDistinct).map(([name, values = []]) => {
    return [name, values.join(name === 'cookie' ? '; ' : ', ')] as const;
  });
  const headers = Object.entries({ ...Object.fromEntries(sent), ...changed }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const query = [...new Set(url.searchParams.keys())].map((name) => {
    return [name, url.searchParams.getAll(name).join(',')] as const;
  });
  return {
    method: request.method ?? 'GET',
    url: url.href,
    nullableHeaders: nullable(headers),
    nullableParams: nullable(Object.entries(params)),
    nullableQuery: nullable(query),
    ...(body.byteLength > 0 && { body: { bytes: body } }),
  };
}

const nullable = (entries: readonly (readonly [string, string])[]) =>
  Object.fromEntries(entries.map(([name, value]) => [name, { value }]));

/** Sends what a handler answered; a handler that returned nothing gives 204, as with the Functions host. */
export function sendRpcResponse(response: ServerResponse, answer: RpcHttpResponse | undefined): Promise<void> {
  if (answer === undefined) return send(response, 204);
  if (answer.cookies.length > 0) {
    throw new FunctionsHostError('unsupported', 'Cookies are not supported by the local host.');
  }
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  return send(response, Number(answer.statusCode), answer.body?.bytes ?? undefined);
}

/** Sends a status and resolves when the answer has left, or the caller has gone away. */
export async function send(response: ServerResponse, status: number, body?: Uint8Array): Promise<void> {
  response.statusCode = status;
  response.end(body);
  await finished(response).catch(() => undefined);
}
