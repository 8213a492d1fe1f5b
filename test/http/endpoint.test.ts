import { HttpRequest, type HttpResponseInit, InvocationContext } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChainBusyError, ChainKeyError } from '../../src/audit/errors.ts';
import { json } from '../../src/http/answers.ts';
import { type Endpoint, type Gate, type GuardedRegister, guard, NO_BODY } from '../../src/http/endpoint.ts';
import { NO_QUERY } from '../../src/http/request-query.ts';
import { Quota } from '../../src/quota.ts';
import { Registers } from '../../src/work/registers.ts';
import { auditTable } from '../audit/audit-table.ts';
import { auditEvents } from '../support/audit-events.ts';
import { OBJECT_ID, principal, withRoles } from '../support/principals.ts';

type Plain = Endpoint<Record<string, never>, undefined, GuardedRegister>;

const ON = { authentication: true, tenantId: undefined, localSignIn: undefined, personsTrusted: true };
const OFF = { ...ON, authentication: false };
const described = { operationId: 'it', summary: 'It', description: 'It.', answers: {} };

/** What is sent besides. */
interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly query?: string;
}

/** An HTTP function over an audit trail of its own, and what it logs. */
async function function_(parts: Partial<Plain>, changes: Partial<Gate<GuardedRegister>> = {}) {
  const { table, trail } = await auditTable();
  const audit = trail();
  const register = { account: undefined, tables: undefined, prepare: async () => undefined, audit };
  const gate = { callers: ON, registers: new Registers([register]), quota: new Quota(() => 0), ...changes };
  const answer = async () => json(200, {});
  const endpoint: Plain = {
    name: 'it',
    operations: { GET: described },
    route: 'it',
    query: NO_QUERY,
    body: NO_BODY,
    answer,
    ...parts,
  };
  const options = guard(gate, endpoint);
  const lines: unknown[] = [];
  const logHandler = (level: string, ...args: unknown[]) => lines.push([level, ...args]);
  const call = async (method = 'GET', header?: string, more: Sent = {}): Promise<HttpResponseInit> => {
    const headers = { ...more.headers, ...(header === undefined ? {} : { 'x-ms-client-principal': header }) };
    const body = more.body === undefined ? {} : { body: { string: more.body } };
    const request = new HttpRequest({ method, url: `http://localhost/api/it${more.query ?? ''}`, headers, ...body });
    const context = new InvocationContext({ functionName: 'it', logHandler });
    return Object(await options.handler(request, context));
  };
  return { options, call, lines, events: () => auditEvents(table) };
}

function twoRegisters(): Promise<GuardedRegister[]> {
  return Promise.all(
    ['balentor', 'toinen'].map(async (account) => {
      const { trail } = await auditTable();
      return { account, tables: undefined, prepare: async () => undefined, audit: trail() };
    }),
  );
}

