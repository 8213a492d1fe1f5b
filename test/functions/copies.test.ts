import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { personRequestSchema } from '../../src/http/schemas/person-request.ts';
import { preparedCopySchema } from '../../src/http/schemas/prepared-copy.ts';
import { runAdmin } from '../support/admin-world.ts';
import { addEngagement, erasureAccount } from '../support/erasure-world.ts';
import { keptRows } from '../support/kept-rows.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { startFunctions, TABLES } from '../support/start-functions.ts';
import { storageOfTests } from '../support/storage-of-tests.ts';

// Copies of what is held of a person over HTTP and on the command line.

/** Nobody else has these. */
const PLANTED = ['Salaperäinen-Etunimi', 'Muistio-Kukaan-Ei-Saa-Nähdä', 'kaukana@planted.example'];
const [NAME = '', TEXT = '', ADDRESS = ''] = PLANTED;
const LONG_TEXT = `${TEXT} ${'pitkä teksti '.repeat(20_000)}`;

const account = erasureAccount();
for (const id of ['501', '502']) {
  const properties = { firstname: NAME, email: `${id}${ADDRESS}` };
  addRecord(account, 'contacts', { id, createdAt: '2026-10-01T05:06:07.000Z', properties });
}
addEngagement(account, 'notes', '5001', { hs_note_body: TEXT }, ['501']);
for (let number = 0; number < 36; number += 1)
  addEngagement(account, 'notes', String(6_000 + number), { hs_note_body: LONG_TEXT }, ['502']);

const functions = startFunctions(account, { ...LOCAL_SIGN_IN, SYNC_SCHEDULE: '0 0 0 1 1 *' });
const folder = await mkdtemp(join(tmpdir(), 'rekisteri-'));
afterAll(() => rm(folder, { recursive: true }));

const officer = as('officer1');
const post = (path: string, body?: unknown) => functions().call('POST', path, body, officer);
const get = (path: string, headers: Record<string, string> = {}) =>
  functions().call('GET', path, undefined, { ...officer, ...headers });

const onCommandLine = () => ({ REKISTERI_URL: functions().host.url, REKISTERI_PERSON: 'officer1' });

async function identified(contactId: string, kind = 'access'): Promise<string> {
  const wish = { kind, receivedOn: '2026-11-20', channel: 'letter', contactIds: [contactId] };
  const { id } = personRequestSchema.parse((await post('/api/requests', wish)).body);
  await post(`/api/requests/${id}/identify`, { how: 'call_back' });
  return id;
}

test('a copy is given in each form to an officer alone, and ends the request', async () => {
  const id = await identified('501');
  const path = `/api/requests/${id}/copy`;
  for (const who of ['admin', 'auditor', 'visitor'])
    expect((await functions().call('GET', path, undefined, as(who))).status).toBe(403);
  expect((await functions().call('GET', path)).status).toBe(403);
  expect((await get(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);

  const json = await get(path);
  expect(json.status).toBe(200);
  expect(JSON.stringify(json.body)).toContain(TEXT);
  expect(json.headers.get('content-disposition')).toBe(`attachment; filename="copy-${id}.json"`);
  expect(json.headers.get('cache-control')).toBe('no-store');
  expect(json.headers.get('vary')).toBe('accept');
  const page = await get(path, { accept: 'text/html' });
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
  expect(page.body).toContain(TEXT);
  const pdf = await get(path, { accept: 'application/pdf' });
  expect(String(pdf.body).slice(0, 5)).toBe('%PDF-');
  expect((await get(path, { accept: 'image/png' })).status).toBe(406);

  await post(`/api/requests/${id}/decide`, { items: [{ subject: 'contact:501', outcome: 'granted' }] });
  await post(`/api/requests/${id}/letter-sent`, { letter: 'answer', sentOn: '2026-11-23' });
  // The one after the decision is what ends the request.
  const file = join(folder, 'short.json');
  expect(await runAdmin(['requests', 'copy', id, '--out', file], { environment: onCommandLine() })).toMatchObject({
    status: 0,
    err: expect.stringContaining('SHA-256'),
  });
  expect(await readFile(file, 'utf8')).toContain(TEXT);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await post(`/api/requests/${id}/complete`)).body).toMatchObject({ state: 'answered', open: [] });
});

