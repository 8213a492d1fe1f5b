import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describeError } from './errors.ts';
import { KEEP_ALIVE_MS } from '../keep-alive.ts';
import type { Running } from './running.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export interface LocalServer {
  /** `http://127.0.0.1:port` without trailing slash. */
  readonly url: string;
  /** Takes no new connection, and ends the open ones when `running` has settled. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Listens on 127.0.0.1; port 0 takes a free one. A fault that escapes the handler is logged and answered with 500.
 * Rejects when the port is taken.
 */
export async function startServer(
  port: number,
  handle: RequestHandler,
  { running, log }: { readonly running: Running; readonly log: (line: string) => void },
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    const work = () => handle(request, response, urlOf(request, `${HOST}:${port}`));
    running.run(work).catch((error: unknown) => {
      log(`A request failed: ${describeError(error)}`);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${HOST}:${listening}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await running.settled();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What the caller asked for; a Host header that is malformed, or names a user, is replaced by our own address. */
function urlOf(request: IncomingMessage, fallback: string): URL {
  const path = request.url ?? '/';
  const url = URL.parse(path, `http://${request.headers.host ?? fallback}`);
  if (url !== null && url.username === '' && url.password === '') return url;
  return URL.parse(path, `http://${fallback}`) ?? new URL(`http://${fallback}/`);
}
