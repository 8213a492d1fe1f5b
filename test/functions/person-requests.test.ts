import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { disclosurePageSchema } from '../../src/http/schemas/disclosure.ts';
import { erasureAnswerSchema, preparedSchema } from '../../src/http/schemas/erasure.ts';
import {
  personRequestListSchema,
  personRequestSchema,
  requestWithChoicesSchema,
} from '../../src/http/schemas/person-request.ts';
import { runAdmin } from '../support/admin-world.ts';
import { auditEvents } from '../support/audit-events.ts';
import { erasureAccount } from '../support/erasure-register.ts';
import { keptRows } from '../support/kept-rows.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { policyWith } from '../support/policy.ts';
import { startFunctions } from '../support/start-functions.ts';

// Requests of people over HTTP and on the command line, from receipt to answer.

const folder = await mkdtemp(join(tmpdir(), 'rekisteri-'));
const policyFile = join(folder, 'policy.json');
const processors = [{ name: 'One Oy', safeguard: 'EU' }];
await writeFile(policyFile, JSON.stringify(policyWith({ erasure: { delayHours: 0 }, processors })));
afterAll(() => rm(folder, { recursive: true }));

const account = erasureAccount();
for (const id of ['401', '402', '403', '404', '405', '406'])
  addRecord(account, 'contacts', {
    id,
    createdAt: '2026-10-01T05:06:07.000Z',
    properties: { email: `asks${id}@example.fi` },
  });

const functions = startFunctions(account, {
  ...LOCAL_SIGN_IN,
  SYNC_SCHEDULE: '0 0 0 1 1 *',
  REGISTER_POLICY_FILE: policyFile,
  ERASURE_KEY: 'an-erasure-key-for-tests',
});

const [officer1, officer2] = [as('officer1'), as('officer2')];
const post = (path: string, body?: unknown, who = officer1) => functions().call('POST', path, body, who);
const get = (path: string, who = officer1) => functions().call('GET', path, undefined, who);
const TODAY = '2026-11-23';
const wish = (more: object) => ({ kind: 'access', receivedOn: '2026-11-20', channel: 'letter', ...more });

beforeAll(async () => {
  await post('/api/resync', { scope: 'all' }, as('admin'));
  await functions().host.idle();
});

async function filed(more: object) {
  const answer = await post('/api/requests', wish(more));
  expect(answer.status).toBe(201);
  const request = personRequestSchema.parse(answer.body);
  expect(answer.headers.get('location')).toBe(`/api/requests/${request.id}`);
  return request;
}

async function acted(id: string, action: string, body?: unknown, who = officer1) {
  const answer = await post(`/api/requests/${id}/${action}`, body, who);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return personRequestSchema.parse(answer.body);
}

const granted = (id: string) => ({ items: [{ subject: `contact:${id}`, outcome: 'granted' }] });

test('an address is looked up and not kept; one of nobody finds nobody', async () => {
  const request = await filed({ emails: ['Asks401@example.fi'] });
  expect(request).toMatchObject({ contactIds: ['401'], state: 'received', dueOn: '2026-12-21', elsewhere: [] });
  expect(request.actions).toEqual([
    'ask-identity',
    'identify',
    'pause',
    'extend',
    'letter-sent',
    'recipient-told',
    'withdraw',
  ]);
  expect(await filed({ emails: ['nobody@example.fi'] })).toMatchObject({ contactIds: [], state: 'received' });
  const kept: string[] = [...functions().lines];
  for (const name of ['RegisterRequests', 'RegisterAudit'] as const)
    for await (const row of functions().table(name).listEntities()) kept.push(JSON.stringify(row));
  expect(kept.join('\n')).not.toMatch(/example\.fi/i);
});

test('nobody has two of one kind open', async () => {
  const { id } = await filed({ contactIds: ['402'] });
  expect(await post('/api/requests', wish({ emails: ['asks402@example.fi'] }))).toMatchObject({
    status: 409,
    body: { type: '/problems/already-open', detail: expect.stringContaining(id) },
  });
  await filed({ kind: 'portability', contactIds: ['402'] });
  expect((await acted(id, 'withdraw')).state).toBe('withdrawn');
  await filed({ contactIds: ['402'] });
});

