import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { disclosurePageSchema } from '../../src/http/schemas/disclosure.ts';
import { erasureAnswerSchema, preparedSchema } from '../../src/http/schemas/erasure.ts';
import { type PersonRequestAnswer, personRequestSchema } from '../../src/http/schemas/person-request.ts';
import { REQUEST_ACTIONS, type RequestAction } from '../../src/rights/requests/transitions.ts';
import { auditEvents } from '../support/audit-events.ts';
import { erasureAccount } from '../support/erasure-register.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { policyWith } from '../support/policy.ts';
import { startFunctions } from '../support/start-functions.ts';

// A request of every kind from receipt to answer, over HTTP, with the letters that the person gets. After each step everything that may
// not come next is tried, and refused with a reason; so is the step itself a second time.

const folder = await mkdtemp(join(tmpdir(), 'rekisteri-journeys-'));
afterAll(() => rm(folder, { recursive: true }));
const policyFile = join(folder, 'policy.json');
const processors = [{ name: 'One Oy', safeguard: 'EU' }];
await writeFile(policyFile, JSON.stringify(policyWith({ erasure: { delayHours: 0 }, processors, places: null })));

const account = erasureAccount();
const PEOPLE = ['601', '602', '603', '604', '605', '606', '607', '608', '609'];
for (const id of PEOPLE)
  addRecord(account, 'contacts', {
    id,
    createdAt: '2026-10-01T05:06:07.000Z',
    properties: { firstname: 'Aino', lastname: `Matkanen${id}`, email: `journey${id}@example.fi`, phone: '+358401' },
  });

const functions = startFunctions(account, {
  ...LOCAL_SIGN_IN,
  SYNC_SCHEDULE: '0 0 0 1 1 *',
  REGISTER_POLICY_FILE: policyFile,
  ERASURE_KEY: 'an-erasure-key-for-tests',
});

const TODAY = '2026-11-23';
const [officer, officer2] = [as('officer1'), as('officer2')];
const post = (path: string, body?: unknown, who = officer) => functions().call('POST', path, body, who);
const get = (path: string) => functions().call('GET', path, undefined, officer);

beforeAll(async () => {
  await post('/api/resync', { scope: 'all' }, as('admin'));
  await functions().host.idle();
});

/** A body that would do, if the action could be done at all. */
const BODIES: Readonly<Record<RequestAction, (request: PersonRequestAnswer) => unknown>> = {
  'ask-identity': () => undefined,
  identify: () => ({ how: 'call_back' }),
  pause: () => ({ reason: 'identity' }),
  resume: () => undefined,
  extend: () => ({ reason: 'number' }),
  decide: ({ contactIds }) => ({ items: contactIds.map((id) => ({ subject: `contact:${id}`, outcome: 'granted' })) }),
  'letter-sent': () => ({ letter: 'answer', sentOn: TODAY }),
  'recipient-told': () => ({ processor: 'One Oy', on: TODAY }),
  complete: () => undefined,
  lift: () => ({ letterSentOn: TODAY }),
  withdraw: () => undefined,
  'close-unidentified': () => undefined,
  rectifications: ({ contactIds: [contactId = '999'] }) => ({ contactId, property: 'phone', value: '+358402' }),
};

/** These may be done as often as there is reason to. */
const OFTEN: readonly RequestAction[] = ['rectifications'];

/** After these a run looks at the contacts of the request. */
const QUEUES: readonly RequestAction[] = ['decide', 'complete', 'lift'];

async function shown(id: string): Promise<PersonRequestAnswer> {
  return personRequestSchema.parse((await get(`/api/requests/${id}`)).body);
}

const tried = new Set<string>();

