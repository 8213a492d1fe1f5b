import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host/host.ts';
import { addRecord } from '../../local/simulator/change.ts';
import { serve } from '../../local/simulator/serve.ts';
import { serveByToken } from '../../local/simulator/serve-by-token.ts';
import { createSimulator } from '../../local/simulator/simulator.ts';
import { Closing } from '../../local/start/closing.ts';
import { askDirectly } from '../support/ask-directly.ts';
import { auditEvents } from '../support/audit-events.ts';
import { answerChecker } from '../support/described-answers.ts';
import { documentSchema } from '../support/openapi-document.ts';
import { OBJECT_ID, principal, TENANT, withRoles } from '../support/principals.ts';
import { serveStorage } from '../support/serve-storage.ts';
import { smallAccount } from '../support/small-account.ts';
import { MANY, WITHOUT_RATES } from '../support/without-rates.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const NAMES = ['balentor', 'toinen'] as const;

const closing = new Closing();
const simulators = NAMES.map(() => createSimulator({ account: smallAccount(), now: () => NOW, limits: MANY }));
const [balentor, toinen] = simulators;
const lines: string[] = [];
let host: FunctionsHost;
let connectionString: string;
let faultsOf: ReturnType<typeof answerChecker>;

const ADMIN = withRoles('Register.Admin');

beforeAll(async () => {
  const served = await Promise.all(simulators.map((simulator) => serve(simulator)));
  const hubspot = await serveByToken(new Map(served.map((one, place) => [`token-of-${NAMES[place]}`, one])));
  closing.add(() => hubspot.close());
  const storage = await serveStorage();
  closing.add(() => storage.close());
  askDirectly(storage);
  ({ connectionString } = storage);
  const environment = {
    HUBSPOT_BASE_URL: hubspot.url,
    ...WITHOUT_RATES,
    HUBSPOT_TOKEN_BALENTOR: 'token-of-balentor',
    HUBSPOT_TOKEN_TOINEN: 'token-of-toinen',
    AUDIT_KEY: 'key-of-a-test',
    REGISTER_NOW: new Date(NOW).toISOString(),
    RegisterStorage: connectionString,
    WEBSITE_AUTH_ENABLED: 'true',
    REGISTER_TENANT_ID: TENANT,
    SYNC_SCHEDULE: '0 0 0 1 1 *',
    REGISTER_ACCOUNTS: JSON.stringify([
      {
        name: 'balentor',
        token: 'HUBSPOT_TOKEN_BALENTOR',
        policyFile: 'policy/asiakasrekisteri.json',
        tables: 'unsuffixed',
      },
      { name: 'toinen', token: 'HUBSPOT_TOKEN_TOINEN', policyFile: 'policy/asiakasrekisteri.json' },
    ]),
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  host = await startFunctionsHost({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    main: 'functions/*.ts',
    port: 0,
    connectionString: (name) => (name === 'RegisterStorage' ? connectionString : undefined),
    log: (line) => lines.push(line),
    timersFire: false,
    pollIntervalMs: 20,
    longestPollMs: 160,
  });
  closing.add(() => host.close());
  faultsOf = answerChecker(documentSchema.parse(await (await fetch(`${host.url}/api/openapi.json`)).json()));
});
afterAll(() => closing.close());

const table = (name: string) =>
  TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true });

