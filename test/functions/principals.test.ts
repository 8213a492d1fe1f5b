import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { auditEvents } from '../support/audit-events.ts';
import { PERSON_CALLS } from '../support/person-calls.ts';
import { base64, OBJECT_ID, OTHER_TENANT, principal, TENANT, withRoles } from '../support/principals.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const functions = startFunctions(smallAccount(), {
  WEBSITE_AUTH_ENABLED: 'True',
  REGISTER_TENANT_ID: TENANT,
  // No run but those that are asked for.
  SYNC_SCHEDULE: '0 0 0 1 1 *',
});

const ROLES = ['Register.Admin', 'Register.Officer', 'Register.Auditor'];
const startedSchema = z.object({ runId: z.string() });

const ADMIN = [['roles', 'Register.Admin']] as const;

const CALLS = [
  ['drift', 'GET', '/api/notice/drift', 404],
  ['notice', 'GET', '/api/notice', 200],
  ['noticeFindings', 'GET', '/api/notice/findings', 200],
  ['recordOfProcessing', 'GET', '/api/record-of-processing', 200],
  ['resync', 'POST', '/api/resync', 202],
  ['runs', 'GET', '/api/runs', 200],
  ['run', 'GET', '/api/runs/20200101T000000000Z-00000000', 404],
  ['run', 'DELETE', '/api/runs/20200101T000000000Z-00000000', 404],
  ['audit', 'GET', '/api/audit', 200],
  ['auditVerification', 'GET', '/api/audit/verification', 200],
  ['disclosures', 'GET', '/api/disclosures', 200],
  ['contacts', 'GET', '/api/contacts', 503],
  ['statistics', 'GET', '/api/statistics', 200],
] as const;

/** The answer to each principal; what an auditor gets depends on the method. */
const PRINCIPALS = [
  ['nobody', undefined, 401],
  ['garbage', '%%%', 401],
  ['base64 of no JSON', Buffer.from('Register.Admin').toString('base64'), 401],
  ['JSON that is no principal', base64({ roles: ['Register.Admin'] }), 401],
  ['another identity provider', principal({ auth_typ: 'google', more: ADMIN }), 401],
  ['no object id', principal({ objectId: [], more: ADMIN }), 401],
  ['another tenant', principal({ tenant: [['tid', OTHER_TENANT]], more: ADMIN }), 403],
  ['no tenant', principal({ tenant: [], more: ADMIN }), 403],
  ['no role', principal(), 403],
  ['another role', withRoles('Register.Reader'), 403],
  ['an auditor', withRoles('Register.Auditor'), 'GET'],
  ['an administrator', withRoles('Register.Admin'), 'all'],
  ['an administrator with a large header', principal({ more: [...ADMIN, ['groups', 'g'.repeat(8_000)]] }), 'all'],
] as const;

const TABLE = PRINCIPALS.flatMap(([who, header, lets]) =>
  CALLS.map(([name, method, path, ok]) => {
    const status = lets === 'all' || lets === method ? ok : typeof lets === 'number' ? lets : 403;
    return [who, method, name, header, path, status] as const;
  }),
);

const said = (header: string | undefined): Record<string, string> =>
  header === undefined ? {} : { 'x-ms-client-principal': header };

const rightTenant = (header: string | undefined) =>
  header !== undefined && Buffer.from(header, 'base64').toString().includes(TENANT);

