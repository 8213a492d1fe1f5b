import { describe, expect, test } from 'vitest';
import { OBJECTS, run } from './running.ts';

describe('who may ask', () => {
  test('a wrong token is 401', async () => {
    const { ask } = await run();
    const reply = await ask('GET', `${OBJECTS}/contacts`, undefined, { headers: { authorization: 'Bearer other' } });
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' });
  });

  test.each([
    ['GET', `${OBJECTS}/contacts`, 'crm.objects.contacts.read'],
    ['GET', `${OBJECTS}/companies`, 'crm.objects.companies.read'],
    ['GET', `${OBJECTS}/meetings`, 'crm.objects.contacts.read'],
    ['GET', `${OBJECTS}/emails`, 'sales-email-read'],
    ['PATCH', `${OBJECTS}/contacts/1`, 'crm.objects.contacts.write'],
    ['PATCH', `${OBJECTS}/companies/1`, 'crm.objects.companies.write'],
    ['DELETE', '/crm/properties/2026-09/contacts/x', 'crm.schemas.contacts.write'],
    ['DELETE', '/crm/properties/2026-09/companies/x', 'crm.schemas.companies.write'],
    ['GET', '/communication-preferences/2026-09/definitions', 'communication_preferences.read'],
    ['GET', '/account-info/2026-09/details', 'oauth'],
  ])('%s %s without %s is 403 and names it', async (method, path, scope) => {
    const { ask } = await run({ missingScopes: [scope] });
    const reply = await ask(method, path, method === 'PATCH' ? { properties: {} } : undefined);
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: [scope] } }],
    });
  });

  test('reading definitions takes the schema scope or the object scope', async () => {
    const path = '/crm/properties/2026-09/contacts';
    const { ask, simulator } = await run({ missingScopes: ['crm.schemas.contacts.read'] });
    expect((await ask('GET', path)).status).toBe(200);
    simulator.missingScopes.add('crm.objects.contacts.read');
    expect((await ask('GET', path)).status).toBe(403);
  });

  test.each([
    '/crm/objects/v3/contacts',
    '/crm/objects/2026-03/contacts',
    '/crm/nothing',
    '/crm/objects/2026-09/contacts/1/2/3',
  ])('%s is 404', async (path) => {
    const { ask } = await run({ asksWrongly: true });
    expect(await ask('GET', path)).toMatchObject({ status: 404, body: { category: 'OBJECT_NOT_FOUND' } });
  });

  test('an unknown object type is 400', async () => {
    const { ask } = await run({ asksWrongly: true });
    expect(await ask('GET', `${OBJECTS}/leads`)).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
  });

  test('every request is logged', async () => {
    const { ask, simulator, account } = await run();
    account.records.contacts.set('5', {
      id: '5',
      properties: {},
      createdAt: '2020-01-01T00:00:00Z',
      updatedAt: '2020-01-01T00:00:00Z',
    });
    await ask('GET', `${OBJECTS}/contacts?limit=5`);
    expect(simulator.log).toEqual([
      {
        method: 'GET',
        path: `${OBJECTS}/contacts`,
        query: '?limit=5',
        status: 200,
        at: simulator.now(),
        objectType: 'contacts',
        ids: ['5'],
      },
    ]);
  });
});
