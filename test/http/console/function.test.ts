import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { expect, onTestFinished, test } from 'vitest';
import { consoleFunction } from '../../../src/http/console/function.ts';

const PAGE = '<!doctype html><title>Rekisteri</title>';
const SCRIPT = 'export const rows = [];\n'.repeat(50);

/** A folder as the build leaves it, and beside it a file that is none of the console's. */
async function built(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'rekisteri-console-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'console');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(root, 'secret.html'), 'secret');
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets/page-1a2b3c4d.js'), SCRIPT);
  await writeFile(join(folder, 'assets/page-1a2b3c4d.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets/page-1a2b3c4d.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'assets/notes.txt'), 'not a type that is served');
  return folder;
}

/** Asks for a path below the console, as the Functions host hands it over. */
function asker(folder: string) {
  const { handler, ...options } = consoleFunction(folder);
  const lines: string[] = [];
  return {
    options,
    lines,
    async get(path: string | undefined, headers: Record<string, string> = {}) {
      const params = path === undefined ? {} : { path };
      const request = new HttpRequest({ method: 'GET', url: 'http://localhost/api/console', params, headers });
      const context = new InvocationContext({
        functionName: 'console',
        logHandler: (_level, line) => lines.push(String(line)),
      });
      const answer = Object(await handler(request, context));
      const sent = new Headers(answer.headers);
      return { status: answer.status, headers: sent, body: answer.body, problem: answer.jsonBody };
    },
  };
}

test('it is open to everybody, and only for reading', async () => {
  const { options } = asker(await built());
  expect(options).toEqual({ methods: ['GET', 'HEAD'], route: 'console/{*path}', authLevel: 'anonymous' });
});

test.each([
  undefined,
  '',
  'requests',
  'requests/20261123T074500000Z-7a8b9c0d',
  'erasures/',
  'index.html',
  'etc/passwd',
])('the path %j is one of a page, which is asked for anew each time', async (path) => {
  const { status, headers, body } = await asker(await built()).get(path);
  expect([status, Buffer.from(body).toString()]).toEqual([200, PAGE]);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-cache');
});

test.each([
  'assets/gone-00000000.js',
  'assets/../index.html',
  '../secret.html',
  '..%2fsecret.html',
  'assets/notes.txt',
  'assets/page-1a2b3c4d.js.br',
  'requests/one/two',
  'a.b',
  'C:\\secret',
  'requests/<script>',
])('the path %j is none of its files', async (path) => {
  const { status, problem, headers } = await asker(await built()).get(path);
  expect(status).toBe(404);
  expect(problem).toMatchObject({ status: 404, title: 'No such page' });
  expect(headers.get('cache-control')).toBe('no-store');
});

test('whoever goes to what is no page gets the page, which says so; a file that is not there is none', async () => {
  const { get } = asker(await built());
  const browser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'if-none-match': '*' };
  for (const path of ['requests/one/two', 'a.b', 'requests/<script>', '../secret.html']) {
    const { status, headers, body } = await get(path, browser);
    expect([status, Buffer.from(body).toString()], path).toEqual([404, PAGE]);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  const { status, problem } = await get('assets/gone-00000000.js', browser);
  expect([status, problem?.status]).toEqual([404, 404]);
});

test.each<[string | undefined, string | null, (bytes: Uint8Array) => Uint8Array]>([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
  ['BR;Q=0.5', 'br', brotliDecompressSync],
  ['br; q=0.000, identity', null, (bytes) => bytes],
  [undefined, null, (bytes) => bytes],
])('who takes %j gets it as %j, to be kept for ever', async (taken, encoding, unpack) => {
  const { get } = asker(await built());
  const { status, headers, body } = await get(
    'assets/page-1a2b3c4d.js',
    taken === undefined ? {} : { 'accept-encoding': taken },
  );
  expect(status).toBe(200);
  expect(headers.get('content-encoding')).toBe(encoding);
  expect(headers.get('vary')).toBe('accept-encoding');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(Buffer.from(unpack(body)).toString()).toBe(SCRIPT);
});

test('who has it already is told so, by the form that they have', async () => {
  const { get } = asker(await built());
  const brotli = { 'accept-encoding': 'br' };
  const etag = (await get('assets/page-1a2b3c4d.js', brotli)).headers.get('etag') ?? '';
  const plain = (await get('assets/page-1a2b3c4d.js')).headers.get('etag') ?? '';
  expect(plain).not.toBe(etag);
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await get('assets/page-1a2b3c4d.js', { ...brotli, 'if-none-match': held });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, etag]);
  }
  expect((await get('assets/page-1a2b3c4d.js', { ...brotli, 'if-none-match': plain })).status).toBe(200);
});

test('the page runs nothing but its own files, sends nothing elsewhere, and is framed by nobody', async () => {
  const { headers } = await asker(await built()).get('');
  const policy = headers.get('content-security-policy')?.split('; ') ?? [];
  expect(policy.toSorted()).toEqual(
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].toSorted(),
  );
  expect(Object.fromEntries(headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

test('where it was not built it says so, and it is there as soon as it is', async () => {
  const folder = await built();
  const { get, lines } = asker(join(folder, 'later'));
  const missing = await get('');
  expect(missing).toMatchObject({ status: 503, problem: { detail: expect.stringContaining('npm run build') } });
  expect(lines.join()).toContain('console_missing');
  await mkdir(join(folder, 'later'));
  await writeFile(join(folder, 'later/index.html'), PAGE);
  expect((await get('')).status).toBe(200);
});
