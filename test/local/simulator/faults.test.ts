import { describe, expect, test } from 'vitest';
import { createFaults } from '../../../local/simulator/faults.ts';
import { addMany, OBJECTS, type Running, run } from './running.ts';

const PATH = `${OBJECTS}/contacts/1`;
const properties = { firstname: 'Aino' };

async function writing(running: Running): Promise<Response> {
  return fetch(`${running.served.url}${PATH}`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer secret' },
    body: JSON.stringify({ properties }),
  });
}

async function withFault(kind: Parameters<Running['simulator']['faults']['add']>[0]['kind']): Promise<Running> {
  const running = await run();
  addMany(running.account, 'contacts', 1);
  running.simulator.faults.add({ match: ({ method, path }) => method === 'PATCH' && path === PATH, kind, times: 1 });
  return running;
}

describe('faults on the socket', () => {
  test.each([
    ['429-ten-secondly', 429, { policyName: 'TEN_SECONDLY_ROLLING' }],
    ['429-secondly', 429, { policyName: 'SECONDLY' }],
    ['429-daily', 429, { policyName: 'DAILY' }],
    ['423', 423, { status: 'error' }],
    ['477', 477, { status: 'error' }],
    ['500', 500, { status: 'error' }],
  ] as const)('%s answers %i without doing anything, once', async (kind, status, body) => {
    const running = await withFault(kind);
    const reply = await writing(running);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('retry-after')).toBe(kind === '477' ? '1' : null);
    expect(await reply.json()).toMatchObject(body);
    expect(running.simulator.changes).toEqual([]);
    expect(running.simulator.log).toMatchObject([{ method: 'PATCH', path: PATH, status, fault: kind }]);
    expect((await writing(running)).status).toBe(200);
    expect(running.simulator.faults.count).toBe(1);
  });

  test.each([
    ['502', 502],
    ['503', 503],
    ['504', 504],
    ['524', 524],
  ] as const)('%s answers with a page of a proxy', async (kind, status) => {
    const running = await withFault(kind);
    const reply = await writing(running);
    expect(reply.status).toBe(status);
    expect(await reply.text()).toMatch(/^<!DOCTYPE html>/u);
    expect(running.simulator.changes).toEqual([]);
  });

  test('reset-before loses the request', async () => {
    const running = await withFault('reset-before');
    await expect(writing(running)).rejects.toThrow('fetch failed');
    expect(running.simulator.changes).toEqual([]);
  });

  test('reset-after loses the answer; the write happened', async () => {
    const running = await withFault('reset-after');
    await expect(writing(running)).rejects.toThrow('fetch failed');
    expect(running.simulator.changes).toHaveLength(1);
    expect(running.simulator.log).toMatchObject([{ status: 200, fault: 'reset-after' }]);
  });

  test('truncated is half an answer', async () => {
    const running = await withFault('truncated');
    const reply = await writing(running);
    expect(reply.status).toBe(200);
    await expect(reply.json()).rejects.toThrow(SyntaxError);
    expect(running.simulator.changes).toHaveLength(1);
  });

  test('cut breaks the connection within the answer', async () => {
    const running = await withFault('cut');
    const reply = await writing(running);
    await expect(reply.text()).rejects.toThrow('terminated');
    expect(running.simulator.changes).toHaveLength(1);
  });

  test('garbage is a page with status 200, empty is nothing with it', async () => {
    const garbage = await writing(await withFault('garbage'));
    expect([garbage.status, await garbage.text()]).toEqual([200, expect.stringContaining('<html>')]);
    const empty = await writing(await withFault('empty'));
    expect([empty.status, await empty.text()]).toEqual([200, '']);
  });

  test('hang never answers, and closing ends it', async () => {
    const running = await withFault('hang');
    const pending = writing(running).then(
      () => 'answered',
      () => 'broken',
    );
    await expect.poll(() => running.simulator.log.length, { timeout: 60_000 }).toBe(1);
    expect(await Promise.race([pending, running.ask('GET', PATH).then(({ status }) => status)])).toBe(200);
    await running.served.close();
    expect(await pending).toBe('broken');
  });

  test('permanent rules stay until cleared, and see the body', async () => {
    const running = await run();
    addMany(running.account, 'contacts', 1);
    const { faults } = running.simulator;
    faults.add({ match: ({ body }) => JSON.stringify(body) === JSON.stringify({ properties }), kind: '503' });
    expect((await writing(running)).status).toBe(503);
    expect((await writing(running)).status).toBe(503);
    expect((await running.ask('GET', PATH)).status).toBe(200);
    faults.clear();
    expect((await writing(running)).status).toBe(200);
    expect(faults.count).toBe(2);
  });
});

describe('random faults', () => {
  function drawn(seed: number): (string | undefined)[] {
    const faults = createFaults();
    faults.random({ rate: 0.2, seed });
    return Array.from({ length: 1000 }, () => faults.next({ method: 'GET', path: '/', body: undefined }));
  }

  test('the seed fixes them, the rate bounds them', () => {
    const first = drawn(7);
    expect(drawn(7)).toEqual(first);
    expect(drawn(8)).not.toEqual(first);
    const count = first.filter((kind) => kind !== undefined).length;
    expect(count).toBeGreaterThan(150);
    expect(count).toBeLessThan(250);
    expect(first).not.toContain('429-daily');
    expect(first).not.toContain('hang');
  });

  test('only the kinds asked for', () => {
    const faults = createFaults();
    faults.random({ rate: 1, seed: 1, kinds: ['500'] });
    expect(faults.next({ method: 'GET', path: '/', body: undefined })).toBe('500');
  });
});
