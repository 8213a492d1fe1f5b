import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../local/simulator/fault-kinds.ts';
import { createTransport } from '../../src/hubspot/transport.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { addMany, simulatedHubSpot, timeLimit, TOKEN } from '../support/simulated-hubspot.ts';
import { errorOf, LIST, page, read, UPDATE, write } from '../support/transport-calls.ts';
import { virtualPace } from '../support/virtual-pace.ts';

/** An address at which nobody listens any more. */
async function deserted(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('The server was not bound to a port');
  return `http://127.0.0.1:${address.port}`;
}

describe('a request', () => {
  test('carries token, query and body, and leaves out what is not given', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({ body: { results: [] } }));
    await access.transport.send({
      method: 'GET',
      path: '/crm/objects/2026-09/contacts',
      query: { limit: '100', after: undefined, properties: 'a,b' },
      answer: page,
      effect: 'read',
    });
    await write(access);
    expect(requests[0]).toMatchObject({ method: 'GET', query: '?limit=100&properties=a%2Cb', body: undefined });
    expect(requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      accept: expect.stringContaining('application/json'),
      'user-agent': expect.stringMatching(/^hubspot-api-client-nodejs/),
    });
    expect(requests[0]?.headers['content-type']).toBeUndefined();
    expect(requests[1]?.headers['content-type']).toBe('application/json');
    expect(requests[1]?.body).toEqual({ inputs: [{ id: '1', properties: { firstname: 'Aino' } }] });
  });

  test('follows no redirect, which would carry the token elsewhere', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({ status: 302, headers: { location: '/elsewhere' } }));
    expect(await errorOf(read(access))).toMatchObject({ code: 'unavailable' });
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(['/crm/objects/2026-09/contacts']));
  });
});

describe('a read', () => {
  const TRANSIENT: readonly FaultKind[] = [
    '429-ten-secondly',
    '429-secondly',
    '423',
    '477',
    '500',
    '502',
    '503',
    '504',
    '524',
    'reset-before',
    'reset-after',
    'truncated',
    'cut',
    'garbage',
    'empty',
    'hang',
  ];

  test.each(TRANSIENT)('is tried again after %s', async (kind) => {
    const { account, access, fault, simulator, pace } = await simulatedHubSpot({ transport: timeLimit(kind) });
    addMany(account, 'contacts', 2);
    fault(kind, '/contacts', 2);
    expect((await read(access)).results).toHaveLength(2);
    expect(simulator.log).toHaveLength(3);
    expect(access.transport.counts).toMatchObject({ count: 3, retried: 2 });
    expect(pace.elapsed()).toBeGreaterThan(300);
  });

  test.each([
    ['423', 2_000],
    ['477', 1_000],
    ['429-secondly', 1_000],
    ['429-ten-secondly', 2_000],
  ] as const)('waits after %s at least %i ms', async (kind, ms) => {
    const { access, fault, pace } = await simulatedHubSpot();
    fault(kind, '/contacts', 1);
    await read(access);
    expect(pace.elapsed()).toBeGreaterThanOrEqual(ms);
    expect(pace.elapsed()).toBeLessThanOrEqual(ms + 300);
  });

  test.each([
    ['503', 'unavailable', 503],
    ['garbage', 'unexpected_answer', 200],
    ['empty', 'unexpected_answer', 200],
    ['truncated', 'unexpected_answer', 200],
    ['reset-before', 'unavailable', undefined],
    ['cut', 'unavailable', undefined],
  ] as const)('gives up after six %s', async (kind, code, status) => {
    const { access, fault, simulator, pace } = await simulatedHubSpot();
    fault(kind, '/contacts', 100);
    expect(await errorOf(read(access))).toMatchObject({ code, status, endpoint: LIST });
    expect(simulator.log).toHaveLength(6);
    expect(pace.waits).toHaveLength(5);
    expect(pace.elapsed()).toBeLessThan(20_000);
  });

  test('tries as often as its caller says', async () => {
    const { access, fault, simulator } = await simulatedHubSpot();
    fault('503', '/contacts', 100);
    const { transport, paths } = access;
    const request = { method: 'GET', path: paths.objects('contacts'), answer: page, effect: 'read' } as const;
    await errorOf(transport.send({ ...request, attempts: 2 }));
    expect(simulator.log).toHaveLength(2);
  });

  test('nobody at the address: unavailable', async () => {
    const pace = virtualPace();
    const transport = createTransport({ baseUrl: await deserted(), accessToken: TOKEN, pace });
    const call = transport.send({ method: 'GET', path: '/x', answer: page, effect: 'read' });
    expect(await errorOf(call)).toMatchObject({ code: 'unavailable', status: undefined });
    expect(transport.counts.count).toBe(6);
  });
});

