import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import { auditPageSchema } from '../../src/http/schemas/audit-event.ts';
import { healthSchema } from '../../src/http/schemas/health.ts';
import { runAnswerSchema, runListSchema } from '../../src/http/schemas/run.ts';
import { startedSchema } from '../../src/http/schemas/started.ts';
import { verificationAnswerSchema } from '../../src/http/schemas/verification.ts';
import { runAdmin } from '../support/admin-world.ts';
import { auditEvents } from '../support/audit-events.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const PROGRAM = fileURLToPath(new URL('../../local/admin.ts', import.meta.url));
const ADDRESS = 'aino.virtanen@example.fi';
const CHANGED = Date.parse('2026-11-23T09:00:00.000Z');
const account = smallAccount();
addRecord(account, 'contacts', { id: '9001', createdAt: '2012-03-04T05:06:07.000Z', properties: { email: ADDRESS } });

const functions = startFunctions(account, { SYNC_SCHEDULE: '0 0 0 1 1 *' });
afterEach(() => functions().hubspot.faults.clear());

const command = (...args: string[]) =>
  runAdmin([...args, '--url', functions().host.url], { pause: () => functions().host.idle() });
const json = async (...args: string[]): Promise<unknown> => JSON.parse((await command(...args, '--json')).out);

/** HubSpot says that the day's quota is used up: whatever is started waits. */
const spendTheDay = () => functions().hubspot.faults.add({ match: () => true, kind: '429-daily' });
const waiting = async () => startedSchema.parse(await json('resync', '--scope', 'all', '--no-wait')).runId;

test('a resync is started and followed to its end, with its progress beside what comes of it', async () => {
  const { status, out, err } = await command('resync', '--scope', 'all');
  expect(status).toBe(0);
  expect(out).toMatch(/^Run \S+ over all has succeeded\.\n/);
  expect(out).toMatch(/contacts +│ \d+/);
  expect(err).toMatch(/is in the line; Ctrl-C stops waiting/);
  expect(err).toMatch(/Finished: (\d+)\/\1 records, \d+ requests/);
});

test('a dry run lists every change it would make, page after page', async () => {
  await command('resync', '--scope', 'all');
  const { hubspot } = functions();
  editRecord(hubspot.account, 'contacts', '9001', { rekisteri_retention_ends: '2020-01-01' }, CHANGED);
  const written = hubspot.changes.length;
  const args = ['resync', '--scope', 'contacts', '--contact-id', '9001', '--email', ADDRESS, '--dry-run'];
  const { status, out, err } = await command(...args);
  expect(status).toBe(0);
  expect(out).toMatch(/contact 9001 │ rekisteri_retention_ends +│ 2020-01-01 │/);
  expect(out).toMatch(/1 changes in all/);
  expect(out + err).not.toContain(ADDRESS);
  expect(hubspot.changes).toHaveLength(written);
  const dry = runAnswerSchema.parse(await json(...args));
  expect(dry).toMatchObject({ dryRun: true, status: 'succeeded', changes: { continuation: null } });
  expect((await command('run', dry.runId, '--changes')).out).toContain('1 changes in all');
});

test('the same key gives the same run', async () => {
  const args = ['resync', '--scope', 'changed', '--no-wait', '--idempotency-key', 'admin-test'];
  const [first, second] = [startedSchema.parse(await json(...args)), startedSchema.parse(await json(...args))];
  expect(second).toEqual(first);
  const other = await command('resync', '--scope', 'all', '--no-wait', '--idempotency-key', 'admin-test');
  expect(other).toMatchObject({
    status: 3,
    out: '',
    err: expect.stringMatching(/Another request has this key \(422\)/),
  });
  await functions().host.idle();
});

test('runs are listed, shown and cancelled', async () => {
  spendTheDay();
  const runId = await waiting();
  expect((await command('runs', '--limit', '1')).out).toContain(runId);
  expect(runListSchema.parse(await json('runs', '--limit', '2')).runs).toHaveLength(2);
  expect(await command('run', runId)).toMatchObject({ status: 0, out: expect.stringMatching(/is (queued|running)/) });
  expect(await command('run', runId, '--cancel')).toMatchObject({ status: 0, out: expect.stringContaining(runId) });
  await vi.waitFor(
    async () => {
      const ended = { status: 1, out: expect.stringMatching(/has been cancelled/) };
      expect(await command('run', runId)).toMatchObject(ended);
    },
    { timeout: 60_000, interval: 50 },
  );
  expect(runAnswerSchema.parse(await json('run', runId)).status).toBe('cancelled');
});

