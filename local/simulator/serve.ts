import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { getResponse } from 'msw';
import { z } from 'zod';
import { KEEP_ALIVE_MS } from '../keep-alive.ts';
import { notFound } from './errors.ts';
import { FAULT_EFFECTS, type FaultKind, GARBAGE_PAGE } from './fault-kinds.ts';
import { entryOf } from './log.ts';
import type { CheckedRequest, Violation } from './openapi.ts';
import { ServedWrongError, servedCheck } from './served-check.ts';
import type { Simulator } from './simulator.ts';

/** Characters of an address at the most (airbytehq/airbyte#74046). */
const MOST_ADDRESS = 8_000;

const bodySchema = z.record(z.string(), z.unknown());

export interface ServeOptions {
  /** 0 or none: any free port. */
  port?: number;
  host?: '127.0.0.1';
  /** For tests that send wrong requests on purpose: the OpenAPI check looks at the answers alone. */
  checkAnswersOnly?: boolean;
}

export interface Served {
  /** Base address, without a trailing slash. */
  url: string;
  /** What broke HubSpot's documents so far; always empty unless `HUBSPOT_OPENAPI_DIR` is set. */
  violations: readonly Violation[];
  /** Ends all connections. Rejects with a ServedWrongError when there are violations or a handler failed. */
  close(): Promise<void>;
}

/** Serves a simulator over HTTP with keep-alive, its latency and its injected faults. */
export async function serve(simulator: Simulator, options: ServeOptions = {}): Promise<Served> {
  const check = await servedCheck(options.checkAnswersOnly ?? false);
  const crashes: unknown[] = [];
  let url = '';

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET' } = incoming;
    const address = new URL(incoming.url ?? '/', url);
    if ((incoming.url ?? '').length > MOST_ADDRESS) {
      outgoing.writeHead(414, { 'content-type': 'text/html' }).end(GARBAGE_PAGE);
      return;
    }
    const text = await readText(incoming);
    const asked: CheckedRequest = { method, path: address.pathname, query: address.search.slice(1), body: parse(text) };
    check.request(asked);
    if (simulator.latencyMs > 0) await wait(simulator.latencyMs);
    const fault = simulator.faults.next({ method, path: address.pathname, body: asked.body });
    if (fault !== undefined && FAULT_EFFECTS[fault].before === 'process') {
      failInstead(fault, outgoing, (status) => {
        const { pathname: path, search: query } = address;
        simulator.log.push({ method, path, query, status, at: simulator.now(), ids: [], fault });
      });
      return;
    }
    const request = new Request(address, {
      method,
      headers: headersOf(incoming),
      ...(text === '' ? {} : { body: text }),
    });
    const response = (await getResponse(simulator.handlers, request)) ?? unmatched();
    const body = await response.text();
    check.response(asked, response.status, parse(body));
    const entry = entryOf(response);
    if (entry && fault !== undefined) entry.fault = fault;
    if (fault !== undefined) spoil(fault, outgoing, response, body);
    else outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body);
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (incoming.destroyed && !incoming.complete) return;
      crashes.push(error);
      outgoing.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('The simulator is not bound to a port');
  url = `http://${bound.address}:${bound.port}`;

  return {
    url,
    violations: check.violations,
    async close() {
      if (server.listening) {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }
      if (check.violations.length > 0 || crashes.length > 0) throw new ServedWrongError(check.violations, crashes);
    },
  };
}

/** A fault that keeps the request from being processed. */
function failInstead(kind: FaultKind, outgoing: ServerResponse, log: (status: number) => void): void {
  const effect = FAULT_EFFECTS[kind];
  if ('status' in effect) {
    log(effect.status);
    outgoing.writeHead(effect.status, effect.headers).end(effect.body);
    return;
  }
  log(0);
  if ('socket' in effect && effect.socket === 'reset') outgoing.socket?.resetAndDestroy();
}

/** A fault that the answer suffers, after the request was processed. */
function spoil(kind: FaultKind, outgoing: ServerResponse, response: Response, body: string): void {
  const effect = FAULT_EFFECTS[kind];
  const headers = Object.fromEntries(response.headers);
  if ('leaveOut' in effect) {
    const parsed = bodySchema.safeParse(parse(body));
    const left = parsed.success ? JSON.stringify(effect.leaveOut(parsed.data)) : body;
    outgoing.writeHead(response.status, headers).end(left);
  }
  if (!('spoil' in effect)) return;
  const half = body.slice(0, Math.floor(body.length / 2));
  switch (effect.spoil) {
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      break;
    case 'truncate':
      outgoing.writeHead(response.status, headers).end(half);
      break;
    case 'cut':
      outgoing.writeHead(response.status, { ...headers, 'content-length': Buffer.byteLength(body) + 1 });
      outgoing.write(half, () => outgoing.destroy());
      break;
    case 'garbage':
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end(GARBAGE_PAGE);
      break;
    case 'empty':
      outgoing.writeHead(response.status, headers).end();
      break;
  }
}

function unmatched(): Response {
  const { status, body } = notFound();
  return Response.json(body, { status });
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** The JSON a text holds; undefined when it holds none. */
function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