describe('with App Service Authentication', () => {
  test.each(TABLE)('%s: %s %s', async (_who, method, name, header, path, expected) => {
    const { call, hubspot } = functions();
    const before = hubspot.log.length;
    const body = method === 'POST' ? { scope: 'contacts', emails: ['nobody@example.fi'] } : undefined;
    const answer = await call(method, path, body, said(header));
    // Everybody is listed as soon as a run that an administrator asked for before has come to its end.
    const status = name === 'contacts' && expected === 503 && answer.status === 200 ? 200 : expected;
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    if (status < 400) return;
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    if (status === 401 || status === 403) expect(hubspot.log.length).toBe(before);
  });

  test.each(PRINCIPALS)('%s: the health', async (_who, header, lets) => {
    const { call, hubspot, host } = functions();
    // Runs that administrators asked for before may still be at work.
    await host.idle();
    const before = hubspot.log.length;
    const { status, body } = await call('GET', '/api/health', undefined, said(header));
    expect([200, 503]).toContain(status);
    if (lets === 'GET' || lets === 'all') expect(body).toMatchObject({ checks: expect.any(Array) });
    else {
      expect(Object.keys(Object(body))).toEqual(['status']);
      expect(hubspot.log.length).toBe(before);
    }
  });

  test.each(PRINCIPALS)('%s: the description of what may be called', async (_who, header) => {
    const answer = await functions().call('GET', '/api/openapi.json', undefined, said(header));
    expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
  });

  test.each(PRINCIPALS)('%s: who they are', async (_who, header, lets) => {
    const answer = await functions().call('GET', '/api/session', undefined, said(header));
    const isNobody = lets === 401 || (lets === 403 && !rightTenant(header));
    const roles = lets === 'all' ? ['admin'] : lets === 'GET' ? ['auditor'] : [];
    expect(answer).toMatchObject({
      status: 200,
      body: {
        caller: isNobody ? 'nobody' : 'person',
        personId: isNobody ? null : OBJECT_ID,
        name: isNobody ? null : 'Aino Virtanen',
        today: '2026-11-23',
        registers: roles.length === 0 ? [] : [{ account: null, roles, names: 'shown' }],
      },
    });
  });

  test.each(PRINCIPALS)('%s: the console, which is open to everybody', async (_who, header) => {
    const answer = await functions().call('GET', '/api/console/retention', undefined, said(header));
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<!doctype html>') });
  });

  test.each(PERSON_CALLS)('%s: %s %s needs a person with one of %j', async (_name, method, path, roles) => {
    const { call } = functions();
    const ask = async (header: string) => {
      // Not what any of them takes: so nothing is done for those who may.
      const { status, body } = await call(method, path, method === 'GET' ? undefined : {}, said(header));
      return status === 403 ? Object(body).type : 'may';
    };
    const ofRole: Readonly<Record<string, unknown>> = Object.fromEntries(
      await Promise.all(ROLES.map(async (role) => [role, await ask(withRoles(role))])),
    );
    const expected = ROLES.map((role) => [role, [...roles].some((one) => one === role) ? 'may' : 'about:blank']);
    expect(ofRole).toEqual(Object.fromEntries(expected));
    const application = principal({ more: [...ROLES.map((role) => ['roles', role] as const), ['idtyp', 'app']] });
    expect(await ask(application)).toBe('/problems/person-required');
    expect(await ask(principal())).toBe('about:blank');
  });

  test('every HTTP function is in the table', () => {
    const names = functions().host.functions.flatMap(({ name, trigger }) => (trigger === 'http' ? [name] : []));
    const open = ['console', 'health', 'openapi', 'session'];
    const tried = new Set<string>([...open, ...[...CALLS, ...PERSON_CALLS].map(([name]) => name)]);
    expect([...tried].sort()).toEqual([...new Set(names)].sort());
  });

  test('the caller is the actor of what they do, and of what they may not do', async () => {
    const { call, table, lines } = functions();
    const admin = said(withRoles('Register.Admin'));
    const auditor = said(withRoles('Register.Auditor'));
    const answer = await call('POST', '/api/resync', { scope: 'changed' }, admin);
    const { runId } = startedSchema.parse(answer.body);
    expect((await call('DELETE', `/api/runs/${runId}`, undefined, auditor)).status).toBe(403);
    await call('DELETE', `/api/runs/${runId}`, undefined, admin);
    const events = await auditEvents(table('RegisterAudit'));
    const about = (subject: string) => events.filter((event) => event.subject === subject);
    expect(about(`run:${runId}`)[0]).toMatchObject({
      action: 'run_requested',
      actor: OBJECT_ID,
      runId,
      cause: 'scope=changed dryRun=false',
    });
    expect(about('function:run').at(-1)).toMatchObject({
      action: 'refused',
      actor: OBJECT_ID,
      runId: '',
      cause: 'method=DELETE reason=role_insufficient',
    });
    expect(lines.join('\n')).not.toContain('Aino');
  });

  test('many who did not say who they are leave one event a minute, and a log line each', async () => {
    const { call, table, lines } = functions();
    lines.length = 0;
    for (let knock = 0; knock < 20; knock += 1) await call('GET', '/api/runs');
    const events = await auditEvents(table('RegisterAudit'));
    const unknown = events.filter(({ subject, actor }) => subject === 'function:runs' && actor === 'unknown');
    expect(unknown.length).toBeGreaterThanOrEqual(1);
    expect(unknown.length).toBeLessThanOrEqual(2);
    expect(lines.filter((line) => line.includes('request_refused'))).toHaveLength(20);
  });
});