/** All that its actions do not name is refused with a reason, and changes nothing; tried once for a state and its actions. */
async function refusesTheRest(request: PersonRequestAnswer): Promise<void> {
  const situation = `${request.state} ${request.actions.join()}`;
  if (tried.has(situation)) return;
  tried.add(situation);
  for (const action of REQUEST_ACTIONS.filter((one) => !request.actions.includes(one))) {
    const answer = await post(`/api/requests/${request.id}/${action}`, BODIES[action](request));
    expect(answer.status, `${action} of one that is ${request.state}`).toBe(409);
    expect(answer.body).toMatchObject({ title: 'Not now', detail: expect.stringMatching(/\S{3}/) });
  }
  expect(await shown(request.id)).toEqual(request);
}

async function filed(wish: object): Promise<PersonRequestAnswer> {
  const given = { receivedOn: '2026-11-20', channel: 'registered_email', ...wish };
  const answer = await post('/api/requests', given);
  expect(answer.status).toBe(201);
  const request = personRequestSchema.parse(answer.body);
  if (request.contactIds.length > 0) expect((await post('/api/requests', given)).status).toBe(409);
  await refusesTheRest(request);
  return request;
}

async function acted(id: string, action: RequestAction, body?: unknown, who = officer): Promise<PersonRequestAnswer> {
  const before = await shown(id);
  expect(before.actions).toContain(action);
  const sent = body ?? BODIES[action](before);
  const answer = await post(`/api/requests/${id}/${action}`, sent, who);
  expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200);
  if (!OFTEN.includes(action)) {
    const again = await post(`/api/requests/${id}/${action}`, sent, who);
    expect(again.status, `${action} a second time`).toBe(409);
  }
  // What was queued for it sets the flags in HubSpot.
  if (QUEUES.includes(action)) await functions().host.idle();
  const after = await shown(id);
  await refusesTheRest(after);
  return after;
}

/** Writes a letter, the one that is called for, and records that it went. */
async function told(id: string, letter: string): Promise<string> {
  const page = await get(`/api/requests/${id}/letter`);
  expect(page.status, JSON.stringify(page.body)).toBe(200);
  expect(String(page.body)).toContain(`<code>${letter}</code>`);
  await acted(id, 'letter-sent', { letter, sentOn: TODAY });
  return String(page.body);
}

/** From receipt until it is known who asks, with the letters on the way. */
async function identified(wish: object): Promise<PersonRequestAnswer> {
  const { id } = await filed(wish);
  await told(id, 'receipt');
  await acted(id, 'ask-identity');
  await told(id, 'identity');
  await acted(id, 'pause');
  await acted(id, 'resume');
  return acted(id, 'identify');
}

/** Not before the person has the answer. */
async function completed(id: string, letter: 'answer' | 'refusal'): Promise<string> {
  const open = (await shown(id)).open.filter((duty) => duty !== 'opt_out');
  expect(open).toEqual([`${letter}_letter`]);
  const page = await told(id, letter);
  const { letters, state } = await acted(id, 'complete');
  expect(letters.map((one) => one.letter)).toContain(letter);
  expect(state).toMatch(/answered|refused/);
  return page;
}

const REMEDY = 'valvontaviranomaiselle';

test('access: nobody is found, and is told so', async () => {
  const { id } = await identified({ kind: 'access', emails: ['nobody@example.fi'] });
  await acted(id, 'decide');
  expect(await completed(id, 'answer')).toContain('Rekisterissä ei ole tietojasi');
  expect((await shown(id)).state).toBe('answered');
});

test('access: a copy, in part', async () => {
  const { id } = await identified({ kind: 'access', contactIds: ['608'] });
  const items = [
    { subject: 'contact:608', outcome: 'granted' },
    { subject: 'notes:5003', outcome: 'refused', ground: 'rights_of_others' },
  ];
  await acted(id, 'decide', { items });
  expect((await get(`/api/requests/${id}/letter`)).status).toBe(409);
  const copy = await get(`/api/requests/${id}/copy`);
  expect(copy.status).toBe(200);
  expect(JSON.stringify(copy.body)).toContain('Matkanen608');
  const page = await completed(id, 'answer');
  expect(page).toMatch(/liitteenä.*JSON-tiedosto, tehty 23\.11\.2026.*Muistiinpano 5003.*valvontaviranomaiselle/s);
  expect((await shown(id)).state).toBe('partly_answered');
});

