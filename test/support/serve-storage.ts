import { createHmac, createSecretKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { KEEP_ALIVE_MS } from '../../local/keep-alive.ts';
import { blobAccount } from './blobs/answer.ts';
import { queueAccount } from './queues/answer.ts';
import type { AskedOfStorage, StorageAnswer } from './storage-answer.ts';
import { tableAccount } from './tables/answer.ts';
import type { Entity } from './tables/filter.ts';
import { REFUSALS } from './tables/table-error.ts';

const ACCOUNT = 'ownstorage';
const KEY = Buffer.from('The key of storage in the process of the tests.').toString('base64');
const SECRET = createSecretKey(KEY, 'base64');

/** A service of storage in this process. */
interface Service {
  /** Where it listens, without a path. */
  readonly origin: string;
  /** What a request to it is answered, which is signed as one that comes over HTTP. */
  answer(asked: AskedOfStorage): StorageAnswer;
}

/** A storage account of this process. */
export interface ServedStorage {
  readonly connectionString: string;
  readonly tables: Service;
  readonly queues: Service;
  readonly blobs: Service;
  /** Puts rows into a table, which is made where there is none, without the way over requests: for very many. */
  insert(table: string, rows: Iterable<Entity>): void;
  close(): Promise<void>;
}

/**
 * Tables, queues and blobs in this process, behind HTTP as the real ones are: for tests whose subject is not storage. They
 * are what test/storage/ holds both them and Azurite to.
 */
export async function serveStorage(): Promise<ServedStorage> {
  const account = tableAccount(ACCOUNT);
  const closings: (() => Promise<void>)[] = [];
  async function listen(answer: Service['answer']): Promise<Service> {
    const { origin, close } = await serveAnswers(answer);
    closings.push(close);
    return { origin, answer };
  }

  const tables = await listen(({ method, url, headers, body }) => {
    if (!isSigned(url, headers)) return { status: 403, headers: {}, body: REFUSALS.unsigned().body() };
    const etag = headers['if-match'];
    const conditions = etag === undefined ? {} : { 'if-match': String(etag) };
    return account.answer({ method, url, headers: conditions, body: body.toString() });
  });
  const queues = await listen(queueAccount(ACCOUNT));
  const blobs = await listen(blobAccount(ACCOUNT));
  const endpoints = { Table: tables, Queue: queues, Blob: blobs };
  const parts = Object.entries(endpoints).map(([name, { origin }]) => `${name}Endpoint=${origin}/${ACCOUNT};`);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};${parts.join('')}`,
    tables,
    queues,
    blobs,
    insert: (table, rows) => account.insert(table, rows),
    close: async () => void (await Promise.all(closings.map((close) => close()))),
  };
}

/** Whether it was signed with the key of the account (Shared Key Lite of the Table service). */
function isSigned(url: string, headers: AskedOfStorage['headers']): boolean {
  const signed = `${String(headers['x-ms-date'])}\n/${ACCOUNT}${url.split('?')[0]}`;
  const signature = createHmac('sha256', SECRET).update(signed).digest('base64');
  return headers.authorization === `SharedKeyLite ${ACCOUNT}:${signature}`;
}

async function serveAnswers(answer: Service['answer']) {
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const { status, headers: sent, body } = answer({ method, url, headers, body: await buffer(request) });
    response.writeHead(status, sent).end(body);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('Storage is not bound to a port');
  // Nobody waits for it: a process whose tests have ended ends.
  server.unref();
  return {
    origin: `http://127.0.0.1:${bound.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
