import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { erasureAnswerSchema, erasuresAnswerSchema, preparedSchema } from '../../src/http/schemas/erasure.ts';
import { startedSchema } from '../../src/http/schemas/started.ts';
import { certificateSchema } from '../../src/rights/erasure/certificate-schema.ts';
import { runAdmin } from '../support/admin-world.ts';
import { erasureAccount, NOW } from '../support/erasure-register.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { policyWith } from '../support/policy.ts';
import { startFunctions } from '../support/start-functions.ts';

// The whole way over HTTP and on the command line: from a decision of staff to a certificate.

const folder = await mkdtemp(join(tmpdir(), 'rekisteri-'));
const policyFile = join(folder, 'policy.json');
await writeFile(policyFile, JSON.stringify(policyWith({ erasure: { delayHours: 0 } })));
afterAll(() => rm(folder, { recursive: true }));

const functions = startFunctions(erasureAccount(), {
  ...LOCAL_SIGN_IN,
  SYNC_SCHEDULE: '0 0 0 1 1 *',
  REGISTER_POLICY_FILE: policyFile,
  ERASURE_KEY: 'an-erasure-key-for-tests',
});

const MISTAKE = 'mistake';
const [officer1, officer2] = [as('officer1'), as('officer2')];
const get = (path: string, headers = officer1) => functions().call('GET', path, undefined, headers);
const shown = async (id: string) => erasureAnswerSchema.parse((await get(`/api/erasures/${id}`)).body);

/** Somebody has decided, in HubSpot's own pages, to erase four people. */
beforeAll(async () => {
  const { call, host, hubspot } = functions();
  const started = await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
  expect(startedSchema.parse(started.body).status).toBe('queued');
  await host.idle();
  for (const id of ['301', '302', '303', '304'])
    editRecord(hubspot.account, 'contacts', id, { rekisteri_retention_decision: 'erase' }, NOW, byUser(7));
});

async function prepared(): Promise<string> {
  const answer = await functions().call('POST', '/api/erasures', { ground: 'retention' }, officer1);
  expect(answer.status).toBe(202);
  const { id } = preparedSchema.parse(answer.body);
  expect(answer.headers.get('location')).toBe(`/api/erasures/${id}`);
  await functions().host.idle();
  return id;
}

test('only officers prepare, and no key, administrator or auditor', async () => {
  const { call } = functions();
  const body = { ground: 'retention' };
  expect((await call('POST', '/api/erasures', body)).body).toMatchObject({
    type: expect.stringMatching(/person-required$/),
  });
  for (const person of ['admin', 'auditor', 'visitor'])
    expect((await call('POST', '/api/erasures', body, as(person))).status).toBe(403);
  expect((await get('/api/erasures', as('auditor'))).status).toBe(200);
});

test.each([
  ['nothing', undefined],
  ['no ground', {}],
  ['a request that there is not', { ground: 'request', requestId: 'r-1' }],
  ['nobody', { ground: 'retention', contactIds: [] }],
  ['a company', { ground: 'retention', contactIds: ['company:201'] }],
  ['too much', { ground: 'retention', force: true }],
])('%s cannot be prepared: 400 says why', async (_, body) => {
  const answer = await functions().call('POST', '/api/erasures', body, officer1);
  expect([400, 415]).toContain(answer.status);
});

test('a list that is rejected or cancelled erases nobody, and cannot be approved any more', async () => {
  const { call, hubspot } = functions();
  const rejected = await prepared();
  const { listHash } = await shown(rejected);
  expect((await call('POST', `/api/erasures/${rejected}/rejection`, { reason: 'whim' }, officer2)).status).toBe(400);
  const answer = await call('POST', `/api/erasures/${rejected}/rejection`, { reason: MISTAKE }, officer2);
  expect(answer.body).toMatchObject({ state: 'rejected', rejection: { reason: MISTAKE }, actions: [] });
  expect((await call('POST', `/api/erasures/${rejected}/approval`, { listHash }, officer2)).status).toBe(409);
  const cancelled = await prepared();
  expect((await call('DELETE', `/api/erasures/${cancelled}`, undefined, as('admin'))).body).toMatchObject({
    state: 'cancelled',
  });
  expect((await call('DELETE', `/api/erasures/${cancelled}`, undefined, officer1)).status).toBe(409);
  expect((await get(`/api/erasures/${cancelled}/certificate`)).status).toBe(409);
  expect((await get('/api/erasures/20260101T000000000Z-00000000')).status).toBe(404);
  expect(hubspot.account.records.contacts.has('301')).toBe(true);
});

