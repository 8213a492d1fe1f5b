import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { KEEP_ALIVE_MS } from '../../local/keep-alive.ts';
import { storageOfTests } from './storage-of-tests.ts';

/**
 * What happens to a request: it is answered, the line breaks before or after the service has done it, the service is too
 * busy and refuses it, or no answer ever comes.
 */
export type Fate = 'answered' | 'lost' | 'done_but_answer_lost' | 'busy_503' | 'busy_429' | 'silent';

const BUSY = { 'content-type': 'application/json' };

interface Seen {
  /** `GET`, `POST`, … */
  readonly method: string;
  /** Path below the account with the query, such as `/$batch`. */
  readonly path: string;
  /** Operations in a transaction, 0 for other requests. */
  readonly operations: number;
}

/** A server in front of one service of the test run's storage that can break connections. */
export interface StorageProxy {
  readonly connectionString: string;
  /** Everything that was asked for, in order. */
  readonly seen: Seen[];
  /** Decides what happens to a request; may do something else first. All are answered until it is set. */
  fateOf: (request: Seen) => Fate | Promise<Fate>;
}

/** Starts a proxy that stops with the test. `direct` leads to all services: give it the string of another proxy to have both. */
export async function startStorageProxy(
  service: 'Table' | 'Queue' = 'Table',
  direct: string = storageOfTests.connectionString,
): Promise<StorageProxy> {
  const endpoint = new RegExp(`${service}Endpoint=([^;]+)`).exec(direct)?.[1] ?? '';
  const target = new URL(endpoint);
  const seen: Seen[] = [];
  const proxy = { connectionString: '', seen, fateOf: (): Fate => 'answered' };
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { method = '', url = '' } = request;
    const operations = body.toString().match(/^content-type: application\/http/gim)?.length ?? 0;
    const one = { method, path: url.slice(target.pathname.length), operations };
    seen.push(one);
    const fate = await shared.fateOf(one);
    if (fate === 'silent') return;
    if (fate === 'lost') return void request.socket.destroy();
    if (fate === 'busy_503') return void response.writeHead(503, BUSY).end('{"odata.error":{"code":"ServerBusy"}}');
    if (fate === 'busy_429')
      return void response.writeHead(429, BUSY).end('{"odata.error":{"code":"TooManyRequests"}}');
    const answer = await forward(request, body);
    const answered = await buffer(answer);
    if (fate === 'done_but_answer_lost') return void request.socket.destroy();
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(answered);
  }

  function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const options = { host: target.hostname, port: target.port, method, path: url, headers, agent };
      send(options, resolve).on('error', reject).end(body);
    });
  }

  const shared: StorageProxy = proxy;
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const own = endpoint.replace(target.host, `127.0.0.1:${port}`);
  return Object.assign(shared, { connectionString: direct.replace(endpoint, own) });
}

/** Breaks the first request that sends a transaction; all others are answered. */
export function firstTransaction(fate: Fate): StorageProxy['fateOf'] {
  let met = false;
  return ({ path }) => {
    if (met || !path.startsWith('/$batch')) return 'answered';
    met = true;
    return fate;
  };
}