test('there is none for other kinds, nor before it is known who asks', async () => {
  const wish = { receivedOn: '2026-11-20', channel: 'letter', contactIds: ['101'] };
  const { id } = personRequestSchema.parse((await post('/api/requests', { ...wish, kind: 'access' })).body);
  expect(await get(`/api/requests/${id}/copy`)).toMatchObject({ status: 409, body: { title: 'Not now' } });
  const other = await identified('101', 'objection');
  expect((await get(`/api/requests/${other}/copy`)).status).toBe(409);
  expect((await get('/api/requests/20260101T000000000Z-00000000/copy')).status).toBe(404);
  const portable = await identified('101', 'portability');
  expect((await get(`/api/requests/${portable}/copy`, { accept: 'text/html' })).status).toBe(406);
  expect((await get(`/api/requests/${portable}/copy`)).status).toBe(200);
});

/** The head of an answer whose body nobody reads yet. */
const headOf = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpRequest(functions().host.url + path, { headers: officer }, resolve)
      .on('error', reject)
      .end();
  });

test('a long one is prepared, can be fetched again when it broke off, and is gone once it was fetched', async () => {
  const id = await identified('502');
  const path = `/api/requests/${id}/copy`;
  const asked = await get(path, { accept: 'text/html' });
  expect(asked.status).toBe(202);
  const { copyId } = preparedCopySchema.parse(asked.body);
  const location = `/api/requests/${id}/copies/${copyId}`;
  expect(asked.headers.get('location')).toBe(location);
  expect(asked.headers.get('retry-after')).toBe('10');
  await functions().host.idle();
  expect((await get(`/api/runs/${copyId}`)).body).toMatchObject({ scope: 'copy', status: 'succeeded' });
  expect((await get(path, { accept: 'text/html' })).body).toMatchObject({ copyId, state: 'ready' });

  // Sockets on the way may hold the whole of it, so its second half only comes when the caller has gone.
  const goOn = storageOfTests.holdBlobs();
  const broken = await headOf(location);
  expect(broken.statusCode).toBe(200);
  broken.destroy();
  await once(broken, 'close');
  // By the answer to another call the host has seen that this one is gone.
  expect((await get(`/api/runs/${copyId}`)).status).toBe(200);
  goOn();
  await functions().host.idle();
  const whole = await get(location);
  expect(String(whole.body)).toMatch(/Jäljennös päättyy tähän.*<\/html>$/s);
  expect(Buffer.byteLength(String(whole.body))).toBe(Number(whole.headers.get('content-length')));
  expect(String(whole.body).split(TEXT).length - 1).toBe(36);
  expect((await get(location)).status).toBe(410);
  expect((await get(`/api/requests/${id}/copies/20260101T000000000Z-00000000`)).status).toBe(404);

  const file = join(folder, 'long.json');
  await runAdmin(['requests', 'copy', id, '--out', file], { environment: onCommandLine() });
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ end: expect.anything() });
});

test('the command line takes the form from the name of the file, and discloses nothing for one that is there', async () => {
  const id = await identified('501');
  const page = join(folder, 'page.html');
  const save = ['requests', 'copy', id, '--out', page];
  await runAdmin(save, { environment: onCommandLine() });
  expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>/);
  const { disclosed } = personRequestSchema.parse((await get(`/api/requests/${id}`)).body);
  expect(disclosed).toHaveLength(1);
  expect(await runAdmin(save, { environment: onCommandLine() })).toMatchObject({ status: 2 });
  expect(personRequestSchema.parse((await get(`/api/requests/${id}`)).body).disclosed).toEqual(disclosed);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('nothing of what was in them is in tables, blobs, messages, logs or the trail', async () => {
  const { table, connectionString, lines } = functions();
  await functions().host.idle();
  const kept: string[] = [...lines];
  for (const name of TABLES) kept.push(await keptRows(table(name)));
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  expect(await count(blobs.getContainerClient('register-copies').listBlobsFlat())).toBe(0);
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of queues.listQueues()) {
    const { peekedMessageItems } = await queues.getQueueClient(name).peekMessages({ numberOfMessages: 32 });
    kept.push(...peekedMessageItems.map(({ messageText }) => messageText));
  }
  for (const planted of PLANTED) expect(kept.filter((one) => one.includes(planted))).toEqual([]);
});

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let found = 0;
  for await (const _ of items) found += 1;
  return found;
}
