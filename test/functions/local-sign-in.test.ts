import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { INVENTED_PEOPLE } from '../../local/sign-in/people.ts';
import { auditEvents } from '../support/audit-events.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { PERSON_CALLS } from '../support/person-calls.ts';
import { withRoles } from '../support/principals.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

// The real functions on the local host, with its own sign-in before them.

const functions = startFunctions(smallAccount(), { ...LOCAL_SIGN_IN, SYNC_SCHEDULE: '0 0 0 1 1 *' });

const UNKNOWN_RUN = '/api/runs/20200101T000000000Z-00000000';
const objectIdOf = (person: string) => INVENTED_PEOPLE.find(({ id }) => id === person)?.objectId;

/** Signs somebody in as a browser does; gives the cookie. */
async function cookieOf(person: string): Promise<string> {
  const address = `${functions().host.url}/.auth/login/aad?person=${person}`;
  const answer = await fetch(address, { redirect: 'manual' });
  expect(answer.status).toBe(302);
  await answer.text();
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe.each([
  ['by name', async (person: string) => as(person)],
  ['by cookie', async (person: string) => ({ cookie: await cookieOf(person) })],
])('an invented person, signed in %s', (_how, signIn) => {
  test.each([
    ['admin', 200, 404],
    ['officer1', 200, 403],
    ['officer2', 200, 403],
    ['auditor', 200, 403],
    ['visitor', 403, 403],
  ])('%s may what their roles say', async (person, get, remove) => {
    const { call, table } = functions();
    const headers = await signIn(person);
    expect((await call('GET', '/api/runs', undefined, headers)).status).toBe(get);
    expect((await call('DELETE', UNKNOWN_RUN, undefined, headers)).status).toBe(remove);
    if (remove === 404) return;
    const refused = (await auditEvents(table('RegisterAudit'))).filter(({ action }) => action === 'refused');
    expect(refused.map(({ actor }) => actor)).toContain(objectIdOf(person));
  });
});

test('whoever is signed in is the actor of what they do', async () => {
  const { call, table } = functions();
  const answer = await call('POST', '/api/resync', { scope: 'changed' }, as('admin'));
  const { runId } = z.object({ runId: z.string() }).parse(answer.body);
  const events = await auditEvents(table('RegisterAudit'));
  expect(events.find(({ subject }) => subject === `run:${runId}`)).toMatchObject({ actor: objectIdOf('admin') });
});

test('a request that names nobody is the key, whatever headers of the platform or of ours it has', async () => {
  const { call, table } = functions();
  const forged = [
    {},
    { 'x-ms-client-principal': withRoles('Register.Auditor') },
    { 'x-ms-client-principal': withRoles('Register.Auditor'), 'x-rekisteri-local-sign-in': 'x'.repeat(43) },
    // Even who knows the secret cannot say it from outside.
    {
      'x-ms-client-principal': withRoles('Register.Auditor'),
      'x-rekisteri-local-sign-in': LOCAL_SIGN_IN.REGISTER_LOCAL_SIGN_IN,
    },
    { cookie: 'AppServiceAuthSession=made-up' },
    { authorization: 'Bearer something.else' },
  ];
  for (const headers of forged)
    expect((await call('DELETE', UNKNOWN_RUN, undefined, headers)).status, JSON.stringify(headers)).toBe(404);
  const answer = await call('POST', '/api/resync', { scope: 'all' }, forged[1]);
  const { runId } = z.object({ runId: z.string() }).parse(answer.body);
  const events = await auditEvents(table('RegisterAudit'));
  expect(events.find(({ subject }) => subject === `run:${runId}`)).toMatchObject({ actor: 'key' });
});

test.each(PERSON_CALLS)(
  '%s: %s %s is open to an invented person of %j and not to the key',
  async (_, method, path, roles) => {
    const { call } = functions();
    const ask = (headers: Record<string, string>) => call(method, path, method === 'GET' ? undefined : {}, headers);
    expect(await ask({})).toMatchObject({ status: 403, body: { type: '/problems/person-required' } });
    const person = roles.some((role) => role === 'Register.Officer') ? 'officer1' : 'admin';
    expect((await ask(as(person))).status).not.toBe(403);
    expect(await ask(as('visitor'))).toMatchObject({ status: 403, body: { type: 'about:blank' } });
  },
);

test('forged headers do not change who is signed in', async () => {
  const { call } = functions();
  const forged = { ...as('auditor'), 'x-ms-client-principal': withRoles('Register.Admin') };
  expect((await call('DELETE', UNKNOWN_RUN, undefined, forged)).status).toBe(403);
});

test('somebody who was not invented is nobody', async () => {
  const answer = await functions().call('GET', '/api/runs', undefined, as('aino'));
  expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining('admin, officer1') } });
});

test('a page of another site cannot use the cookie', async () => {
  const headers = { cookie: await cookieOf('admin'), 'sec-fetch-site': 'cross-site' };
  expect((await functions().call('DELETE', UNKNOWN_RUN, undefined, headers)).status).toBe(403);
});

test('who signs out is signed out, and their cookie is worth nothing', async () => {
  const { call, host } = functions();
  const cookie = await cookieOf('visitor');
  expect((await call('GET', '/api/runs', undefined, { cookie })).status).toBe(403);
  const out = await fetch(`${host.url}/.auth/logout`, { headers: { cookie }, redirect: 'manual' });
  expect(out.status).toBe(302);
  await out.text();
  expect((await call('GET', '/api/runs', undefined, { cookie })).status).toBe(200);
});

test('no name of anybody is in the trail or in the log', async () => {
  const { table, lines } = functions();
  const all = JSON.stringify(await auditEvents(table('RegisterAudit'))) + lines.join('\n');
  for (const { name, id } of INVENTED_PEOPLE) expect(all).not.toMatch(new RegExp(`${name}|${id}@`));
  expect(all).not.toContain(LOCAL_SIGN_IN.REGISTER_LOCAL_SIGN_IN);
});
