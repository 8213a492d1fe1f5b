import { createServer } from 'node:http';
import type { HttpResponseInit } from '@azure/functions';
import { listen } from './listen.ts';

/** Serves the answer of an endpoint, with its headers, at one address on this machine until the test ends. */
export async function serveAnswer({ body, headers }: HttpResponseInit): Promise<string> {
  if (typeof body !== 'string') throw new TypeError('A page is a text.');
  const named = headers instanceof Headers ? headers : new Headers(Object.entries(headers ?? {}));
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, Object.fromEntries(named)).end(request.url === '/' ? body : '');
  });
  return `${await listen(server)}/`;
}
