import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { KEEP_ALIVE_MS } from '../keep-alive.ts';
import type { Served } from './serve.ts';

const UNAUTHORIZED = JSON.stringify({ status: 'error', category: 'INVALID_AUTHENTICATION', message: 'Unknown token.' });

/** Serves several accounts at one address, as HubSpot does: which of them is meant, the token says. Closes them too. */
export async function serveByToken(accounts: ReadonlyMap<string, Served>): Promise<Pick<Served, 'url' | 'close'>> {
  const front = createServer((incoming, outgoing) => {
    const account = accounts.get(incoming.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (account === undefined) {
      outgoing.writeHead(401, { 'content-type': 'application/json' }).end(UNAUTHORIZED);
      return;
    }
    const { method = 'GET', url = '/', headers } = incoming;
    const onward = request(new URL(url, account.url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  front.keepAliveTimeout = KEEP_ALIVE_MS;
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const bound = front.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('The simulators are not bound to a port');
  const close = async () => {
    front.close();
    front.closeAllConnections();
    await Promise.all([...accounts.values()].map((account) => account.close()));
  };
  return { url: `http://127.0.0.1:${bound.port}`, close };
}
