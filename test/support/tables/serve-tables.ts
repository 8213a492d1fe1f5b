import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { KEEP_ALIVE_MS } from '../../../local/keep-alive.ts';
import { tableAccount } from './answer.ts';
import { REFUSALS } from './table-error.ts';
import type { Entity } from './filter.ts';
import type { Answer } from './transaction.ts';

/** A request as it was sent. `url` is path and query. */
interface AskedOfTables {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A table service of this process. */
export interface ServedTables {
  /** The connection string that it was given, with its own address in place of the table service's. */
  readonly connectionString: string;
  /** Where it listens, without a path. */
  readonly origin: string;
  /** What a request to it is answered, which is signed as one that comes over HTTP. */
  answer(request: AskedOfTables): Answer;
  /** Puts rows into a table, which is made where there is none, without the way over requests: for very many. */
  insert(table: string, rows: Iterable<Entity>): void;
  close(): Promise<void>;
}

/**
 * Tables in this process, behind HTTP as the real ones are: for tests whose subject is not Table Storage. They are what
 * test/storage/tables.test.ts holds both them and Azurite to. `elsewhere` leads to the account's queues and blobs.
 */
export async function serveTables(elsewhere: string): Promise<ServedTables> {
  const partOf = (name: string) => new RegExp(`${name}=([^;]+)`, 'u').exec(elsewhere)?.[1] ?? '';
  const account = partOf('AccountName');
  const key = Buffer.from(partOf('AccountKey'), 'base64');
  const tables = tableAccount(account);
  function answer({ method, url, headers, body }: AskedOfTables): Answer {
    if (!isSigned(url, headers)) return { status: 403, headers: {}, body: REFUSALS.unsigned().body() };
    const etag = headers['if-match'];
    return tables.answer({ method, url, headers: etag === undefined ? {} : { 'if-match': String(etag) }, body });
  }

  /** Whether it was signed with the key of the account (Shared Key Lite of the Table service). */
  function isSigned(url: string, headers: AskedOfTables['headers']): boolean {
    const signed = `${String(headers['x-ms-date'])}\n/${account}${url.split('?')[0]}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    return headers.authorization === `SharedKeyLite ${account}:${signature}`;
  }

  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const { status, headers: sent, body } = answer({ method, url, headers, body: await text(request) });
    response.writeHead(status, sent).end(body);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('The tables are not bound to a port');
  // Nobody waits for it: a process whose tests have ended ends.
  server.unref();
  const origin = `http://127.0.0.1:${bound.port}`;
  return {
    connectionString: elsewhere.replace(partOf('TableEndpoint'), `${origin}/${account}`),
    origin,
    answer,
    insert: (table, rows) => tables.insert(table, rows),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
