import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startFixture } from './start-fixture.ts';

describe('HTTP functions', () => {
  it('get method, path, parameters, query, headers and body, and answer with status and headers', async () => {
    const { host } = await startFixture();
    const response = await fetch(`${host.url}/api/things/a%20b?status=201&q=1&q=2`, {
      method: 'POST',
      headers: { 'X-Shape': 'round' },
      body: JSON.stringify({ deep: [1, 'ä'] }),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-colour')).toBe('blue');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      method: 'POST',
      path: '/api/things/a%20b',
      id: 'a b',
      query: { status: '201', q: '1,2' },
      shape: 'round',
      body: { deep: [1, 'ä'] },
    });
  });

  it('prefer a literal route to a parameter', async () => {
    const { host } = await startFixture();
    const response = await fetch(`${host.url}/api/things/special`);
    expect(await response.text()).toBe('special');
  });

  it('pass bytes through unchanged', async () => {
    const { host } = await startFixture();
    const response = await fetch(`${host.url}/api/bytes`, { method: 'POST', body: new Uint8Array([0, 255, 128]) });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([128, 255, 0]);
  });

  it('answer 500 with an empty body when the handler throws, and log why', async () => {
    const { host, lines } = await startFixture();
    const response = await fetch(`${host.url}/api/fails`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(lines).toEqual([expect.stringMatching(/^fails: failed, \d+ ms: TypeError: broken on purpose$/)]);
  });

  it.each([
    ['GET', '/api/unknown'],
    ['GET', '/things/1'],
    ['GET', '/api/things'],
    ['GET', '/api/things/1/2'],
    ['PUT', '/api/things/1'],
    ['GET', '/api/tick'],
  ])('%s %s is 404', async (method, path) => {
    const { host } = await startFixture();
    const response = await fetch(host.url + path, { method });
    expect(response.status).toBe(404);
  });

  it.each(['user:word@localhost', '[', '%'])('are found whatever the Host header holds (%j)', async (name) => {
    const { host } = await startFixture();
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${host.url}/api/things/1`, { headers: { host: name } }, (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      request.on('error', reject);
      request.end();
    });
    expect(status).toBe(200);
  });

  it('refuse a body above 100 MB with 413', async () => {
    const { host } = await startFixture();
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${host.url}/api/bytes`, { method: 'POST' }, (response) => {
        resolve(response.statusCode);
        response.resume();
        request.destroy();
      });
      request.on('error', reject);
      const chunk = new Uint8Array(16 * 1024 * 1024);
      for (let sent = 0; sent <= 6; sent += 1) request.write(chunk);
    });
    expect(status).toBe(413);
  });

  it('say what they are', async () => {
    const { host } = await startFixture();
    expect(host.functions).toContainEqual({
      name: 'thing',
      trigger: 'http',
      methods: ['GET', 'POST'],
      path: '/api/things/{id}',
    });
  });
});

describe('hooks', () => {
  it('run at start and before an invocation, and may replace the handler', async () => {
    const { host } = await startFixture();
    const response = await fetch(`${host.url}/api/hooked`);
    expect(await response.json()).toEqual({ started: 'yes', replaced: true });
  });

  it('run after an invocation and may clear its error; no answer at all is 204', async () => {
    const { host } = await startFixture();
    const response = await fetch(`${host.url}/api/forgiven`);
    expect(response.status).toBe(204);
  });

  it('see what functions log; debug lines are left out', async () => {
    const { host, lines } = await startFixture();
    await (await fetch(`${host.url}/api/talkative`)).text();
    expect(lines).toEqual(['talkative: information: the *** is out', expect.stringMatching(/^talkative: ok, \d+ ms$/)]);
  });
});