async function call(method: string, path: string, header: string | undefined = ADMIN, body?: unknown) {
  const answer = await fetch(host.url + path, {
    method,
    headers: {
      ...(header === undefined ? {} : { 'x-ms-client-principal': header }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!path.includes('openapi')) {
    const answered = { method, path, status: answer.status, headers: answer.headers, text };
    expect(faultsOf(answered), `${method} ${path} ${answer.status}`).toEqual([]);
  }
  return { status: answer.status, headers: answer.headers, body: z.looseObject({}).parse(JSON.parse(text)) };
}

async function resyncToTheEnd(account: string) {
  const started = await call('POST', `/api/resync?account=${account}`, ADMIN, { scope: 'all' });
  expect(started.status).toBe(202);
  const location = started.headers.get('location') ?? '';
  expect(location).toContain(`?account=${account}`);
  await host.idle();
  return call('GET', location);
}

test.each([
  ['POST', '/api/resync', { scope: 'all' }],
  ['GET', '/api/runs', undefined],
  ['GET', '/api/runs/20200101T000000000Z-00000000', undefined],
  ['DELETE', '/api/runs/20200101T000000000Z-00000000', undefined],
  ['GET', '/api/audit', undefined],
  ['GET', '/api/audit/verification', undefined],
])('%s %s needs to know the account, and names those there are', async (method, path, body) => {
  for (const query of ['', '?account=', '?account=kolmas', '?account=balentor&account=toinen', '?account=__proto__']) {
    const answer = await call(method, path + query, ADMIN, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toMatch(/balentor, toinen/);
  }
});

test('each account has its own runs, flags and trail, under a key of its own', async () => {
  const before = toinen?.changes.length;
  expect(await resyncToTheEnd('balentor')).toMatchObject({ status: 200, body: { status: 'succeeded' } });
  expect(balentor?.changes.length).toBeGreaterThan(0);
  expect(toinen?.changes.length).toBe(before);
  expect(await resyncToTheEnd('toinen')).toMatchObject({ status: 200, body: { status: 'succeeded' } });
  expect(toinen?.changes.length).toBe(balentor?.changes.length);
  const [first, second] = [await auditEvents(table('RegisterAudit')), await auditEvents(table('RegisterAuditToinen'))];
  expect(second.length).toBe(first.length);
  expect(new Set(second.map(({ keyId }) => keyId))).not.toEqual(new Set(first.map(({ keyId }) => keyId)));
  for (const name of NAMES)
    expect(await call('GET', `/api/audit/verification?account=${name}`)).toMatchObject({ body: { status: 'ok' } });
});

test('pages and links stay with their account', async () => {
  await resyncToTheEnd('toinen');
  const page = await call('GET', '/api/audit?account=toinen&limit=1');
  expect(page.headers.get('link')).toMatch(/account=toinen/);
  const document = await call('GET', '/api/openapi.json', undefined);
  expect(JSON.stringify(document.body)).toContain('$request.query.account');
});

test('the health is of the account that is named, or of all that the caller may see', async () => {
  expect(await call('GET', '/api/health?account=toinen')).toMatchObject({ body: { checks: expect.any(Array) } });
  const all = await call('GET', '/api/health');
  expect(all.body).toMatchObject({ accounts: NAMES.map((account) => ({ account, checks: expect.any(Array) })) });
  const limited = await call('GET', '/api/health', withRoles('Register.Auditor.toinen'));
  expect(limited.body).toMatchObject({ accounts: [{ account: 'toinen' }] });
  expect(JSON.stringify(limited.body)).not.toContain('balentor');
  const stranger = await call('GET', '/api/health', principal());
  expect(Object.keys(stranger.body)).toEqual(['status']);
  expect((await call('GET', '/api/health?account=kolmas')).status).toBe(400);
});

test('a role may be limited to one account; who is refused stands in the trail of the account that was asked for', async () => {
  const header = withRoles('Register.Admin.toinen', 'Register.Officer.balentor');
  expect((await call('GET', '/api/runs?account=toinen', header)).status).toBe(200);
  expect((await call('GET', '/api/runs?account=balentor', header)).status).toBe(200);
  const missing = '/api/runs/20200101T000000000Z-00000000';
  expect((await call('DELETE', `${missing}?account=toinen`, header)).status).toBe(404);
  expect((await call('DELETE', `${missing}?account=balentor`, header)).status).toBe(403);
  expect((await call('GET', '/api/runs', header)).status).toBe(400);
  expect((await call('GET', '/api/runs?account=toinen', withRoles('Register.Admin.balentor'))).status).toBe(403);
  const refusals = async (name: string) =>
    (await auditEvents(table(name)))
      .filter(({ action }) => action === 'refused')
      .map(({ actor, cause }) => ({ actor, cause }));
  expect(await refusals('RegisterAudit')).toContainEqual({
    actor: OBJECT_ID,
    cause: 'method=DELETE reason=role_insufficient',
  });
  expect(await refusals('RegisterAuditToinen')).toContainEqual({
    actor: OBJECT_ID,
    cause: 'method=GET reason=role_missing',
  });
});

test('who calls is told in which accounts they may do what', async () => {
  const header = withRoles('Register.Admin.toinen', 'Register.Officer.balentor', 'Register.Auditor');
  expect(await call('GET', '/api/session', header)).toMatchObject({
    status: 200,
    body: {
      caller: 'person',
      personId: OBJECT_ID,
      registers: [
        { account: 'balentor', roles: ['officer', 'auditor'] },
        { account: 'toinen', roles: ['admin', 'auditor'] },
      ],
    },
  });
  const limited = await call('GET', '/api/session', withRoles('Register.Auditor.toinen'));
  expect(limited.body).toMatchObject({ registers: [{ account: 'toinen', roles: ['auditor'] }] });
  expect((await call('GET', '/api/session', principal())).body).toMatchObject({ caller: 'person', registers: [] });
  expect((await call('GET', '/api/session?account=toinen')).status).toBe(400);
});

test('the record of processing is of the account that is named', async () => {
  const { body } = await call('GET', '/api/record-of-processing?account=toinen');
  expect(body).toMatchObject({ account: 'toinen', register: 'Balentor Oy:n asiakasrekisteri' });
  expect((await call('GET', '/api/record-of-processing')).status).toBe(400);
});

test('an officer and an auditor look, and change nothing', async () => {
  for (const role of ['Register.Officer', 'Register.Auditor', 'Register.Officer.toinen']) {
    expect((await call('GET', '/api/runs?account=toinen', withRoles(role))).status).toBe(200);
    expect((await call('POST', '/api/resync?account=toinen', withRoles(role), { scope: 'all' })).status).toBe(403);
  }
});

test('a request names the same person in other accounts, and says which could not be asked', async () => {
  const officer = withRoles('Register.Officer');
  for (const simulator of simulators)
    addRecord(simulator.account, 'contacts', {
      id: simulator === balentor ? '7001' : '8001',
      createdAt: '2026-11-01T05:06:07.000Z',
      properties: {
        email: 'in.both@example.fi',
        hs_additional_emails: simulator === balentor ? 'aino@example.fi' : '',
      },
    });
  if (toinen !== undefined)
    addRecord(toinen.account, 'contacts', {
      id: '8002',
      createdAt: '2026-11-01T05:06:07.000Z',
      properties: { email: 'aino@example.fi' },
    });
  const wish = { receivedOn: '2026-11-20', channel: 'letter', emails: ['In.Both@example.fi'] };
  const file = (kind: string) => call('POST', '/api/requests?account=balentor', officer, { kind, ...wish });
  const filed = await file('access');
  expect(filed).toMatchObject({
    status: 201,
    body: { contactIds: ['7001'], elsewhere: [{ account: 'toinen', contactIds: ['8001', '8002'] }] },
  });
  expect(filed.headers.get('location')).toContain('?account=balentor');
  // By its id, and by another of its addresses than the one that is known there.
  const byId = { kind: 'rectification', receivedOn: '2026-11-20', channel: 'letter', contactIds: ['7001'] };
  expect((await call('POST', '/api/requests?account=balentor', officer, byId)).body).toMatchObject({
    contactIds: ['7001'],
    elsewhere: [{ account: 'toinen', contactIds: ['8001', '8002'] }],
  });
  toinen?.faults.add({ match: () => true, kind: '429-daily' });
  const unread = await file('portability');
  toinen?.faults.clear();
  expect(unread.body).toMatchObject({ contactIds: ['7001'], elsewhere: [{ account: 'toinen', contactIds: null }] });
  expect((await call('GET', '/api/requests?account=toinen', officer)).body).toMatchObject({ requests: [] });
  // The runs that look at its contacts are over before the next test breaks anything.
  await host.idle();
});

test('a request of one account is none of another: nobody acts on it there, or writes a letter of it', async () => {
  const officer = withRoles('Register.Officer');
  const listed = await call('GET', '/api/requests?account=balentor', officer);
  const { requests } = z.object({ requests: z.array(z.object({ id: z.string() })) }).parse(listed.body);
  const path = `/api/requests/${requests[0]?.id}`;
  expect((await call('GET', `${path}?account=balentor`, officer)).status).toBe(200);
  for (const one of ['', '/letter']) {
    expect((await call('GET', `${path}${one}?account=toinen`, officer)).status).toBe(404);
    expect((await call('GET', `${path}${one}`, officer)).status).toBe(400);
  }
  for (const action of ['ask-identity', 'withdraw', 'complete'])
    expect((await call('POST', `${path}/${action}?account=toinen`, officer)).status).toBe(404);
  const there = withRoles('Register.Officer.toinen');
  expect((await call('POST', `${path}/withdraw?account=balentor`, there)).status).toBe(403);
  expect((await call('GET', `${path}/letter?account=balentor`, there)).status).toBe(403);
});

test('an account whose quota is spent leaves the run, the flags and the trail of another as they are', async () => {
  // The run of a request that was filed before would be the one that waits.
  await host.idle();
  balentor?.faults.add({ match: () => true, kind: '429-daily' });
  const ids = await Promise.all(
    NAMES.map(async (name) =>
      (await call('POST', `/api/resync?account=${name}`, ADMIN, { scope: 'all' })).headers.get('location'),
    ),
  );
  await host.idle();
  balentor?.faults.clear();
  const [failed, well] = await Promise.all(ids.map(async (location) => (await call('GET', location ?? '')).body));
  expect(failed).toMatchObject({ status: 'running', error: { code: 'resume_later' } });
  expect(well).toMatchObject({ status: 'succeeded' });
  expect(await call('GET', '/api/audit/verification?account=toinen')).toMatchObject({ body: { status: 'ok' } });
});
