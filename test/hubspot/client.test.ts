import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/hubspot/client.ts';

/** A server on loopback, and the requests it got. */
async function serve(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void) {
  const seen: { url: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push({ url: incoming.url, authorization: incoming.headers.authorization });
    answer(incoming, outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server is not bound to a port');
  return { baseUrl: `http://127.0.0.1:${address.port}`, seen };
}

const GET = { method: 'GET', path: '/crm/objects/2026-09/contacts' } as const;

test('two clients share neither sender nor token, however their calls are mixed', async () => {
  const one = await serve((_, outgoing) => outgoing.end('{"who":"one"}'));
  const two = await serve((_, outgoing) => outgoing.end('{"who":"two"}'));
  const first = createClient({ baseUrl: one.baseUrl, accessToken: 'token-one', timeoutMs: 60_000 });
  // Would the first client use the second one's sender, it would give up in a millisecond.
  const second = createClient({ baseUrl: two.baseUrl, accessToken: 'token-two', timeoutMs: 1 });
  const calls = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? first(GET) : second(GET)));
  const settled = await Promise.allSettled(calls);
  const answers = settled.filter((_, index) => index % 2 === 0);
  expect(answers).toEqual(
    Array(10).fill({ status: 'fulfilled', value: expect.objectContaining({ text: '{"who":"one"}' }) }),
  );
  expect(new Set(one.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer token-one']));
  for (const { authorization } of two.seen) expect(authorization).toBe('Bearer token-two');
});

test.each([
  ['an answer that never comes', () => undefined],
  ['a body that never ends', (_: IncomingMessage, outgoing: ServerResponse) => void outgoing.write('{"results":[')],
])('%s is given up', async (_, answer) => {
  const { baseUrl } = await serve(answer);
  const call = createClient({ baseUrl, accessToken: 'token', timeoutMs: 100 });
  await expect(call(GET)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('a query leaves out what is not given, and an empty one leaves no trace', async () => {
  const { baseUrl, seen } = await serve((_, outgoing) => outgoing.end('{}'));
  const call = createClient({ baseUrl, accessToken: 'token', timeoutMs: 60_000 });
  await call({ ...GET, query: { limit: '100', after: undefined } });
  await call({ ...GET, query: { after: undefined } });
  expect(seen.map(({ url }) => url)).toEqual([`${GET.path}?limit=100`, GET.path]);
});
