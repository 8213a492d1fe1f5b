import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import { keptRows } from '../support/kept-rows.ts';
import { leftBehind } from '../support/left-behind.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const account = smallAccount();
const ADDRESS = 'aino.virtanen@example.fi';
const CREATED = '2012-03-04T05:06:07.000Z';
const CHANGED = Date.parse('2026-11-23T09:00:00.000Z');
addRecord(account, 'contacts', { id: '9001', createdAt: CREATED, properties: { email: ADDRESS } });

const functions = startFunctions(account);
afterEach(() => functions().hubspot.faults.clear());

const startedSchema = z.object({ runId: z.string(), scope: z.string(), status: z.literal('queued') });
const runSchema = z.object({ runId: z.string(), status: z.string(), scope: z.string(), problems: z.array(z.string()) });

async function resync(body: unknown): Promise<string> {
  const answer = await functions().call('POST', '/api/resync', body);
  expect(answer.status).toBe(202);
  const { runId } = startedSchema.parse(answer.body);
  expect(answer.headers.get('location')).toBe(`/api/runs/${runId}`);
  return runId;
}

async function runWhen(runId: string, status: RegExp) {
  return vi.waitFor(
    async () => {
      const run = runSchema.parse((await functions().call('GET', `/api/runs/${runId}`)).body);
      expect(run.status).toMatch(status);
      return run;
    },
    { timeout: 60_000, interval: 50 },
  );
}

/** HubSpot says that the day's quota is used up, to every request. */
const spendTheDay = () => functions().hubspot.faults.add({ match: () => true, kind: '429-daily' });

test('a run is cancelled over HTTP, at once while it waits and soon when it runs', async () => {
  const { call, table } = functions();
  spendTheDay();
  const first = await resync({ scope: 'all' });
  const second = await resync({ scope: 'changed' });
  await runWhen(first, /running/);
  await vi.waitFor(
    async () => {
      expect((await call('GET', `/api/runs/${first}`)).body).toMatchObject({ error: { code: 'resume_later' } });
    },
    { timeout: 60_000, interval: 50 },
  );
  const waiting = await call('DELETE', `/api/runs/${second}`);
  expect(waiting).toMatchObject({ status: 200, body: { runId: second, status: 'cancelled', startedAt: null } });
  const running = await call('DELETE', `/api/runs/${first}`);
  expect(running).toMatchObject({ status: 202, body: { runId: first, status: 'running' } });
  expect(Number(running.headers.get('retry-after'))).toBeGreaterThan(0);
  await runWhen(first, /cancelled/);
  for (const runId of [first, second])
    expect(await call('DELETE', `/api/runs/${runId}`)).toMatchObject({ status: 200 });
  await functions().host.idle();
  expect(await leftBehind(table('RegisterIndex'))).toEqual([]);
});

test('a run that has ended cannot be cancelled, and one that nobody knows is unknown', async () => {
  const { call } = functions();
  const runId = await resync({ scope: 'all' });
  await runWhen(runId, /succeeded/);
  const ended = await call('DELETE', `/api/runs/${runId}`);
  expect(ended).toMatchObject({ status: 409, body: { status: 409, detail: expect.stringMatching(/has succeeded/) } });
  expect(ended.headers.get('content-type')).toBe('application/problem+json');
  expect((await call('GET', `/api/runs/${runId}`)).body).toMatchObject({ status: 'succeeded' });
  for (const unknown of ['20200101T000000000Z-00000000', 'active', 'cancel%7C1']) {
    expect(await call('DELETE', `/api/runs/${unknown}`)).toMatchObject({ status: 404, body: { status: 404 } });
  }
});

test('contacts are named by id and by e-mail, and no address is kept or logged', async () => {
  const { call, table, lines } = functions();
  const unknown = 'nobody.at.all@example.fi';
  const emails = [unknown, ADDRESS.toUpperCase()];
  const runId = await resync({ scope: 'contacts', contactIds: ['1002', '1002'], emails });
  const run = await runWhen(runId, /succeeded/);
  expect(run.problems).toContain('No contact has these addresses: emails[0].');
  const kept = [await keptRows(table('RegisterRuns')), await keptRows(table('RegisterIndex')), ...lines].join('\n');
  expect(kept).not.toMatch(/example\.fi/i);
  expect(JSON.stringify(await call('GET', `/api/runs/${runId}`))).not.toMatch(/example\.fi/i);
});

test('addresses of nobody give a run that has nothing to do and says so', async () => {
  const runId = await resync({ scope: 'contacts', emails: ['nobody@example.fi'] });
  expect(await runWhen(runId, /succeeded/)).toMatchObject({
    problems: expect.arrayContaining([expect.stringMatching(/nothing to do/)]),
  });
});

