import { Agent, createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createHttpTriggers } from '../../../local/functions-host/http-trigger.ts';
import { listen } from '../../support/listen.ts';

test('a request that is lost on its way to the worker is answered all the same', async () => {
  const url = new URL(await listen(createServer((request) => request.socket.destroy())));
  const connections = new Agent();
  onTestFinished(() => connections.destroy());
  const trigger = { type: 'httpTrigger' as const, name: 'request', methods: ['GET'] };
  const fn = { metadata: { name: 'things', bindings: {} }, handler: () => undefined };
  const serve = createHttpTriggers([{ fn, trigger }], {
    prefix: 'api',
    // The library waits for the request without an end.
    invoke: () => new Promise(() => undefined),
    log: vi.fn(),
    worker: { url, connections, close: () => undefined },
  });
  const host = await listen(
    createServer((request, response) => void serve(request, response, new URL(request.url ?? '/', 'http://localhost'))),
  );
  expect((await fetch(`${host}/api/things`)).status).toBe(500);
});