test.each([
  ['a kind that there is not', { kind: 'curiosity', contactIds: ['403'] }],
  ['a day that has not come', { receivedOn: '2026-11-24', contactIds: ['403'] }],
  ['ids and addresses', { contactIds: ['403'], emails: ['asks403@example.fi'] }],
  ['a contact that there is not', { contactIds: ['999999'] }],
  ['marketing that is no objection', { marketing: true, contactIds: ['403'] }],
  ['free text', { note: 'soitti', contactIds: ['403'] }],
  ['nothing that HubSpot could look up', { emails: ['not an address'] }],
])('%s is not filed: 400 says why', async (_, more) => {
  expect((await post('/api/requests', wish(more))).status).toBe(400);
});

test('only officers act, all roles look, and what is not there is not', async () => {
  const { id } = await filed({ contactIds: ['403'] });
  for (const person of ['admin', 'auditor']) {
    expect((await post('/api/requests', wish({ contactIds: [] }), as(person))).status).toBe(403);
    expect((await post(`/api/requests/${id}/withdraw`, undefined, as(person))).status).toBe(403);
    expect((await get(`/api/requests/${id}`, as(person))).status).toBe(200);
    expect((await get('/api/requests', as(person))).status).toBe(200);
  }
  expect((await get('/api/requests/20260101T000000000Z-00000000')).status).toBe(404);
  expect((await post('/api/requests/..%2Fx/complete')).status).toBe(404);
  expect((await post(`/api/requests/${id}/decide`, granted('403'))).status).toBe(409);
  expect((await post(`/api/requests/${id}/identify`, { how: 'passport_copy' })).status).toBe(400);
});

test('to refuse as excessive takes another officer', async () => {
  const { id } = await filed({ contactIds: ['404'] });
  await acted(id, 'identify', { how: 'known_in_person' });
  const item = { subject: 'contact:404', outcome: 'refused', ground: 'unfounded_or_excessive', proofRef: 'D-7' };
  expect(await acted(id, 'decide', { items: [item] })).toMatchObject({ state: 'assessing', decision: null });
  expect((await post(`/api/requests/${id}/decide`, { items: [item] })).status).toBe(403);
  expect(await acted(id, 'decide', { items: [item] }, officer2)).toMatchObject({ state: 'executing' });
  expect((await post(`/api/requests/${id}/complete`)).status).toBe(409);
  expect(await acted(id, 'letter-sent', { letter: 'refusal', sentOn: TODAY })).toMatchObject({ open: [] });
  expect(await acted(id, 'complete')).toMatchObject({ state: 'refused', actions: ['letter-sent', 'recipient-told'] });
});

test('an objection to marketing ends when HubSpot holds the opt-out', async () => {
  const { id } = await filed({ kind: 'objection', marketing: true, contactIds: ['405'] });
  await acted(id, 'identify', { how: 'call_back' });
  const no = { items: [{ subject: 'contact:405', outcome: 'refused', ground: 'compelling_grounds' }] };
  expect((await post(`/api/requests/${id}/decide`, no)).status).toBe(400);
  await acted(id, 'decide', granted('405'));
  await acted(id, 'letter-sent', { letter: 'answer', sentOn: TODAY });
  expect(await post(`/api/requests/${id}/complete`)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('opt_out') },
  });
  const contact = functions().hubspot.account.records.contacts.get('405');
  if (contact !== undefined) contact.properties.hs_email_optout = 'true';
  expect((await acted(id, 'complete')).state).toBe('answered');
});

