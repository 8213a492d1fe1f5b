import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, test } from 'vitest';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { serve } from '../../../local/simulator/serve.ts';
import { createSimulator } from '../../../local/simulator/simulator.ts';
import { NOW, OBJECTS, run } from './running.ts';

describe('the server', () => {
  test('answers after its latency', async () => {
    const { ask } = await run({ latencyMs: 60 });
    const before = performance.now();
    await ask('GET', `${OBJECTS}/contacts`);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test('takes the port it is given and any free one without', async () => {
    const simulator = createSimulator({ account: emptyAccount(1, 'UTC'), now: () => NOW });
    const first = await serve(simulator);
    await first.close();
    const again = await serve(simulator, { port: Number(new URL(first.url).port) });
    expect(again.url).toBe(first.url);
    await again.close();
    await again.close();
  });

  test('a handler that fails is no answer, and closing says so', async () => {
    const simulator = createSimulator({ account: emptyAccount(1, 'UTC'), now: () => NOW });
    simulator.handlers.unshift(
      http.get('*/broken', () => {
        throw new RangeError('a bug');
      }),
      http.get('*/fine', () => HttpResponse.json({})),
    );
    const served = await serve(simulator);
    expect((await fetch(`${served.url}/fine`)).status).toBe(200);
    await expect(fetch(`${served.url}/broken`)).rejects.toThrow('fetch failed');
    await expect(served.close()).rejects.toMatchObject({
      code: 'SERVED_WRONG',
      message: expect.stringContaining('a bug'),
    });
  });

  test('the handlers also serve without a socket', async () => {
    const simulator = createSimulator({ account: emptyAccount(1, 'UTC'), now: () => NOW });
    const server = setupServer(...simulator.handlers);
    server.listen();
    try {
      const headers = { authorization: 'Bearer any' };
      const reply = await fetch(`https://api.hubapi.com${OBJECTS}/contacts`, { headers });
      expect(await reply.json()).toEqual({ results: [] });
    } finally {
      server.close();
    }
  });
});
