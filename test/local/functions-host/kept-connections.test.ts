import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { KEEP_ALIVE_MS } from '../../../local/keep-alive.ts';
import { workerServerOf } from '../../../local/functions-host/worker-server.ts';
import { listen } from '../../support/listen.ts';
import { startFixture } from './start-fixture.ts';

/** For how long the server says that it keeps a connection. */
const kept = async (url: string | URL) => (await fetch(url)).headers.get('keep-alive');
const LONG = `timeout=${KEEP_ALIVE_MS / 1_000}`;

test('neither the host nor the worker closes a connection on which the next request may be coming', async () => {
  const { host } = await startFixture({ fixture: 'fixture-streams' });
  expect(await kept(`${host.url}/api/things/1`)).toBe(LONG);
  const server = createServer((_, response) => response.end());
  const worker = await workerServerOf(async () => {
    const HttpUri = await listen(server);
    // As the library starts it, which knows nothing of how long it should.
    server.keepAliveTimeout = 5_000;
    return { HttpUri };
  });
  expect(await kept(worker?.url ?? '')).toBe(LONG);
  worker?.close();
});