test('an erasure, from receipt over its list to the answer', async () => {
  const { hubspot, host } = functions();
  const { id } = await filed({ kind: 'erasure', contactIds: ['303', '307'] });
  const ask = (more: object = {}) => post('/api/erasures', { ground: 'request', requestId: id, ...more });
  expect((await ask()).status).toBe(400);
  await acted(id, 'identify', { how: 'registered_email_reply' });
  const kept = { subject: 'contact:307', outcome: 'refused', ground: 'legal_claims', until: '2029-11-30' };
  const decided = await acted(id, 'decide', { items: [...granted('303').items, kept] });
  expect(decided).toMatchObject({ state: 'awaiting_approval', open: ['erasure', 'recipients', 'answer_letter'] });
  expect((await ask({ contactIds: ['307'] })).status).toBe(400);
  const prepared = await ask();
  expect(prepared.status).toBe(202);
  const list = preparedSchema.parse(prepared.body).id;
  await host.idle();
  expect(await post(`/api/requests/${id}/withdraw`)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining(list) },
  });
  const { listHash, items } = erasureAnswerSchema.parse((await get(`/api/erasures/${list}`)).body);
  expect(items.map(({ contactId, status, reason }) => [contactId, status, reason])).toEqual([
    ['303', 'proposed', null],
  ]);
  expect((await post(`/api/erasures/${list}/approval`, { listHash }, officer2)).status).toBe(202);
  await host.idle();
  expect(hubspot.account.records.contacts.has('303')).toBe(false);
  expect(hubspot.account.records.contacts.has('307')).toBe(true);
  const after = personRequestSchema.parse((await get(`/api/requests/${id}`)).body);
  expect(after).toMatchObject({ state: 'executing', erased: ['303'], open: ['recipients', 'answer_letter'] });
  await acted(id, 'recipient-told', { processor: 'One Oy', on: TODAY });
  await acted(id, 'letter-sent', { letter: 'answer', sentOn: TODAY });
  expect(await acted(id, 'complete')).toMatchObject({
    state: 'partly_answered',
    recipients: [{ processor: 'One Oy', on: TODAY }],
  });
  expect((await ask()).status).toBe(400);
  const events = await auditEvents(functions().table('RegisterAudit'));
  expect(events.filter(({ subject }) => subject === `request:${id}`).map(({ action }) => action)).toEqual([
    'request_filed',
    'request_identified',
    'request_decided',
    'refused',
    'request_erased',
    'request_recipient_told',
    'request_letter_sent',
    'request_completed',
  ]);
});

test('whoever has another request open is not erased', async () => {
  await filed({ contactIds: ['304'] });
  const { id } = await filed({ kind: 'erasure', contactIds: ['304'] });
  await acted(id, 'identify', { how: 'document_seen' });
  await acted(id, 'decide', granted('304'));
  const prepared = await post('/api/erasures', { ground: 'request', requestId: id });
  await functions().host.idle();
  const list = await get(`/api/erasures/${preparedSchema.parse(prepared.body).id}`);
  expect(erasureAnswerSchema.parse(list.body).items).toMatchObject([{ status: 'protected', reason: 'open_request' }]);
});

test('requests are paged, newest first', async () => {
  const first = personRequestListSchema.parse((await get('/api/requests?limit=2')).body);
  const second = personRequestListSchema.parse(
    (await get(`/api/requests?limit=2&continuation=${first.continuation}`)).body,
  );
  const ids = [...first.requests, ...second.requests].map(({ id }) => id);
  expect(ids).toHaveLength(4);
  expect(ids).toEqual(ids.toSorted().toReversed());
  expect((await get('/api/requests?continuation=nonsense!')).status).toBe(400);
});

test("open requests come by their deadline, and filters are the server's", async () => {
  const late = await filed({ contactIds: ['401'], kind: 'objection', receivedOn: '2026-09-01' });
  const list = async (query: string) => personRequestListSchema.parse((await get(`/api/requests?${query}`)).body);
  const whole = (await list('state=open&limit=200')).requests;
  expect(whole.every(({ endedAt }) => endedAt === null)).toBe(true);
  expect(whole[0]?.id).toBe(late.id);
  expect(whole.map(({ dueOn }) => dueOn)).toEqual(whole.map(({ dueOn }) => dueOn).toSorted());
  const paged: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page = await list(`state=open&limit=2${next === '' ? '' : `&continuation=${next}`}`);
    paged.push(...page.requests.map(({ id }) => id));
    next = page.continuation;
  }
  expect(paged).toEqual(whole.map(({ id }) => id));
  const ended = (await list('state=ended')).requests;
  expect(ended.length).toBeGreaterThan(0);
  expect(ended.every(({ endedAt }) => endedAt !== null)).toBe(true);
  const theirs = (await list('contactId=401')).requests;
  expect(theirs.map(({ id }) => id)).toContain(late.id);
  expect(theirs.every(({ contactIds }) => contactIds.includes('401'))).toBe(true);
  expect(new Set((await list('kind=objection')).requests.map(({ kind }) => kind))).toEqual(new Set(['objection']));
  for (const query of ['state=all', 'kind=curiosity', 'contactId=x'])
    expect((await get(`/api/requests?${query}`)).status).toBe(400);
  await acted(late.id, 'withdraw');
});