test('from a decision to a certificate', async () => {
  const { call, host, hubspot, signInEarlier } = functions();
  const id = await prepared();
  const before = await shown(id);
  expect(before).toMatchObject({ state: 'awaiting_approval', people: { proposed: 4 }, changes: null });
  const approve = (listHash: string | null, who: Record<string, string>) =>
    call('POST', `/api/erasures/${id}/approval`, { listHash }, who);
  expect((await approve(before.listHash, officer1)).status).toBe(403);

  const exclude = { exclude: [{ contactId: '304', reason: MISTAKE }] };
  const thinned = await call('PATCH', `/api/erasures/${id}`, exclude, officer1);
  expect(thinned.body).toMatchObject({ people: { proposed: 3, excluded: 1 } });
  expect((await approve(before.listHash, officer2)).status).toBe(409);
  const { listHash } = await shown(id);
  expect(listHash).not.toBe(before.listHash);
  signInEarlier(2 * 3_600_000);
  expect((await approve(listHash, officer2)).body).toMatchObject({ status: 403, type: '/problems/fresh-sign-in' });
  signInEarlier(0);
  expect((await approve(listHash, officer2)).status).toBe(202);
  expect((await approve(listHash, officer2)).status).toBe(409);
  await host.idle();

  const after = await shown(id);
  expect(after).toMatchObject({ state: 'completed', people: { done: 3, excluded: 1 }, actions: ['certificate'] });
  const { contacts } = hubspot.account.records;
  expect(['301', '302', '303', '304'].map((one) => contacts.has(one))).toEqual([false, false, false, true]);
  expect((await call('DELETE', `/api/erasures/${id}`, undefined, officer1)).status).toBe(409);

  const json = certificateSchema.parse((await get(`/api/erasures/${id}/certificate`, as('auditor'))).body);
  expect(json).toMatchObject({ erasureId: id, listHash, totals: { people: { done: 3 } }, portalId: 1 });
  const gone = json.people.filter(({ status }) => status === 'done');
  expect(gone.map(({ contactId, event }) => [contactId, event !== null])).toEqual(
    ['301', '302', '303'].map((one) => [one, true]),
  );
  const accept = { accept: 'text/html' };
  const page = await get(`/api/erasures/${id}/certificate`, { ...as('auditor'), ...accept });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(`${JSON.stringify(json)}${page.body}`).not.toMatch(/Nimi30|nimi30|Aino|Eero/);
  const foreign = { ...officer1, 'sec-fetch-site': 'cross-site' };
  expect((await get(`/api/erasures/${id}/certificate`, foreign)).body).toMatchObject({
    type: expect.stringMatching(/cross-site$/),
  });
});

test('lists and people are paged', async () => {
  const { erasures, continuation } = erasuresAnswerSchema.parse((await get('/api/erasures?limit=1')).body);
  expect(erasures).toHaveLength(1);
  const older = erasuresAnswerSchema.parse((await get(`/api/erasures?limit=1&continuation=${continuation}`)).body);
  expect(older.erasures[0]?.id).not.toBe(erasures[0]?.id);
  const path = `/api/erasures/${erasures[0]?.id}?limit=3`;
  const first = erasureAnswerSchema.parse((await get(path)).body);
  const second = erasureAnswerSchema.parse((await get(`${path}&continuation=${first.continuation}`)).body);
  const ids = [...first.items, ...second.items].map(({ contactId }) => contactId);
  expect(ids).toEqual(['301', '302', '303', '304']);
  const of = async (query: string) =>
    erasureAnswerSchema.parse((await get(`/api/erasures/${erasures[0]?.id}?${query}`)).body);
  const excluded = await of('status=excluded');
  expect(excluded).toMatchObject({ items: [{ contactId: '304' }], continuation: null, delayHours: 0 });
  expect(excluded.excludeReasons).toEqual(['mistake', 'needs_review', 'other']);
  expect((await of('status=done&limit=2')).items).toHaveLength(2);
  expect((await of('changed=true')).items).toEqual([]);
  expect((await get(`/api/erasures/${erasures[0]?.id}?status=gone`)).status).toBe(400);
  expect((await get('/api/erasures?continuation=nonsense!')).status).toBe(400);
});

test('the command line does the same', async () => {
  const command = (person: string, ...args: string[]) =>
    runAdmin(['erasures', ...args, '--person', person, '--url', functions().host.url]);
  const asked = await command('officer1', 'prepare', '--contact-id', '304');
  const id = /prepares list (\S+):/.exec(asked.out)?.[1] ?? '';
  await functions().host.idle();
  const { out } = await command('officer1', 'show', id);
  expect(out).toMatch(/awaiting_approval; 1 proposed/);
  const hash = /Hash: ([0-9a-f]{64})/.exec(out)?.[1] ?? '';
  expect((await command('officer1', 'approve', id)).status).toBe(2);
  expect(await command('officer1', 'approve', id, '--list-hash', hash)).toMatchObject({ status: 3 });
  expect((await command('officer2', 'approve', id, '--list-hash', hash)).status).toBe(0);
  await functions().host.idle();
  expect((await command('auditor')).out).toContain('completed');
  expect((await command('auditor', 'certificate', id)).out).toContain('rekisteri-erasure-certificate-v1');
  expect((await command('officer1', 'cancel', id)).status).toBe(3);
  expect((await command('officer1', 'undo', id)).status).toBe(2);
});
