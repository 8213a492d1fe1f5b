import { once } from 'node:events';
import type { Server } from 'node:http';
import { onTestFinished } from 'vitest';
import { KEEP_ALIVE_MS } from '../../local/keep-alive.ts';

/** Lets a server listen on a free port of this machine until the test ends; gives its address without a trailing slash. */
export async function listen(server: Server): Promise<string> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
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
  return `http://127.0.0.1:${address.port}`;
}
