import { beforeAll, describe, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { healthSchema } from '../../src/http/schemas/health.ts';
import { type ReturnLine, returnAnswerSchema, returnListSchema } from '../../src/http/schemas/return.ts';
import { auditEvents } from '../support/audit-events.ts';
import { leaveErased } from '../support/erase-from.ts';
import { OBJECT_ID, withRoles } from '../support/principals.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const KEY = 'erasure-key-of-a-test';
const account = smallAccount();
for (const id of ['9001', '9002', '9003'])
  addRecord(account, 'contacts', {
    id,
    createdAt: '2026-11-01T05:06:07.000Z',
    properties: { email: `who.came.back${id}@example.fi` },
  });

const functions = startFunctions(account, {
  WEBSITE_AUTH_ENABLED: 'true',
  ERASURE_KEY: KEY,
  SYNC_SCHEDULE: '0 0 0 1 1 *',
});

const as = (...roles: string[]) => ({ 'x-ms-client-principal': withRoles(...roles) });
const OFFICER = as('Register.Officer');

async function listed(query = ''): Promise<{ returns: ReturnLine[]; continuation: string | null }> {
  const { status, body } = await functions().call('GET', `/api/returns${query}`, undefined, OFFICER);
  expect(status).toBe(200);
  return returnListSchema.parse(body);
}

const answer = (id: string, body: unknown, headers: Record<string, string> = OFFICER) =>
  functions().call('POST', `/api/returns/${id}/answer`, body, headers);

async function health() {
  const { body } = await functions().call('GET', '/api/health', undefined, OFFICER);
  return healthSchema.parse(body).checks?.find(({ name }) => name === 'returns');
}

const idOf = async (contactId: string) =>
  (await listed()).returns.find((one) => one.contactId === contactId)?.id ?? 'nobody';

beforeAll(async () => {
  const { call, table, host } = functions();
  const keys = { audit: 'key-of-a-test', erasure: KEY };
  for (const id of ['9001', '9002', '9003'])
    await leaveErased(table('RegisterErased'), keys, `1${id}`, `Who.Came.Back${id}@example.fi`);
  await call('POST', '/api/resync', { scope: 'all' }, as('Register.Admin'));
  await host.idle();
});

describe('GET /api/returns', () => {
  test('shows who has come back to all roles, page by page', async () => {
    const { returns, continuation } = await listed();
    expect(continuation).toBeNull();
    expect(returns.map(({ contactId }) => contactId).sort()).toEqual(['9001', '9002', '9003']);
    expect(returns[0]).toMatchObject({ match: 'strong', erasureId: 'list-1', answer: null });
    const first = await listed('?limit=2');
    const second = await listed(`?limit=2&continuation=${first.continuation}`);
    expect([...first.returns, ...second.returns]).toEqual(returns);
    expect(second.continuation).toBeNull();
    for (const role of ['Register.Admin', 'Register.Auditor'])
      expect((await functions().call('GET', '/api/returns', undefined, as(role))).status).toBe(200);
    expect((await functions().call('GET', '/api/returns', undefined, as())).status).toBe(403);
  });

  test.each(['?limit=0', '?limit=501', '?continuation=x', '?continuation=cjE', '?page=2'])(
    'refuses %s',
    async (query) => {
      expect((await functions().call('GET', `/api/returns${query}`, undefined, OFFICER)).status).toBe(400);
    },
  );
});

describe('POST /api/returns/{id}/answer', () => {
  test('is for officers alone, and by a page of ours', async () => {
    const id = await idOf('9001');
    const body = { answer: 'new_relationship' };
    for (const roles of [['Register.Admin'], ['Register.Auditor'], ['Register.Admin', 'Register.Auditor'], []])
      expect((await answer(id, body, as(...roles))).status).toBe(403);
    expect((await answer(id, body, { ...OFFICER, origin: 'https://evil.example' })).status).toBe(403);
    expect((await listed()).returns.find((one) => one.id === id)).toMatchObject({ answer: null });
  });

  test('keeps the answer, gives it again, and refuses another', async () => {
    const id = await idOf('9001');
    const { status, body } = await answer(id, { answer: 'new_relationship' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, answer: 'new_relationship', answeredBy: OBJECT_ID, requestId: null });
    expect(await answer(id, { answer: 'new_relationship' })).toMatchObject({ status: 200, body });
    expect(await answer(id, { answer: 'erase_again' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('new_relationship') },
    });
    const events = await auditEvents(functions().table('RegisterAudit'));
    expect(events.filter(({ action }) => action === 'return_answered')).toMatchObject([
      { subject: 'contact:9001', actor: OBJECT_ID, cause: `return=${id} answer=new_relationship` },
    ]);
  });

  test('to erase again erases nobody, and opens a request of the person', async () => {
    const before = functions().hubspot.changes.length;
    const id = await idOf('9002');
    const { status, body } = await answer(id, { answer: 'erase_again' });
    expect(status).toBe(200);
    const { requestId } = returnAnswerSchema.parse(body);
    const request = await functions().call('GET', `/api/requests/${requestId}`, undefined, OFFICER);
    expect(request.body).toMatchObject({ kind: 'erasure', state: 'received', contactIds: ['9002'] });
    expect(functions().hubspot.changes).toHaveLength(before);
    expect(await health()).toMatchObject({
      status: 'degraded',
      reason: expect.not.stringContaining('erased again'),
      key: 'set',
      open: 1,
      returns: [await idOf('9003')],
    });
  });

  test('needs a return there is, and one of two answers', async () => {
    expect((await answer('0'.repeat(32), { answer: 'erase_again' })).status).toBe(404);
    expect((await answer('..%2Fx', { answer: 'erase_again' })).status).toBe(404);
    for (const body of [{ answer: 'erase' }, {}, { answer: 'erase_again', note: 'x' }, []])
      expect((await answer(await idOf('9003'), body)).status).toBe(400);
  });
});

test('no address is in the tables, the logs or the answers', async () => {
  const { table, lines } = functions();
  const kept: string[] = [...lines, JSON.stringify(await listed())];
  for (const name of ['RegisterErased', 'RegisterErasures', 'RegisterRequests', 'RegisterAudit'] as const)
    for await (const row of table(name).listEntities()) kept.push(JSON.stringify(row));
  expect(kept.join('\n')).not.toMatch(/came\.back|example\.fi/i);
});
