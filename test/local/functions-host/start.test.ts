import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFunctionsHost } from '../../../local/functions-host/host.ts';
import { startFixture } from './start-fixture.ts';

const start = (main?: string) =>
  startFunctionsHost({
    root: fileURLToPath(new URL('faulty', import.meta.url)),
    ...(main !== undefined && { main }),
    port: 0,
    connectionString: () => undefined,
    log: () => undefined,
  });

describe('startFunctionsHost', () => {
  it.each([
    [undefined, 'no_entry_points', 'missing/*.ts'],
    ['twice.ts', 'duplicate_function', 'twice'],
    ['output.ts', 'unsupported', 'output binding queue'],
    ['blob.ts', 'unsupported', 'input binding blobTrigger'],
    ['schedule.ts', 'bad_schedule', 'badSchedule'],
    ['connection.ts', 'missing_connection', 'AzureWebJobsStorage'],
    ['setting.ts', 'missing_setting', 'A_SETTING_NOBODY_HAS'],
    ['route.ts', 'bad_route', '{id:int}'],
  ])('refuses %s with %s', async (main, code, words) => {
    const starting = start(main);
    await expect(starting).rejects.toMatchObject({ code });
    await expect(starting).rejects.toThrow(words);
  });

  it('lets no function register after start-up', async () => {
    const host = await start('late.ts');
    onTestFinished(() => host.close());
    const response = await fetch(`${host.url}/api/early`);
    expect(await response.text()).toMatch(/late can be registered only while the app starts/);
  });

  it('rejects when the port is taken', async () => {
    const { host } = await startFixture();
    await expect(startFixture({ port: Number(new URL(host.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('close', () => {
  it('waits for a request that has begun, and then nobody answers', async () => {
    const { host, lines } = await startFixture();
    const request = httpRequest(`${host.url}/api/things/1`, { method: 'POST', headers: { Expect: '100-continue' } });
    request.flushHeaders();
    await once(request, 'continue');
    const closing = host.close().then(() => lines.push('closed'));
    const answering = once(request, 'response');
    request.end('{}');
    const [response] = await answering;
    response.resume();
    await closing;
    expect(response.statusCode).toBe(200);
    expect(lines).toEqual([expect.stringMatching(/^thing: ok/), 'closed']);
    await expect(fetch(`${host.url}/api/things/1`)).rejects.toThrow('fetch failed');
  });

  it('waits for a timer function', async () => {
    const { host, lines } = await startFixture();
    const run = host.runTimer('tick');
    await host.close();
    expect(lines).toContainEqual(expect.stringMatching(/^tick: ok/));
    await run;
  });

  it('ends a wait for idleness', async () => {
    const { host } = await startFixture();
    await host.close();
    await expect(host.idle()).rejects.toMatchObject({ code: 'stopped' });
  });
});
