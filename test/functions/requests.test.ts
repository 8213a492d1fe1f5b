import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { addRecord } from '../../local/simulator/change.ts';
import { auditEvents } from '../support/audit-events.ts';
import { keptRows } from '../support/kept-rows.ts';
import { base64, withRoles } from '../support/principals.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const account = smallAccount();
const ADDRESS = 'aino.virtanen@example.fi';
addRecord(account, 'contacts', { id: '9001', createdAt: '2012-03-04T05:06:07.000Z', properties: { email: ADDRESS } });

// No run but those that are asked for.
const functions = startFunctions(account, { SYNC_SCHEDULE: '0 0 0 1 1 *' });
afterEach(() => functions().hubspot.faults.clear());

const startedSchema = z.object({
  runId: z.string(),
  status: z.literal('queued'),
  scope: z.string(),
  dryRun: z.boolean(),
});
const listSchema = z.object({
  runs: z.array(z.looseObject({ runId: z.string() })),
  continuation: z.string().nullable(),
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  functions().call('POST', '/api/resync', body, headers);
const started = async (body: unknown, headers: Record<string, string> = {}) =>
  startedSchema.parse((await post(body, headers)).body);
const send = async (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) => {
  const { host, expectDescribed } = functions();
  const answer = await fetch(`${host.url}/api/resync`, { method: 'POST', headers, body });
  const { status, headers: received } = answer;
  const text = await answer.clone().text();
  expectDescribed({ method: 'POST', path: '/api/resync', status, headers: received, text });
  return answer;
};
const list = async (query: string) => listSchema.parse((await functions().call('GET', `/api/runs${query}`)).body);
const ended = () => functions().host.idle();

test('the same request ten times at once is one run', async () => {
  const { call } = functions();
  const body = { scope: 'contacts', contactIds: ['1001'], emails: [ADDRESS], dryRun: false };
  const key = { 'idempotency-key': '"8e03978e-40d5-43dd-bc93-6894a57f9324"' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, key)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
  const ids = new Set(answers.map((answer) => startedSchema.parse(answer.body).runId));
  expect(ids.size).toBe(1);
  const [runId = ''] = ids;
  await ended();
  expect((await call('GET', `/api/runs/${runId}`)).body).toMatchObject({ status: 'succeeded' });
  const again = await post(body, { 'idempotency-key': '8e03978e-40d5-43dd-bc93-6894a57f9324' });
  expect(again).toMatchObject({ status: 202, body: { runId, status: 'queued', scope: 'contacts', dryRun: false } });
  expect(again.headers.get('location')).toBe(`/api/runs/${runId}`);
  const other = await post({ ...body, contactIds: ['1002'] }, key);
  expect(other).toMatchObject({ status: 422, body: { status: 422, title: 'Another request has this key' } });
  expect(await keptRows(functions().table('RegisterRuns'))).not.toMatch(/example\.fi|8e03978e/);
});

test.each(['two keys', '', '"open', 'k'.repeat(256)])('%j is no key', async (key) => {
  const answer = await post({ scope: 'changed' }, { 'idempotency-key': key });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
});

test('who a caller says they are is not believed without App Service Authentication', async () => {
  const { call, table } = functions();
  const unknown = '/api/runs/20200101T000000000Z-00000000';
  const forged = ['%%%', base64({ auth_typ: 'google' }), withRoles('Register.Auditor'), withRoles('Register.Admin')];
  for (const header of forged) {
    const wish = { scope: 'contacts', contactIds: ['1001'] };
    const said = { 'x-ms-client-principal': header };
    expect((await call('GET', '/api/runs', undefined, said)).status).toBe(200);
    expect((await call('GET', unknown, undefined, said)).status).toBe(404);
    expect((await call('DELETE', unknown, undefined, said)).status).toBe(404);
    const { runId } = await started(wish, said);
    const events = await auditEvents(table('RegisterAudit'));
    expect(events.filter(({ subject }) => subject === `run:${runId}`)).toMatchObject([{ actor: 'key' }]);
  }
});

test('runs are listed, newest first and page by page', async () => {
  const made: string[] = [];
  for (let count = 0; count < 3; count += 1)
    made.unshift((await started({ scope: 'contacts', contactIds: ['1001'] })).runId);
  await ended();
  const first = await list('?limit=2');
  expect(first.runs.map(({ runId }) => runId)).toEqual(made.slice(0, 2));
  expect(first.runs[0]).toMatchObject({ scope: 'contacts', trigger: 'http', status: 'succeeded' });
  expect(first.runs[0]).not.toHaveProperty('failures');
  const everything = await list('?limit=100');
  expect(everything.continuation).toBeNull();
  const paged = [...first.runs];
  for (let { continuation } = first; continuation !== null; ) {
    const page = await list(`?limit=2&continuation=${continuation}`);
    paged.push(...page.runs);
    ({ continuation } = page);
  }
  expect(paged).toEqual(everything.runs);
  expect((await list('')).runs).toEqual(everything.runs.slice(0, 20));
});

test.each([
  ['/api/runs?limit=0', 'limit'],
  ['/api/runs?limit=5&limit=6', 'limit'],
  ['/api/runs?continuation=abc', 'continuation'],
  ['/api/runs?page=2', ''],
  ['/api/runs/20200101T000000000Z-00000000?verbose=1', ''],
  [`/api/runs?limit=${'1'.repeat(3_000)}`, ''],
])('%s is refused', async (path, field) => {
  const answer = await functions().call('GET', path);
  expect(answer).toMatchObject({ status: 400, body: { status: 400, errors: [{ path: field }] } });
});

test('a function key in the address is none of ours', async () => {
  expect((await functions().call('GET', '/api/runs?code=abc&limit=1')).status).toBe(200);
});

test.each([
  ['application/json; charset=utf-8', {}, 202],
  ['application/vnd.api+json', {}, 202],
  ['text/plain;charset=UTF-8', {}, 202],
  ['text/plain', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 415],
  ['application/json', { 'sec-fetch-site': 'same-origin' }, 202],
  ['application/json', { 'sec-fetch-site': 'cross-site' }, 403],
  ['application/json', { origin: 'https://evil.example' }, 403],
  ['application/x-www-form-urlencoded', {}, 415],
  ['multipart/form-data; boundary=x', {}, 415],
  ['application/jsonp', {}, 415],
])('a body that says it is %s, with %j, gets %i', async (type, more, status) => {
  const answer = await send({ 'content-type': type, ...more }, '{"scope":"changed"}');
  expect(answer.status).toBe(status);
  await answer.text();
});

test('a page of ours may start a run, by the address under which it came', async () => {
  const own = { 'content-type': 'application/json', origin: functions().host.url };
  const answer = await send(own, '{"scope":"changed"}');
  expect(answer.status).toBe(202);
  await answer.text();
  const other = await send(
    { ...own, origin: functions().host.url.replace('127.0.0.1', 'localhost') },
    '{"scope":"changed"}',
  );
  expect(await other.json()).toMatchObject({ type: '/problems/cross-site' });
});

test.each([
  ['no body', '', 400],
  ['no JSON', '{"scope":', 400],
  ['no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400],
  ['JSON that is deep', '['.repeat(100_000), 400],
  [
    'as much as there may be, and wrong',
    JSON.stringify({ scope: 'contacts', contactIds: Array.from({ length: 60_000 }, () => 'x') }),
    400,
  ],
  ['more than there may be', `{"scope":"all"${' '.repeat(262_144)}}`, 413],
])('%s is a problem', async (_what, body, status) => {
  const answer = await send({ 'content-type': 'application/json' }, body);
  const text = await answer.text();
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(JSON.parse(text)).toMatchObject({ status });
  expect(text.length).toBeLessThan(10_000);
});

test('a thousand of the longest addresses fit', async () => {
  const { hubspot } = functions();
  hubspot.faults.add({ match: () => true, kind: '503' });
  const longest = (count: number) =>
    `${String(count).padStart(64, 'a')}@${`${'d'.repeat(60)}.`.repeat(3)}fi${'x'.repeat(4)}`;
  const emails = Array.from({ length: 1_000 }, (_, count) => longest(count));
  expect(emails[0]?.length).toBe(254);
  // It was read and taken; only HubSpot could not be asked.
  expect((await post({ scope: 'contacts', emails })).status).toBe(503);
});

test('no more than so many runs wait, and whoever comes then is told to wait', async () => {
  const { call, hubspot } = functions();
  hubspot.faults.add({ match: () => true, kind: '429-daily' });
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => post({ scope: 'contacts', contactIds: ['1001'] })),
  );
  const full = answers.filter(({ status }) => status === 429);
  expect(full.length).toBeGreaterThanOrEqual(4);
  expect(full[0]).toMatchObject({ body: { status: 429, title: 'Too many runs wait' } });
  expect(Number(full[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  hubspot.faults.clear();
  for (const { body, status } of answers)
    if (status === 202) await call('DELETE', `/api/runs/${startedSchema.parse(body).runId}`);
});