test('one request shows what there is to choose from', async () => {
  const { id } = await filed({ kind: 'rectification', contactIds: ['406'] });
  const shown = async () => requestWithChoicesSchema.parse((await get(`/api/requests/${id}`, as('auditor'))).body);
  const { choices } = await shown();
  expect(choices.grounds.map(({ ground }) => ground)).toContain('legal_claims');
  expect(choices.grounds.every(({ ground, text }) => text.fi !== ground)).toBe(true);
  expect(choices.properties).toContainEqual(expect.objectContaining({ property: 'city' }));
  expect(choices).toMatchObject({ calledFor: 'receipt' });
  expect(choices.letters).toContainEqual({ letter: 'answer', hindrance: 'not_decided' });
  expect(choices.letters).toContainEqual({ letter: 'identity', hindrance: null });
  await acted(id, 'identify', { how: 'call_back' });
  expect((await shown()).choices.letters).toContainEqual({ letter: 'identity', hindrance: 'identified' });
  await acted(id, 'withdraw');
});

test('a value is put right before the decision, and its request ends', async () => {
  const { hubspot, call, table } = functions();
  const { id } = await filed({ kind: 'rectification', contactIds: ['405'] });
  const body = { contactId: '405', property: 'city', value: ' Oikeakaupunki ' };
  const rectified = (sent: object, who = officer1) => post(`/api/requests/${id}/rectifications`, sent, who);
  expect(await rectified(body)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('received') } });
  const asked = await acted(id, 'identify', { how: 'call_back' });
  expect(asked.actions).toContain('rectifications');
  for (const person of ['admin', 'auditor']) expect((await rectified(body, as(person))).status).toBe(403);
  expect((await call('POST', `/api/requests/${id}/rectifications`, body)).status).toBe(403);
  for (const [sent, path] of [
    [{ ...body, value: '   ' }, 'value'],
    [{ ...body, value: 'x'.repeat(65_537) }, 'value'],
    [{ ...body, property: 'City' }, 'property'],
    [{ ...body, property: 'lifecyclestage' }, 'property'],
    [{ ...body, contactId: '406' }, 'contactId'],
    [{ ...body, property: 'email', value: 'salaisuus' }, 'value'],
  ] as const) {
    const answer = await rectified(sent);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect(JSON.stringify(answer.body)).not.toMatch(/salaisuus|Oikea/);
  }
  const done = await rectified(body);
  expect(done).toMatchObject({
    status: 200,
    body: { state: 'assessing', rectification: { as: 'written' }, rectified: [{ contactId: '405', property: 'city' }] },
  });
  expect(hubspot.account.records.contacts.get('405')?.properties.city).toBe('Oikeakaupunki');
  expect(await rectified({ ...body, property: 'email', value: 'asks404@example.fi' })).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/Another contact has this address: 404/) },
  });
  hubspot.faults.add({ match: ({ method }) => method === 'PATCH', kind: '500' });
  const lost = await rectified({ ...body, value: 'Turku' });
  hubspot.faults.clear();
  expect(lost).toMatchObject({ status: 503, body: { detail: expect.stringContaining('safe') } });
  expect(lost.headers.get('retry-after')).toBe('60');
  const piped = await runAdmin(
    ['requests', 'rectify', id, '--contact', '405', '--property', 'zip', '--value', '-', '--person', 'officer1'],
    { environment: { REKISTERI_URL: functions().host.url }, input: '00100\n' },
  );
  expect(piped).toMatchObject({ status: 0, out: expect.stringMatching(/^Contact 405, zip: written\.\nRequest /) });
  expect(hubspot.account.records.contacts.get('405')?.properties.zip).toBe('00100');
  await acted(id, 'decide', { items: [{ subject: 'property:city', outcome: 'granted' }] });
  expect(await rectified(body)).toMatchObject({ status: 409 });
  await acted(id, 'recipient-told', { processor: 'One Oy', on: TODAY });
  await acted(id, 'letter-sent', { letter: 'answer', sentOn: TODAY });
  expect(await acted(id, 'complete')).toMatchObject({ state: 'answered', open: [] });
  const kept = [await keptRows(table('RegisterAudit')), await keptRows(table('RegisterRequests'))].join('\n');
  expect(kept).not.toMatch(/kaupunki|asks404/i);
});

