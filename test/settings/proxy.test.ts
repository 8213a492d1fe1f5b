import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { useProxy } from '../../src/settings/proxy.ts';

const PROCESS = fileURLToPath(new URL('../support/proxied-process.ts', import.meta.url));

async function listen(server: Server): Promise<number> {
  server.listen(0);
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return z.object({ port: z.number() }).parse(server.address()).port;
}

/** A proxy that leads nowhere, and what it was asked for. */
async function deadProxy(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(String(request.url));
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked };
}

/** Something on this machine, and who asked it. */
async function neighbour(): Promise<{ readonly port: number; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host?.replace(/:\d+$/, '')} ${request.url?.split('/')[1]}`);
    response.writeHead(204).end();
  });
  return { port: await listen(server), asked };
}

const HERE = ['127.0.0.1 hubspot', 'localhost hubspot', '[::1] hubspot', '127.0.0.1 tables', 'localhost tables'];
const AWAY = ['hubspot.invalid:443', 'tables.invalid:443'];

describe('with a proxy in the environment', () => {
  it.each([
    ['HTTPS_PROXY', {}],
    ['https_proxy', { NO_PROXY: 'intra.example' }],
    ['HTTP_PROXY', { no_proxy: 'intra.example' }],
    ['ALL_PROXY', {}],
    ['HTTPS_PROXY', { NODE_USE_ENV_PROXY: '1' }],
  ])('%s takes what goes to HubSpot and Azure, and nothing of this machine (%j)', async (name, more) => {
    const [proxy, here] = await Promise.all([deadProxy(), neighbour()]);
    const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, [name]: proxy.url, ...more };
    const { stderr } = await promisify(execFile)(process.execPath, [PROCESS, String(here.port)], { env });
    expect(stderr).toBe('');
    expect(new Set(proxy.asked)).toEqual(new Set(AWAY));
    expect(new Set(here.asked)).toEqual(new Set(HERE));
  });
});

describe('useProxy', () => {
  const use = (environment: Record<string, string | undefined>) => {
    useProxy(environment);
    return environment;
  };

  it.each(['proxy', 'proxy:8080', 'socks5://proxy:1080', 'http://'])(
    'refuses what is no address by name (%s)',
    (text) => {
      expect(() => use({ HTTPS_PROXY: text })).toThrow(/^HTTPS_PROXY is no address of a proxy/);
      expect(() => use({ http_proxy: text })).toThrow(/^HTTP_PROXY is no address of a proxy/);
    },
  );

  it('prints no password of a proxy', () => {
    expect(() => use({ ALL_PROXY: 'socks5://aino:hunter2@proxy' })).not.toThrow(/hunter2/);
    expect(() => use({ ALL_PROXY: 'socks5://aino:hunter2@proxy' })).toThrow(/ALL_PROXY/);
  });

  it('changes nothing where there is none', () => {
    expect(use({ NO_PROXY: 'intra.example' })).toEqual({ NO_PROXY: 'intra.example' });
    expect(use({ HTTPS_PROXY: '' })).toEqual({ HTTPS_PROXY: '' });
  });

  it('uses none where NO_PROXY excepts everything, which the SDK of Azure does not understand', () => {
    expect(use({ HTTPS_PROXY: 'http://proxy:1', all_proxy: 'http://proxy:1', NO_PROXY: '*' })).toEqual({
      NO_PROXY: '*',
    });
  });
});