const changesSchema = z.object({
  dryRun: z.literal(true),
  provisioning: z.array(z.object({ on: z.string(), what: z.string(), name: z.string(), action: z.string() })),
  changes: z.object({
    items: z.array(
      z.strictObject({
        contactId: z.string().optional(),
        companyId: z.string().optional(),
        property: z.string(),
        before: z.string(),
        after: z.string(),
        reason: z.string(),
      }),
    ),
    continuation: z.string().nullable(),
  }),
});

test('a dry run shows the changes it would make, page by page, and makes none', async () => {
  const { call, hubspot } = functions();
  const person = '9001';
  await runWhen(await resync({ scope: 'all' }), /succeeded/);
  editRecord(hubspot.account, 'contacts', person, { rekisteri_retention_status: 'active' }, CHANGED);
  editRecord(hubspot.account, 'contacts', person, { rekisteri_retention_ends: '2020-01-01' }, CHANGED);
  const written = hubspot.changes.length;
  const runId = await resync({ scope: 'contacts', contactIds: [person], dryRun: true });
  await runWhen(runId, /succeeded/);
  expect(hubspot.changes).toHaveLength(written);
  const page = async (query: string) => {
    const { status, body } = await call('GET', `/api/runs/${runId}${query}`);
    expect(status).toBe(200);
    return changesSchema.parse(body);
  };
  const all = await page('');
  expect(all).toMatchObject({ provisioning: [], changes: { continuation: null } });
  expect(all.changes.items).toEqual([
    expect.objectContaining({ contactId: person, property: 'rekisteri_retention_ends', before: '2020-01-01' }),
    expect.objectContaining({ contactId: person, property: 'rekisteri_retention_status', before: 'active' }),
  ]);
  const first = await page('?limit=1');
  const second = await page(`?limit=1&continuation=${first.changes.continuation}`);
  expect([...first.changes.items, ...second.changes.items]).toEqual(all.changes.items);
  expect(second.changes.continuation).toBeNull();
});

test.each([
  'limit=0',
  'limit=1001',
  'limit=many',
  'limit=',
  'continuation=',
  'continuation=nonsense',
  'continuation=WzFd',
])('a run is not shown for the query %s', async (query) => {
  const answer = await functions().call('GET', `/api/runs/20200101T000000000Z-00000000?${query}`);
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: query.split('=')[0] }] } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test('bad input is named field by field', async () => {
  const body = { scope: 'contacts', contactIds: ['x'], emails: ['aino'], dryRun: 1, dryrun: true };
  const answer = await functions().call('POST', '/api/resync', body);
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'dryRun' }, { path: 'contactIds.0' }, { path: 'emails.0' }, { path: '' }] },
  });
});

test.each([
  ['503', 60],
  ['429-daily', 3_600],
] as const)('while HubSpot answers %s nothing is queued for e-mails', async (kind, seconds) => {
  const { call, hubspot, table } = functions();
  // The shared budget of requests has a row beside the runs, and that one changes.
  const rows = async () => {
    const keys: unknown[] = [];
    for await (const { partitionKey, rowKey } of table('RegisterRuns').listEntities())
      if (partitionKey === 'runs') keys.push(rowKey);
    return [...keys, ...(await leftBehind(table('RegisterIndex')))];
  };
  const before = await rows();
  hubspot.faults.add({ match: () => true, kind });
  const answer = await call('POST', '/api/resync', { scope: 'contacts', emails: [ADDRESS] });
  expect(answer).toMatchObject({ status: 503, body: { status: 503, title: 'HubSpot cannot be asked' } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('retry-after')).toBe(String(seconds));
  expect(await rows()).toEqual(before);
});

test.each([
  ['sync', 'changed'],
  ['retentionClock', 'clock'],
  ['reconcile', 'all'],
])('the timer %s adds a run with scope %s, once, and says so', async (name, scope) => {
  const { host, lines, hubspot, call } = functions();
  spendTheDay();
  lines.length = 0;
  await host.runTimer(name);
  await host.runTimer(name, { isPastDue: true });
  const said = lines.filter((line) => line.includes('timer_added'));
  const event = (line = '') => JSON.parse(line.slice(line.indexOf('{')));
  expect(event(said[0])).toMatchObject({ event: 'timer_added_run', scope });
  expect(event(said[1])).toMatchObject({ event: 'timer_added_no_run', scope });
  expect(said).toHaveLength(2);
  hubspot.faults.clear();
  const { runId } = event(said[0]);
  await call('DELETE', `/api/runs/${runId}`);
  await runWhen(runId, /cancelled|succeeded/);
});