describe('an HTTP function', () => {
  it('needs a function key only where nobody signs in, and answers the methods that are described', async () => {
    expect((await function_(LIST)).options.methods).toEqual(['GET', 'POST', 'PATCH']);
    expect((await function_({}, { callers: OFF })).options.authLevel).toBe('function');
    expect((await function_({}, { callers: ON })).options.authLevel).toBe('anonymous');
  });

  it('answers an error of ours with 500 and tells nothing of it but in the log, and there no message', async () => {
    const failing = await function_({
      answer: async () => {
        throw new TypeError('aino@example.fi is not a function');
      },
    });
    const answer = await failing.call('GET', withRoles('Register.Admin'));
    expect(answer).toMatchObject({ status: 500, jsonBody: { status: 500, title: 'Something went wrong' } });
    expect(JSON.stringify(answer)).not.toMatch(/TypeError|aino|endpoint/);
    const said = JSON.stringify(failing.lines);
    expect(said).toMatch(/unexpected_error.*TypeError.*endpoint\.test\.ts/);
    expect(said).not.toContain('aino');
  });

  it('asks to come again when too many write the audit trail at once', async () => {
    const busy = await function_({
      answer: async () => {
        throw new ChainBusyError('chain-1');
      },
    });
    const answer = await busy.call('GET', withRoles('Register.Admin'));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  });

  it('tells what to do when the audit key was replaced without its predecessor: no repetition mends that', async () => {
    const locked = await function_({
      answer: async () => {
        throw new ChainKeyError('chain-1', 'aaaa', 'bbbb');
      },
    });
    const answer = await locked.call('GET', withRoles('Register.Admin'));
    const detail = expect.stringContaining('AUDIT_KEYS_PREVIOUS');
    expect(answer).toMatchObject({ status: 503, jsonBody: { title: 'The audit key was replaced', detail } });
  });

  it('refuses ?__proto__= as any parameter that it does not know', async () => {
    const { options } = await function_({});
    const headers = { 'x-ms-client-principal': withRoles('Register.Admin') };
    for (const name of ['__proto__', 'constructor', 'account']) {
      const request = new HttpRequest({ method: 'GET', url: `http://localhost/api/it?${name}=x`, headers });
      const answer = await options.handler(request, new InvocationContext({ functionName: 'it' }));
      expect([name, Object(answer).status]).toEqual([name, 400]);
    }
  });

  it('may have an answer of its own for somebody without a role, which is no refusal', async () => {
    const open = await function_({ answerWithoutRole: async () => json(200, { status: 'ok' }) });
    for (const header of [undefined, '%%%', principal()])
      expect(await open.call('GET', header)).toMatchObject({ status: 200, jsonBody: { status: 'ok' } });
    expect(await open.events()).toEqual([]);
  });

  it('counts the refusals of each account apart: who knocks at one does not hide what happens at another', async () => {
    const tables = await Promise.all([auditTable(), auditTable()]);
    const registers = ['balentor', 'toinen'].map((account, index) => {
      const audit = tables[index]?.trail() ?? { record: () => Promise.reject(new Error('no table')) };
      return { account, tables: undefined, prepare: async () => undefined, audit };
    });
    const { options } = await function_({}, { registers: new Registers(registers) });
    const knock = (account: string, header: string) =>
      options.handler(
        new HttpRequest({
          method: 'GET',
          url: `http://localhost/api/it?account=${account}`,
          headers: { 'x-ms-client-principal': header },
        }),
        new InvocationContext({ functionName: 'it', logHandler: () => undefined }),
      );
    for (let count = 0; count < 62; count += 1) await knock('balentor', principal());
    await knock('balentor', '%%%');
    for (const header of [principal(), '%%%']) await knock('toinen', header);
    const counts = await Promise.all(tables.map(async ({ table }) => (await auditEvents(table)).length));
    expect(counts).toEqual([61, 2]);
  });

  it('records each refusal of somebody who is known, up to sixty a minute', async () => {
    const { call, events } = await function_({});
    for (let count = 0; count < 65; count += 1) expect(await call('GET', principal())).toMatchObject({ status: 403 });
    const recorded = await events();
    expect(recorded).toHaveLength(60);
    expect(recorded[0]).toMatchObject({
      actor: OBJECT_ID,
      subject: 'function:it',
      cause: 'method=GET reason=role_missing',
    });
  });

  it('refuses also when that cannot be recorded, and says so', async () => {
    const audit = { record: () => Promise.reject(new Error('no trail')) };
    const { call, lines } = await function_(
      {},
      { registers: new Registers([{ account: undefined, tables: undefined, prepare: async () => undefined, audit }]) },
    );
    expect(await call('GET')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(JSON.stringify(lines)).toContain('refusal_not_recorded');
  });
});

const LIST: Partial<Plain> = {
  operations: { GET: described, POST: described, PATCH: described },
  mayCall: { POST: ['officer'], PATCH: ['officer', 'admin'] },
  personRequired: true,
};

const app = (role: string) =>
  principal({
    more: [
      ['roles', role],
      ['idtyp', 'app'],
    ],
  });

describe('a function that only people may call', () => {
  it('tells by which role, by whom and where it is done, and records each refusal with its reason', async () => {
    const { call, events } = await function_(LIST);
    const forbidden = (type: string, detail: RegExp) => {
      const body = { type, status: 403, title: expect.any(String), detail: expect.stringMatching(detail) };
      return { status: 403, headers: { 'content-type': 'application/problem+json' }, jsonBody: body };
    };
    const wrong = forbidden('about:blank', /the role Register\.Officer\.$/);
    expect(await call('POST', withRoles('Register.Admin'))).toMatchObject(wrong);
    expect(await call('PATCH', withRoles('Register.Auditor'))).toMatchObject(
      forbidden('about:blank', /the role Register\.Officer or Register\.Admin\.$/),
    );
    const person = forbidden('/problems/person-required', /a person with the role Register\.Officer:/);
    expect(await call('POST', app('Register.Officer'))).toMatchObject(person);
    const reasons = (await events()).map(({ cause, actor }) => [cause, actor]);
    expect(reasons.toSorted()).toEqual([
      ['method=PATCH reason=role_insufficient', OBJECT_ID],
      ['method=POST reason=person_required', OBJECT_ID],
      ['method=POST reason=role_insufficient', OBJECT_ID],
    ]);
    expect(await call('POST', withRoles('Register.Officer'))).toMatchObject({ status: 200 });
  });

  it('is closed to the function key, whatever it says of itself', async () => {
    const { call, events } = await function_(LIST, { callers: OFF });
    for (const header of [undefined, withRoles('Register.Officer')])
      for (const method of ['GET', 'POST'])
        expect(await call(method, header)).toMatchObject({
          status: 403,
          jsonBody: { type: '/problems/person-required' },
        });
    expect((await events())[0]).toMatchObject({
      action: 'refused',
      actor: 'key',
      cause: expect.stringMatching(/person_required$/),
    });
  });

  it('is closed to everybody outside Azure where HubSpot is not on this machine', async () => {
    for (const callers of [ON, OFF]) {
      const { call, events } = await function_(LIST, { callers: { ...callers, personsTrusted: false } });
      for (const header of [withRoles('Register.Officer', 'Register.Admin'), app('Register.Officer')])
        expect(await call('GET', header)).toMatchObject({ status: 403, jsonBody: { type: '/problems/only-in-azure' } });
      expect((await events())[0]).toMatchObject({ cause: 'method=GET reason=only_in_azure' });
    }
    const { call } = await function_(LIST, { callers: { ...ON, personsTrusted: false } });
    expect(await call('GET')).toMatchObject({ status: 401 });
  });

  it('sees only the registers in which its caller has a role that does', async () => {
    const registers = await twoRegisters();
    const seen: Partial<Plain> = {
      account: 'optional',
      mayCall: { GET: ['officer'] },
      answer: async ({ registers: all }) => json(200, { accounts: all.map(({ account }) => account) }),
    };
    const { call } = await function_(seen, { registers: new Registers(registers) });
    const answer = await call('GET', withRoles('Register.Officer.toinen', 'Register.Auditor'));
    expect(answer).toMatchObject({ status: 200, jsonBody: { accounts: ['toinen'] } });
  });
});

describe('where there are two accounts', () => {
  const told: Partial<Plain> = {
    mayCall: { GET: ['officer'] },
    answer: async ({ register, registers, byAccount }) =>
      json(200, { register: register.account, registers: registers.map(({ account }) => account), byAccount }),
  };
  const ofToinen = withRoles('Register.Officer.toinen');

  it('a role of one opens no other, and nothing is done without the name of one', async () => {
    const { call } = await function_(told, { registers: new Registers(await twoRegisters()) });
    expect(await call('GET', ofToinen, { query: '?account=balentor' })).toMatchObject({ status: 403 });
    expect(await call('GET', ofToinen, { query: '?account=toinen' })).toMatchObject({
      status: 200,
      jsonBody: { register: 'toinen', registers: ['toinen'], byAccount: false },
    });
    for (const query of ['', '?account=kolmas', '?account=toinen&account=balentor'])
      expect(await call('GET', withRoles('Register.Officer'), { query })).toMatchObject({ status: 400 });
  });

  it('what is about all tells of each by its name, and of an only one without', async () => {
    const all: Partial<Plain> = { ...told, account: 'optional' };
    const { call } = await function_(all, { registers: new Registers(await twoRegisters()) });
    const both = { registers: ['balentor', 'toinen'], byAccount: true };
    expect(await call('GET', withRoles('Register.Officer'))).toMatchObject({ status: 200, jsonBody: both });
    const only = await function_(all);
    expect(await only.call('GET', withRoles('Register.Officer'))).toMatchObject({
      status: 200,
      jsonBody: { registers: [undefined], byAccount: false },
    });
  });
});

describe('what another site asks of a browser', () => {
  const CROSS = { headers: { 'sec-fetch-site': 'cross-site' } };

  it('is refused, and recorded', async () => {
    const { call, events } = await function_({ operations: { GET: described, DELETE: described } });
    const admin = withRoles('Register.Admin');
    const answer = await call('DELETE', admin, CROSS);
    expect(answer).toMatchObject({ status: 403, jsonBody: { type: '/problems/cross-site' } });
    expect(await call('DELETE', admin, { headers: { origin: 'http://localhost:8080' } })).toMatchObject({
      status: 403,
    });
    expect((await events())[0]).toMatchObject({ actor: OBJECT_ID, cause: 'method=DELETE reason=cross_site' });
    expect(await call('DELETE', admin, { headers: { origin: 'http://localhost' } })).toMatchObject({ status: 200 });
    expect(await call('GET', admin, CROSS)).toMatchObject({ status: 200 });
  });

  it('is refused also as a GET where a function says so', async () => {
    const { call } = await function_({ sameSiteOnly: true });
    const admin = withRoles('Register.Admin');
    expect(await call('GET', admin, CROSS)).toMatchObject({ status: 403, jsonBody: { type: '/problems/cross-site' } });
    expect(await call('GET', admin, { headers: { 'sec-fetch-site': 'none' } })).toMatchObject({ status: 200 });
  });
});

describe('the body', () => {
  const admin = withRoles('Register.Admin');
  const echo = { answer: async ({ body }: { body: unknown }) => json(200, { body: body ?? null }) };
  const operations = { POST: described, PUT: described, PATCH: described, DELETE: described };

  /** A function that takes `{"a": "…"}`, or also nothing. */
  async function taking(schema: z.ZodType) {
    const { trail } = await auditTable();
    const register = { account: undefined, tables: undefined, prepare: async () => undefined, audit: trail() };
    const gate = { callers: ON, registers: new Registers([register]), quota: new Quota(() => 0) };
    const options = guard(gate, { name: 'it', operations, route: 'it', query: NO_QUERY, body: schema, ...echo });
    return async (method: string, sent?: string) => {
      const body = sent === undefined ? {} : { body: { string: sent } };
      const headers = { 'x-ms-client-principal': admin };
      const request = new HttpRequest({ method, url: 'http://localhost/api/it', headers, ...body });
      return Object(await options.handler(request, new InvocationContext({ functionName: 'it' })));
    };
  }

  it('of POST, PUT and PATCH is read, of DELETE is not', async () => {
    const call = await taking(z.strictObject({ a: z.string() }));
    for (const method of ['POST', 'PUT', 'PATCH']) {
      expect(await call(method, '{"a":"x"}')).toMatchObject({ status: 200, jsonBody: { body: { a: 'x' } } });
      expect(await call(method, '{"b":"x"}')).toMatchObject({ status: 400 });
      expect(await call(method)).toMatchObject({ status: 400 });
    }
    expect(await (await taking(z.undefined()))('DELETE', '{"a":"x"}')).toMatchObject({ jsonBody: { body: null } });
  });

  it('may be left out where the function takes nothing too, and is not read where it takes nothing else', async () => {
    const optional = await taking(z.strictObject({ a: z.string() }).optional());
    expect(await optional('POST')).toMatchObject({ status: 200, jsonBody: { body: null } });
    expect(await optional('POST', '{"a":"x"}')).toMatchObject({ status: 200, jsonBody: { body: { a: 'x' } } });
    expect(await optional('POST', '{"b":"x"}')).toMatchObject({ status: 400 });
    const none = await taking(NO_BODY);
    expect(await none('POST', 'no JSON at all')).toMatchObject({ status: 200, jsonBody: { body: null } });
  });
});