test('disclosures are told to every role and to a key, as JSON, CSV and on the command line', async () => {
  const { call, host } = functions();
  const mine = await filed({ kind: 'erasure', contactIds: ['402'] });
  await acted(mine.id, 'letter-sent', { letter: 'receipt', sentOn: TODAY });
  await acted(mine.id, 'recipient-told', { processor: 'One Oy', on: TODAY });
  for (const who of [as('admin'), as('officer2'), as('auditor'), {}]) {
    const answer = await call('GET', '/api/disclosures', undefined, who);
    const { disclosures, continuation } = disclosurePageSchema.parse(answer.body);
    const own = disclosures.filter(({ requestId }) => requestId === mine.id);
    expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(['letter_sent', 'recipient_told']));
    expect(continuation).toBeNull();
  }
  const first = disclosurePageSchema.parse((await call('GET', '/api/disclosures?limit=1')).body);
  const rest = await call('GET', `/api/disclosures?limit=1&continuation=${first.continuation}`);
  expect(disclosurePageSchema.parse(rest.body).disclosures).toHaveLength(1);
  expect((await get('/api/disclosures', as('visitor'))).status).toBe(403);
  expect((await get('/api/disclosures?from=2026-11-24&to=2026-11-23')).status).toBe(400);
  expect((await get('/api/disclosures?from=2026-11-24')).body).toEqual({ disclosures: [], continuation: null });
  const csv = await call('GET', '/api/disclosures', undefined, { ...officer1, accept: 'text/csv' });
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
  const all = ['--csv', '--all', '--limit', '2', '--person', 'auditor', '--url', host.url];
  const { out, status } = await runAdmin(['disclosures', ...all]);
  expect(status).toBe(0);
  const lines = out.trim().split('\r\n');
  expect(lines.filter((line) => line.includes('"kind"'))).toHaveLength(1);
  expect(lines.some((line) => line.includes('"list_erased"'))).toBe(true);
  expect((await runAdmin(['disclosures', '--url', host.url])).out).toContain('One Oy');
});

test('the command line does the same', async () => {
  const command = (...args: string[]) =>
    runAdmin(['requests', ...args, '--person', 'officer1', '--url', functions().host.url]);
  const asked = ['--kind', 'access', '--channel', 'phone', '--received-on', '2026-11-20'];
  const { out } = await command('file', ...asked, '--contact-id', '406');
  expect(out).toMatch(/received; contacts 406\.\nReceived on 2026-11-20 \(phone\)\. Due on 2026-12-21\./);
  const id = /Request (\S+) /.exec(out)?.[1] ?? '';
  expect((await command('pause', id, '--reason', 'identity')).out).toContain('resume');
  expect((await command('resume', id)).status).toBe(0);
  expect((await command('extend', id, '--reason', 'number')).out).toContain('Due on 2027-02-22');
  expect((await command('identify', id, '--how', 'call_back')).out).toContain('assessing');
  const refuse = ['--refuse', 'contact:406', '--ground', 'legal_obligation', '--statute', 'KPL 2:10'];
  expect((await command('decide', id, ...refuse)).out).toContain('Open: refusal_letter.');
  expect((await command('complete', id)).status).toBe(3);
  expect((await command('letter-sent', id, '--letter', 'refusal', '--on', TODAY)).status).toBe(0);
  expect((await command('complete', id)).out).toContain('refused');
  expect((await command()).out).toContain(id);
  expect((await command('--state', 'ended', '--kind', 'access', '--contact-id', '406')).out).toContain(id);
  for (const other of [
    ['--state', 'open'],
    ['--kind', 'erasure'],
    ['--contact-id', '405'],
  ])
    expect((await command('--all', ...other)).out).not.toContain(id);
  expect((await command('--contact-id', '405', '--contact-id', '406')).status).toBe(2);
  expect((await command('show', id)).out).toContain('letter-sent');
  expect((await command('forget', id)).status).toBe(2);
  expect((await command('show')).status).toBe(2);
});