test('portability', async () => {
  const { id } = await identified({ kind: 'portability', contactIds: ['609'] });
  await acted(id, 'decide');
  expect((await get(`/api/requests/${id}/copy`)).status).toBe(200);
  expect(await completed(id, 'answer')).toMatch(/toinen järjestelmä voi lukea.*JSON-tiedosto, tehty 23\.11\.2026/s);
  expect((await shown(id)).state).toBe('answered');
});

test('access: refused, after it took longer', async () => {
  const { id } = await identified({ kind: 'access', contactIds: ['601'] });
  await acted(id, 'extend');
  expect(await told(id, 'extension')).toMatch(/22\.2\.2027.*valvontaviranomaiselle/s);
  const items = [{ subject: 'contact:601', outcome: 'refused', ground: 'fi_34_security' }];
  await acted(id, 'decide', { items });
  expect(await completed(id, 'refusal')).toMatch(/kansallista turvallisuutta.*valvontaviranomaiselle/s);
  expect((await shown(id)).state).toBe('refused');
});

test('nobody proves who they are', async () => {
  const { id } = await filed({ kind: 'access', contactIds: ['602'], channel: 'other_email' });
  await acted(id, 'ask-identity');
  await told(id, 'identity');
  expect((await post(`/api/requests/${id}/close-unidentified`)).status).toBe(409);
  const page = String((await get(`/api/requests/${id}/letter?kind=refusal`)).body);
  expect(page).toMatch(/Emme ole voineet varmistaa, että pyyntö on sinun.*valvontaviranomaiselle/s);
  await acted(id, 'letter-sent', { letter: 'refusal', sentOn: TODAY });
  expect((await acted(id, 'close-unidentified')).state).toBe('expired');
});

test('whoever wants it no more', async () => {
  const { id } = await identified({ kind: 'portability', contactIds: ['602'] });
  expect((await acted(id, 'withdraw')).actions).toEqual([]);
  expect((await get(`/api/requests/${id}/letter`)).status).toBe(409);
});

test('rectification, refused in part', async () => {
  const { id } = await identified({ kind: 'rectification', contactIds: ['603'] });
  const items = [
    { subject: 'property:phone', outcome: 'granted' },
    { subject: 'property:email', outcome: 'refused', ground: 'still_needed' },
  ];
  expect((await acted(id, 'decide', { items })).open).toContain('rectification');
  expect((await get(`/api/requests/${id}/letter`)).status).toBe(409);
  await acted(id, 'rectifications');
  expect(functions().hubspot.account.records.contacts.get('603')?.properties.phone).toBe('+358402');
  await acted(id, 'recipient-told');
  const page = await completed(id, 'answer');
  expect(page).toMatch(/Puhelinnumero, 23\.11\.2026.*muutoshistoriaan.*One Oy, 23\.11\.2026.*Sähköpostiosoite/s);
  expect(page).toContain(REMEDY);
  expect(page).not.toContain('358402');
  expect((await shown(id)).state).toBe('partly_answered');
});

test('objection to direct marketing', async () => {
  const { id } = await identified({ kind: 'objection', contactIds: ['604'], marketing: true });
  await acted(id, 'decide');
  expect((await get(`/api/requests/${id}/letter`)).body).toMatchObject({ detail: expect.stringContaining('opt-out') });
  expect((await post(`/api/requests/${id}/complete`)).body).toMatchObject({
    detail: expect.stringContaining('opt_out'),
  });
  editRecord(account, 'contacts', '604', { hs_email_optout: 'true' }, Date.parse('2026-11-23T09:00:00Z'), byUser(7));
  expect(await completed(id, 'answer')).toContain('Emme enää lähetä sinulle suoramarkkinointia');
});

