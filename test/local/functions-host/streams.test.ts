import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { startFixture } from './start-fixture.ts';
import { told } from './fixture-streams/told.ts';

const start = () => startFixture({ fixture: 'fixture-streams' });

/** The head of an answer whose body nobody reads yet. */
function headOf(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, resolve).on('error', reject).end();
  });
}

describe('an app that asks for streams', () => {
  it('gets address, parameters, query, headers and body of a request, and answers with status, headers and cookies', async () => {
    const { host } = await start();
    const response = await fetch(`${host.url}/api/things/a%20b?q=1&q=2`, {
      method: 'POST',
      headers: { 'X-Shape': 'round' },
      body: 'ä',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-colour')).toBe('blue');
    expect(response.headers.getSetCookie()).toEqual(['shade=dark']);
    const url = `${host.url}/api/things/a%20b?q=1&q=2`;
    expect(await response.json()).toEqual({ url, id: 'a b', query: ['1', '2'], shape: 'round', body: 'ä' });
  });

  it('gets headers from what stands before it, not from the caller', async () => {
    const front = {
      answer: async () => false,
      headersOf: () => ({ 'x-shape': undefined, 'x-forwarded-host': 'a.fi' }),
    };
    const { host } = await startFixture({ fixture: 'fixture-streams', front });
    const response = await fetch(`${host.url}/api/things/1`, { headers: { 'X-Shape': 'round' } });
    expect(await response.json()).toMatchObject({ url: `${host.url}/api/things/1`, shape: null });
  });

  it('passes bytes through', async () => {
    const { host } = await start();
    const sent = { method: 'POST', body: new Uint8Array([0, 255, 128]) };
    const response = await fetch(`${host.url}/api/ofBytes`, sent);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([128, 255, 0]);
  });

  it('answers 500 with an empty body when the handler throws, and 204 when there is nothing to answer with', async () => {
    const { host, lines } = await start();
    const failed = await fetch(`${host.url}/api/fails`);
    expect([failed.status, await failed.text()]).toEqual([500, '']);
    expect(lines).toEqual([expect.stringMatching(/^fails: failed, \d+ ms: TypeError: broken on purpose$/)]);
    expect((await fetch(`${host.url}/api/forgiven`)).status).toBe(204);
  });

  it('sends a long answer whole, and knows that it was taken before it ends', async () => {
    const { host } = await start();
    const response = await fetch(`${host.url}/api/long?size=320&name=whole`);
    expect((await response.arrayBuffer()).byteLength).toBe(320 * 65_536);
    expect(told.get('whole')).toEqual(['made 320', 'taken']);
  });

  it('makes no more of an answer than a slow caller takes, and knows that one who goes away has not taken it', async () => {
    const { host } = await start();
    const answer = await headOf(`${host.url}/api/long?size=4000&name=slow`);
    const made = () => Number(told.get('slow')?.[0]?.split(' ')[1]);
    let before = -1;
    await vi.waitUntil(
      () => {
        const isStill = made() === before;
        before = made();
        return isStill;
      },
      { timeout: 60_000, interval: 300 },
    );
    // Two sockets on the way hold up to 37 MB each where Linux lets them grow as it likes; the answer has 250.
    expect(made()).toBeLessThan(3_000);
    answer.destroy();
    await host.close();
    expect(told.get('slow')).toHaveLength(1);
    expect(made()).toBeLessThan(3_000);
  });

  it('never ends an answer that fails in the middle as if it were whole', async () => {
    const { host } = await start();
    const response = await fetch(`${host.url}/api/long?size=400&failAfter=300&name=broken`);
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(told.get('broken')).toEqual(['made 300']);
  });
});
