import { once } from 'node:events';
import { createServer } from 'node:http';
import type { HttpResponseInit } from '@azure/functions';
import { onTestFinished } from 'vitest';

/** Serves the answer of an endpoint, with its headers, at one address on this machine until the test ends. */
export async function serveAnswer({ body, headers }: HttpResponseInit): Promise<string> {
  if (typeof body !== 'string') throw new TypeError('A page is a text.');
  const named = headers instanceof Headers ? headers : new Headers(Object.entries(headers ?? {}));
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, Object.fromEntries(named)).end(request.url === '/' ? body : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server is not bound to a port');
  return `http://127.0.0.1:${address.port}/`;
}