const inHubSpot = (id: string) => functions().hubspot.account.records.contacts.get(id)?.properties ?? {};

test('restriction, set and lifted after the person was told', async () => {
  const { id } = await identified({ kind: 'restriction', contactIds: ['606'] });
  await functions().host.idle();
  expect(inHubSpot('606')).toMatchObject({
    rekisteri_request_open: 'restriction',
    rekisteri_request_due: '2026-12-21',
  });
  await acted(id, 'decide');
  expect(inHubSpot('606')).toMatchObject({ rekisteri_processing_restricted: 'true' });
  await acted(id, 'recipient-told');
  expect(await completed(id, 'answer')).toMatch(/Olemme rajoittaneet tietojesi käsittelyä.*ennen kuin poistamme/s);
  expect(inHubSpot('606').rekisteri_request_open ?? '').toBe('');
  expect(inHubSpot('606')).toMatchObject({ rekisteri_processing_restricted: 'true' });
  expect(await told(id, 'lifting')).toMatch(/Kerromme siitä sinulle etukäteen.*valvontaviranomaiselle/s);
  await acted(id, 'lift');
  const log = disclosurePageSchema.parse((await get('/api/disclosures?limit=500')).body).disclosures;
  expect(log.filter(({ requestId, letter }) => requestId === id && letter === 'lifting')).toHaveLength(1);
  expect(inHubSpot('606').rekisteri_processing_restricted).not.toBe('true');
  expect(String((await get(`/api/requests/${id}/letter`)).body)).toContain('<code>answer</code>');
});

test('objection to other processing', async () => {
  const { id } = await identified({ kind: 'objection', contactIds: ['607'] });
  await acted(id, 'decide');
  expect(inHubSpot('607')).toMatchObject({ rekisteri_processing_restricted: 'true' });
  expect(await completed(id, 'answer')).toContain('Lopetamme tietojesi käsittelyn');
});

test('erasure, refused in part', async () => {
  const { id } = await identified({ kind: 'erasure', contactIds: ['303', '307'] });
  const kept = { subject: 'contact:307', outcome: 'refused', ground: 'legal_claims', until: '2029-11-30' };
  await acted(id, 'decide', { items: [{ subject: 'contact:303', outcome: 'granted' }, kept] });
  expect((await get(`/api/requests/${id}/letter?kind=answer`)).status).toBe(409);
  const prepared = await post('/api/erasures', { ground: 'request', requestId: id });
  await functions().host.idle();
  const list = preparedSchema.parse(prepared.body).id;
  const { listHash } = erasureAnswerSchema.parse((await get(`/api/erasures/${list}`)).body);
  expect((await post(`/api/erasures/${list}/approval`, { listHash }, officer2)).status).toBe(202);
  await functions().host.idle();
  expect((await shown(id)).erased).toEqual(['303']);
  await acted(id, 'recipient-told');
  const page = await completed(id, 'answer');
  expect(page).toMatch(/Olemme poistaneet tietosi rekisteristä niiltä osin.*One Oy.*Tietue 307.*30\.11\.2029 asti/s);
  expect((await shown(id)).state).toBe('partly_answered');
});

test('other roles, and nobody, act on none; the trail tells of each refusal, and of no person', async () => {
  const { id } = await filed({ kind: 'access', contactIds: ['605'] });
  for (const who of [as('admin'), as('auditor'), as('visitor'), {}])
    for (const action of REQUEST_ACTIONS)
      expect((await post(`/api/requests/${id}/${action}`, BODIES[action](await shown(id)), who)).status).toBe(403);
  const events = await auditEvents(functions().table('RegisterAudit'));
  expect(events.some(({ action, cause }) => action === 'refused' && /reason=wrong_state/.test(cause ?? ''))).toBe(true);
  expect(JSON.stringify(events)).not.toMatch(/Matkanen|example\.fi|\+3584/);
  expect(functions().lines.join('\n')).not.toMatch(/Matkanen|example\.fi|\+3584/);
});