test('a run that fails is told, with its reason and the exit status 1', async () => {
  functions().hubspot.missingScopes.add('communication_preferences.read');
  const { status, out } = await command('resync', '--scope', 'changed');
  functions().hubspot.missingScopes.delete('communication_preferences.read');
  expect(status).toBe(1);
  expect(out).toMatch(/has failed\.\n.*communication_preferences\.read/);
});

test('the audit trail is read as a table, as JSON and as one CSV of all pages', async () => {
  const events = await auditEvents(functions().table('RegisterAudit'));
  const some = await command('audit', '--limit', '3');
  expect(some).toMatchObject({ status: 0, err: expect.stringContaining('--all') });
  expect(auditPageSchema.parse(await json('audit', '--contact-id', '9001', '--limit', '2')).events).toHaveLength(2);
  const { status, out, err } = await command('audit', '--csv', '--all', '--limit', '40');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const lines = out.trimEnd().split('\r\n');
  expect(lines).toHaveLength(events.length + 1);
  expect(lines.filter((line) => line.includes('"sequence"'))).toHaveLength(1);
  const pages = (await command('audit', '--all', '--limit', '40', '--json')).out.trimEnd().split('\n');
  const listed = pages.flatMap((page) => auditPageSchema.parse(JSON.parse(page)).events);
  expect(listed).toHaveLength(events.length);
});

test('verification and health are told in words and in JSON', async () => {
  expect(await command('verification')).toMatchObject({ status: 0, out: expect.stringMatching(/It is whole/) });
  expect(verificationAnswerSchema.parse(await json('verification')).status).toBe('ok');
  const { status, out } = await command('health');
  expect(status).toBe(0);
  expect(out).toMatch(/^The register is degraded\.[\s\S]*settings: AUDIT_KEY/);
  expect(healthSchema.parse(await json('health')).checks).not.toEqual([]);
});

test('a trail that somebody changed does not verify, which is the exit status 1', async () => {
  const table = functions().table('RegisterAudit');
  for await (const row of table.listEntities<{ content?: string }>()) {
    if (row.partitionKey === undefined || row.rowKey === undefined || row.content === undefined) continue;
    await table.updateEntity({ partitionKey: row.partitionKey, rowKey: row.rowKey, actor: 'changed' }, 'Merge');
    break;
  }
  const { status, out } = await command('verification');
  expect({ status, out }).toMatchObject({ status: 1, out: expect.stringMatching(/NOT whole[\s\S]*edited/) });
  // What was found is kept, and is what the health goes by.
  expect(await command('verification', '--last')).toMatchObject({ status: 1 });
  expect(await command('health')).toMatchObject({ status: 1, out: expect.stringMatching(/^The register is failed\./) });
});

test.each([
  [['runs', '--limit', '0'], /Wrong request \(400\)[\s\S]*- limit: must be a whole number from 1 to 100/],
  [['run', '20200101T000000000Z-00000000'], /No such run \(404\)/],
  [['resync', '--scope', 'contacts'], /contactIds and emails must name 1 to 1000/],
  [['resync', '--scope', 'all', '--email', ADDRESS], /emails/],
  [['resync', '--scope', 'contacts', '--email', 'no address'], /- emails\.0: must be an e-mail address/],
])('%j is refused by the service: exit status 3', async (args, message) => {
  const { status, out, err } = await command(...args);
  expect({ status, out }).toEqual({ status: 3, out: '' });
  expect(err).toMatch(message);
  expect(err).not.toContain(ADDRESS);
});

test('Ctrl-C stops waiting, not the run, and says how to stop that', async () => {
  spendTheDay();
  const child = spawn(process.execPath, [PROGRAM, 'resync', '--scope', 'all', '--url', functions().host.url], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = text(child.stdout);
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    if (!err.includes('The run waits') && (err + piece).includes('The run waits')) child.kill('SIGINT');
    err += piece;
  });
  await once(child, 'close');
  expect({ status: child.exitCode, out: await out }).toEqual({ status: 130, out: '' });
  const [, runId = ''] = /npm run admin -- run (\S+) --cancel/.exec(err) ?? [];
  const { call } = functions();
  expect((await call('GET', `/api/runs/${runId}`)).body).toMatchObject({ status: 'running' });
  await call('DELETE', `/api/runs/${runId}`);
});
