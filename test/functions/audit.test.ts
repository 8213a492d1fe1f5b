import { expect, test } from 'vitest';
import { z } from 'zod';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { AuditTrail } from '../../src/audit/trail.ts';
import { readCsv } from '../audit/read-csv.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const functions = startFunctions(smallAccount());

const pageSchema = z.object({
  events: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  continuation: z.string().nullable(),
});

const NAMES = ['sequence', 'at', 'runId', 'actor', 'action', 'subject', 'property', 'before', 'after', 'cause', 'hash'];
const MORE = ['chain', 'previousHash', 'keyId'];

const page = async (query: string) => pageSchema.parse((await functions().call('GET', `/api/audit?${query}`)).body);

/** A contact that no account has, with a change to each of these values. */
const CONTACT = '909';
const VALUES = ['Äyräs', '=1+1', 'a;b', '"q"', "'x", ...Array.from({ length: 8 }, (_, index) => `v${index}`)];

let written: Promise<unknown> | undefined;
async function write(): Promise<void> {
  const table = functions().table('RegisterAudit');
  await table.createTable();
  const trail = new AuditTrail(table, new Keyring(new AuditKey('key-of-a-test')), () => '2026-11-23T08:00:00.000Z');
  const changes = VALUES.map((after) => ({ property: 'rekisteri_property', before: '', after }));
  const intent = { subject: `contact:${CONTACT}`, cause: 'meetings:5512', changes };
  written ??= trail.intend([intent], { runId: 'run-1', actor: 'timer' });
  await written;
}

async function raw(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(functions().host.url + path, { headers });
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()), status: answer.status };
}

test('what a run wrote is found by contact and by run', async () => {
  const started = await functions().call('POST', '/api/resync', { scope: 'all' });
  const { runId } = z.object({ runId: z.string() }).parse(started.body);
  await functions().host.idle();
  const { events } = await page(`runId=${runId}&limit=1000`);
  expect(events.length).toBeGreaterThan(10);
  expect(new Set(events.map((event) => event.runId))).toEqual(new Set([runId]));
  const subject = String(events.find((event) => String(event.subject).startsWith('contact:'))?.subject);
  const ofContact = await page(`contactId=${subject.slice('contact:'.length)}&runId=${runId}`);
  expect(ofContact.events).toEqual(events.filter((event) => event.subject === subject));
});

test('pages of events lead to each other, in the answer and in its Link', async () => {
  expect(await page('contactId=1')).toEqual({ events: [], continuation: null });
  await write();
  const first = await functions().call(
    'GET',
    `/api/audit?contactId=${CONTACT}&limit=10&from=2026-11-23T10:00:00%2B02:00`,
  );
  const { events, continuation } = pageSchema.parse(first.body);
  expect(events.map(({ after }) => after)).toEqual(VALUES.slice(-10).reverse());
  expect(Object.keys(events[0] ?? {})).toEqual([...NAMES, ...MORE]);
  const [, address = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
  expect(new URL(address, 'http://x').searchParams.get('continuation')).toBe(continuation);
  const second = await functions().call('GET', address);
  expect(pageSchema.parse(second.body)).toMatchObject({
    events: [{ after: 'a;b' }, { after: '=1+1' }, { after: 'Äyräs' }],
    continuation: null,
  });
  expect(second.headers.get('link')).toBeNull();
});

test.each([
  [`/api/audit?contactId=${CONTACT}&format=csv`, {}],
  [`/api/audit?contactId=${CONTACT}`, { accept: 'text/csv' }],
])('CSV of %s opens in Excel', async (path, headers: Record<string, string>) => {
  await write();
  const answer = await raw(path, headers);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.csv"$/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(answer.bytes.includes(Buffer.from([0xc3, 0x84]))).toBe(true);
  const text = answer.bytes.subarray(3).toString();
  expect(text).toContain(`;"'=1+1";`);
  const [header, ...rows] = readCsv(text);
  expect(header).toEqual([...NAMES, ...MORE]);
  expect(rows.map((row) => row[8])).toEqual(VALUES.toReversed());
});

test('CSV says in a header where it goes on, and the query wins over Accept', async () => {
  await write();
  const answer = await raw(`/api/audit?contactId=${CONTACT}&format=csv&limit=1&code=secret`, {
    accept: 'application/json',
  });
  expect(answer.headers.get('link')).toMatch(
    /^<\/api\/audit\?contactId=909&limit=1&format=csv&continuation=[\w-]+>; rel="next"$/,
  );
  expect((await raw('/api/audit?format=json', { accept: 'text/csv' })).headers.get('content-type')).toMatch(/json/);
});

test('bad input is named', async () => {
  const answer = await functions().call('GET', '/api/audit?limit=0&contact=1');
  expect(answer).toMatchObject({ status: 400, body: { status: 400, errors: [{ path: 'limit' }, { path: '' }] } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test('storage that cannot be used is 503 and says when to try again', async () => {
  await functions().table('RegisterAudit').deleteTable();
  const answer = await functions().call('GET', '/api/audit');
  expect(answer).toMatchObject({ status: 503, body: { status: 503, title: 'Storage cannot be used' } });
  expect(answer.headers.get('retry-after')).toBe('60');
});
