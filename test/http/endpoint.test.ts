import { HttpRequest, type HttpResponseInit, InvocationContext } from '@azure/functions';
import { describe, expect, it } from 'vitest';
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

const ON = { authentication: true, tenantId: undefined };
const OFF = { authentication: false, tenantId: undefined };

/** An HTTP function over an audit trail of its own, and what it logs. */
async function function_(parts: Partial<Plain>, changes: Partial<Gate<GuardedRegister>> = {}) {
  const { table, trail } = await auditTable();
  const audit = trail();
  const register = { account: undefined, tables: undefined, prepare: async () => undefined, audit };
  const gate = { callers: ON, registers: new Registers([register]), quota: new Quota(() => 0), ...changes };
  const answer = async () => json(200, {});
  const endpoint: Plain = {
    name: 'it',
    operations: { GET: { operationId: 'it', summary: 'It', description: 'It.', answers: {} } },
    route: 'it',
    query: NO_QUERY,
    body: NO_BODY,
    answer,
    ...parts,
  };
  const options = guard(gate, endpoint);
  const lines: unknown[] = [];
  const logHandler = (level: string, ...args: unknown[]) => lines.push([level, ...args]);
  const call = async (method = 'GET', header?: string): Promise<HttpResponseInit> => {
    const headers = header === undefined ? {} : { 'x-ms-client-principal': header };
    const request = new HttpRequest({ method, url: 'http://localhost/api/it', headers });
    const context = new InvocationContext({ functionName: 'it', logHandler });
    return Object(await options.handler(request, context));
  };
  return { options, call, lines, events: () => auditEvents(table) };
}

describe('an HTTP function', () => {
  it('needs a function key only where nobody signs in', async () => {
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
          ...{ method: 'GET', url: `http://localhost/api/it?account=${account}` },
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
