import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, type TestContext, test } from 'vitest';
import { z } from 'zod';
import { DRIFT } from '../../../src/http/operations/drift.ts';
import { RUNS } from '../../../src/http/operations/examples.ts';
import { RETURN } from '../../../src/http/operations/returns.ts';
import { runAdmin } from '../../support/admin-world.ts';

const KEY = 'secret-function-key';
const TOKEN = 'secret.entra.token';

interface Scripted {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A service that gives these answers, one after another and the last for ever. */
async function service({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, answers: readonly Scripted[]) {
  const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const { status, headers = {}, body } = answers[Math.min(seen.length, answers.length - 1)] ?? { status: 500 };
    seen.push({ path: request.url ?? '', headers: request.headers });
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}`, seen };
}

const PROBLEM = { 'content-type': 'application/problem+json' };
const started = { status: 202, body: { runId: RUNS.ended.runId, status: 'queued', scope: 'all', dryRun: false } };
const unavailable = {
  status: 503,
  headers: { ...PROBLEM, 'retry-after': '7' },
  body: { type: 'about:blank', title: 'Storage cannot be used', status: 503, detail: 'Try again.' },
};

test('waits as long as it is told while the service cannot be used, and goes on', async (test_) => {
  const tooMany = { status: 429, headers: { 'retry-after': '30' } };
  const answers = [
    started,
    unavailable,
    tooMany,
    { status: 200, body: RUNS.running },
    { status: 200, body: RUNS.ended },
  ];
  const { url } = await service(test_, answers);
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const { status, out, err } = await runAdmin(['resync', '--scope', 'all', '--url', url, '--json'], { pause });
  expect(status).toBe(0);
  expect(out).toBe(`${JSON.stringify(RUNS.ended)}\n`);
  expect(pauses).toEqual([7_000, 30_000, 500]);
  expect(err).toMatch(/expected to end at 2026-11-23T08:01:10\.000Z/);
});

test('gives up a service that stays unusable, after ever longer pauses', async (test_) => {
  const { url, seen } = await service(test_, [started, { ...unavailable, headers: PROBLEM }]);
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const { status, err } = await runAdmin(['resync', '--scope', 'all', '--url', url], { pause });
  expect(status).toBe(4);
  expect(seen).toHaveLength(9);
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
  expect(err).toMatch(/Storage cannot be used \(503\)\. Try again\.$/m);
});

test.each([
  [['--key', KEY, '--token', TOKEN], {}],
  [[], { REKISTERI_KEY: KEY, REKISTERI_TOKEN: TOKEN }],
])('sends key and token as the platform takes them, and never prints them: %j', async (args, environment) => {
  const closers: (() => unknown)[] = [];
  const { url, seen } = await service({ onTestFinished: (close) => closers.push(() => Object(close)()) }, [
    { status: 401, headers: { 'content-type': 'text/plain' } },
  ]);
  const { status, out, err } = await runAdmin(['runs', '--url', `${url}/api/`, ...args], { environment });
  expect(status).toBe(3);
  expect(seen[0]).toMatchObject({
    path: '/api/runs',
    headers: { 'x-functions-key': KEY, authorization: `Bearer ${TOKEN}` },
  });
  expect(err).toMatch(/status 401\. Give a function key/);
  expect(out + err).not.toMatch(/secret/);
  for (const close of closers) close();
});

test.each([
  [['--person', 'officer1'], {}],
  [[], { REKISTERI_PERSON: 'officer1' }],
  [['--person', 'officer1'], { REKISTERI_TOKEN: TOKEN, REKISTERI_PERSON: 'auditor' }],
])('calls as an invented person: %j, %j', async (args, environment) => {
  const closers: (() => unknown)[] = [];
  const { url, seen } = await service({ onTestFinished: (close) => closers.push(() => Object(close)()) }, [
    { status: 403, headers: PROBLEM, body: { type: 'about:blank', title: 'Not allowed', status: 403, detail: 'Ask.' } },
  ]);
  expect((await runAdmin(['runs', '--url', url, ...args], { environment })).status).toBe(3);
  expect(seen[0]).toMatchObject({ headers: { authorization: 'Bearer local:officer1' } });
  for (const close of closers) close();
});

test.each([
  [['--person', 'officer1', '--url', 'https://rekisteri.azurewebsites.net'], {}, /npm start on this machine/],
  [['--person', 'officer1', '--token', TOKEN], {}, /two callers/],
  [[], { REKISTERI_PERSON: 'officer1', REKISTERI_TOKEN: TOKEN }, /two callers/],
  [['--person', 'Aino Alanen'], {}, /one of the names/],
])('is wrongly used as a person with %j, %j', async (args, environment, message) => {
  const { status, err } = await runAdmin(['runs', ...args], { environment });
  expect(status).toBe(2);
  expect(err).toMatch(message);
  expect(err).not.toContain(TOKEN);
});

test('does not follow to another address with the key', async (test_) => {
  const { url, seen } = await service(test_, [{ status: 302, headers: { location: '/elsewhere' } }]);
  expect(await runAdmin(['runs', '--url', url, '--key', KEY])).toMatchObject({ status: 3, out: '' });
  expect(seen).toHaveLength(1);
});

test.each([
  [['--account', 'toinen'], {}],
  [[], { REKISTERI_ACCOUNT: 'toinen' }],
  [['--account', 'toinen'], { REKISTERI_ACCOUNT: 'balentor' }],
])('names the account in every request: %j', async (args, environment) => {
  const closers: (() => unknown)[] = [];
  const told = [started, { status: 200, body: RUNS.running }, { status: 200, body: RUNS.ended }];
  const { url, seen } = await service({ onTestFinished: (close) => closers.push(() => Object(close)()) }, told);
  expect(await runAdmin(['resync', '--scope', 'all', '--url', url, ...args], { environment })).toMatchObject({
    status: 0,
  });
  expect(seen).toHaveLength(3);
  for (const { path } of seen) expect(new URL(path, url).searchParams.getAll('account')).toEqual(['toinen']);
  for (const close of closers) close();
});

test('shows which accounts there are when none was named, and the account in what it advises', async (test_) => {
  const errors = [{ path: 'account', message: 'must be one of the accounts, once: balentor, toinen' }];
  const problem = { type: 'about:blank', title: 'Wrong request', status: 400, detail: 'Correct it.', errors };
  const { url } = await service(test_, [{ status: 400, headers: PROBLEM, body: problem }]);
  expect(await runAdmin(['runs', '--url', url])).toMatchObject({
    status: 3,
    err: expect.stringMatching(/account: must be one of .* balentor, toinen/),
  });
  const other = await service(test_, [started, { status: 200, body: RUNS.running }]);
  const interrupt = new AbortController();
  const pause = async () => interrupt.abort();
  const args = ['resync', '--scope', 'all', '--url', other.url, '--account', 'toinen'];
  const { err } = await runAdmin(args, { pause, interrupt });
  expect(err).toContain(`--cancel --url ${other.url} --account toinen\n`);
});

test('says that nothing is there', async () => {
  const { status, out, err } = await runAdmin(['health', '--url', 'http://127.0.0.1:1']);
  expect({ status, out }).toEqual({ status: 4, out: '' });
  expect(err).toMatch(/127\.0\.0\.1:1 cannot be reached/);
});

test('does not take any answer for one of ours', async (test_) => {
  const { url } = await service(test_, [{ status: 200, body: { hello: 'world' } }]);
  expect(await runAdmin(['runs', '--url', url])).toMatchObject({ status: 4, err: expect.stringMatching(/not one of/) });
});

test('shows nothing that would move the cursor of a terminal', async (test_) => {
  const run = {
    ...RUNS.dryRun,
    changes: { items: [{ property: 'p\u001b[2J', before: '', after: '', reason: '' }], continuation: null },
  };
  const { url } = await service(test_, [{ status: 200, body: run }]);
  const { status, out } = await runAdmin(['run', run.runId, '--changes', '--url', url]);
  expect(status).toBe(0);
  expect(out).not.toContain('\u001b');
});

test('says after Ctrl-C how to cancel the run, at the same address', async (test_) => {
  const { url } = await service(test_, [started, { status: 200, body: RUNS.running }]);
  const interrupt = new AbortController();
  const pause = async () => interrupt.abort();
  const args = ['resync', '--scope', 'all', '--url', url];
  const { status, err } = await runAdmin(args, { pause, interrupt });
  expect(status).toBe(130);
  expect(err).toContain(`run ${RUNS.ended.runId} --cancel --url ${url}\n`);
});

test.each([
  [[], /Name a command/],
  [['resinc'], /no such command/],
  [['resync'], /--scope: must be all, changed or contacts/],
  [['resync', '--scope', 'clock'], /--scope/],
  [['runs', '--limit'], /--limit/],
  [['run'], /Name the ID of the run/],
  [['run', ''], /Name the ID of the run/],
  [['run', '..'], /Name the ID of the run/],
  [['resync', '--scope', 'all', '--idempotency-key', 'two\nlines'], /--idempotency-key: must be/],
  [['resync', '--scope', 'all', '--idempotency-key', ''], /--idempotency-key: must be/],
  [['run', 'x', '--cancel', '--changes'], /do not go together/],
  [['audit', '--csv', '--json'], /do not go together/],
  [['notice', '--html', '--json'], /one of --html and --json/],
  [['notice', '--lang', 'sv'], /--lang: must be fi or en/],
  [['record-of-processing', '--html', '--csv'], /one of --html, --csv and --json/],
  [['health', 'now'], /no option/],
  [['health', '--url', 'localhost'], /--url must begin with/],
  [['health', '--url', 'https://user:pw@example.fi'], /address alone/],
  [['health', '--url', 'http://example.fi', '--key', KEY], /must begin with https/],
  [['health', '--key', 'with space'], /--key holds characters/],
])('%j is wrong usage: exit status 2', async (args, message) => {
  const { status, out, err } = await runAdmin(args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(message);
  expect(err).toMatch(/Usage: npm run/);
  expect(err).not.toMatch(/secret|with space|pw@/);
});

test('explains itself', async () => {
  expect(await runAdmin(['--help'])).toMatchObject({ status: 0, out: expect.stringMatching(/Exit status/), err: '' });
  expect(await runAdmin(['audit', '--help'])).toMatchObject({ status: 0 });
});

test('drift shows what the notice does not mention, and what could not be counted', async (test_) => {
  const { none, some } = DRIFT;
  const failed = { at: '2026-11-29T02:10:03.000Z', runId: 'run', reason: 'unavailable 503' };
  const { url, seen } = await service(test_, [
    { status: 200, body: some },
    { status: 200, body: { ...none, comparedAt: null, policyChanged: true, failed } },
  ]);
  const { status, out } = await runAdmin(['drift', '--url', url]);
  expect({ status, path: seen[0]?.path }).toEqual({ status: 0, path: '/api/notice/drift' });
  for (const word of [
    'kengannumero',
    '118',
    'henkilotunnus',
    'may_lack_scope',
    'ruokavalio',
    '412',
    'na1',
    'no ground',
  ])
    expect(out).toContain(word);
  const second = await runAdmin(['drift', '--url', url]);
  expect(second.out).toMatch(/Never compared.*names others now.*unavailable 503.*: none\./s);
});

describe('returns', () => {
  const page = (continuation: string | null) => ({ status: 200, body: { returns: [RETURN], continuation } });

  test('lists who has come back, all pages if wanted', async (test_) => {
    const { url, seen } = await service(test_, [page('more'), page('more'), page(null)]);
    const first = await runAdmin(['returns', 'list', '--limit', '1', '--url', url]);
    expect(first).toMatchObject({ status: 0, err: expect.stringContaining('--all') });
    expect(first.out).toMatch(/│ 301 +│ strong │/);
    const { status } = await runAdmin(['returns', '--all', '--url', url, '--token', TOKEN]);
    expect(status).toBe(0);
    expect(seen.map(({ path }) => path)).toEqual([
      '/api/returns?limit=1',
      '/api/returns',
      '/api/returns?continuation=more',
    ]);
    expect(seen.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  test('answers one', async (test_) => {
    const { url, seen } = await service(test_, [{ status: 200, body: { ...RETURN, answer: 'erase_again' } }]);
    const args = ['returns', 'answer', RETURN.id, '--answer', 'erase_again', '--url', url];
    expect(await runAdmin(args)).toMatchObject({ status: 0, out: expect.stringContaining('erase_again') });
    expect(seen.map(({ path }) => path)).toEqual([`/api/returns/${RETURN.id}/answer`]);
  });

  test.each([
    ['returns', 'answer', RETURN.id],
    ['returns', 'answer', '..', '--answer', 'erase_again'],
    ['returns', 'answer', RETURN.id, '--answer', 'erase'],
    ['returns', 'forget'],
  ])('%s %s %s is wrong usage', async (...args) => {
    expect(await runAdmin(args)).toMatchObject({ status: 2, out: '' });
  });
});