describe('a final answer', () => {
  test.each([
    [400, 'rejected'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'rejected'],
    [409, 'rejected'],
    [413, 'rejected'],
    [414, 'rejected'],
    [415, 'rejected'],
    [422, 'rejected'],
  ])('%i is asked for once', async (status, code) => {
    const { access, requests } = await handmadeHubSpot(() => ({ status, body: { category: 'VALIDATION_ERROR' } }));
    expect(await errorOf(read(access))).toMatchObject({ code, status, endpoint: LIST });
    expect(await errorOf(write(access))).toMatchObject({ code, status });
    expect(requests).toHaveLength(2);
  });

  test('401 is asked for once more: one by chance ends no run, a second one is believed', async () => {
    const body = { category: 'INVALID_AUTHENTICATION' };
    const wrong = await handmadeHubSpot(() => ({ status: 401, body }));
    expect(await errorOf(read(wrong.access))).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(wrong.requests).toHaveLength(2);
    const stray = await handmadeHubSpot((_, index) =>
      index === 0 ? { status: 401, body } : { body: { results: [] } },
    );
    expect(await write(stray.access)).toEqual({ results: [] });
    expect(stray.access.transport.counts).toMatchObject({ count: 2, retried: 1 });
  });

  test('wrong token and missing scope, as the simulator answers them', async () => {
    const wrong = await simulatedHubSpot({ transport: { accessToken: 'other' } });
    expect(await errorOf(read(wrong.access))).toMatchObject({ code: 'unauthorized' });
    const lacking = await simulatedHubSpot({ simulator: { missingScopes: ['crm.objects.contacts.read'] } });
    const error = await errorOf(read(lacking.access));
    expect(error).toMatchObject({ code: 'forbidden' });
    expect(error.message).toContain('crm.objects.contacts.read');
  });
});

describe('a write', () => {
  test.each([
    '500',
    '502',
    '503',
    '504',
    '524',
    'reset-before',
    'reset-after',
    'truncated',
    'cut',
    'garbage',
    'empty',
    'hang',
  ] as const)('whose answer is lost to %s is sent once: it may have happened', async (kind) => {
    const { account, access, fault, simulator } = await simulatedHubSpot({ transport: timeLimit(kind) });
    addMany(account, 'contacts', 1);
    fault(kind, '/update');
    expect(await errorOf(write(access))).toMatchObject({ code: 'outcome_unknown', endpoint: `POST ${UPDATE}` });
    expect(simulator.log).toHaveLength(1);
    expect(access.transport.counts).toEqual({ count: 1, retried: 0, throttledMs: 0 });
  });

  test.each(['429-ten-secondly', '429-secondly', '423', '477'] as const)(
    'refused by %s is sent again',
    async (kind) => {
      const { account, access, fault, simulator } = await simulatedHubSpot();
      addMany(account, 'contacts', 1);
      fault(kind, '/update', 2);
      await write(access);
      expect(simulator.log).toHaveLength(3);
      expect(simulator.changes).toHaveLength(1);
    },
  );

  test('that found nobody listening is sent again: it cannot have happened', async () => {
    const pace = virtualPace();
    const transport = createTransport({ baseUrl: await deserted(), accessToken: TOKEN, pace });
    const call = transport.send({ method: 'POST', path: '/x', body: {}, answer: page, effect: 'write' });
    expect(await errorOf(call)).toMatchObject({ code: 'unavailable' });
    expect(transport.counts).toMatchObject({ count: 6, retried: 5 });
  });

  test('with an answer of another shape may have happened', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({ body: { results: 'all of them' } }));
    expect(await errorOf(write(access))).toMatchObject({ code: 'outcome_unknown', status: 200 });
    expect(requests).toHaveLength(1);
  });
});
