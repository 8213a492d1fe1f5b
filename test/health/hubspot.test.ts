import { expect, test } from 'vitest';
import { requestRun } from '../../src/work/request-run.ts';
import { addContact } from '../support/consent-account.ts';
import { healthAtRest, startHealthApp } from '../support/health-app.ts';
import { checkNamed, troubled } from '../support/health-facts.ts';
import { NOW, syncWorld } from '../support/sync-world.ts';

test('a register that has just done its work is in order, and is asked for one record of each type', async () => {
  const { newHealth, asked } = await healthAtRest();
  const health = await newHealth()();
  expect(troubled(health)).toEqual({});
  const objects = '/crm/objects/2026-09';
  expect(asked().sort()).toEqual([
    'GET /account-info/2026-09/details',
    'GET /communication-preferences/2026-09/definitions',
    'GET /conversations/conversations/2026-09/threads',
    'GET /crm/lists/2026-09',
    ...[
      'calls',
      'communications',
      'companies',
      'contacts',
      'emails',
      'feedback_submissions',
      'meetings',
      'postal_mail',
    ].map((type) => `GET ${objects}/${type}`),

    'GET /crm/properties/2026-09/companies',
    'GET /crm/properties/2026-09/contacts',
    'GET /marketing/marketing-events/2026-09/participations/contacts/0/breakdown',
  ]);
  expect(checkNamed(health, 'hubspotScopes').facts).toMatchObject({
    scopes: {
      oauth: 'granted',
      'crm.objects.contacts.read': 'granted',
      'sales-email-read': 'granted',
      'communication_preferences.read': 'granted',
      'crm.objects.contacts.write': 'granted',
      'crm.schemas.contacts.write': 'unknown',
    },
    unknown: expect.stringMatching(/schemas/),
  });
  expect(checkNamed(health, 'properties').facts).toMatchObject({ right: 21 });
});

test('no personal data is told, or asked for', async () => {
  const account = syncWorld();
  addContact(account, '9', { firstname: 'Aino', lastname: 'Salainen', email: 'aino.salainen@example.fi' });
  const { app, newHealth } = await healthAtRest({ account });
  const health = await newHealth()();
  expect(JSON.stringify(health)).not.toMatch(/salainen|aino|test-token|a-key-for-tests/i);
  const queries = app.hubspot.log.filter(({ path, query }) => /objects/.test(path) && query.includes('limit=1&'));
  expect(queries).toHaveLength(8);
  for (const { query } of queries) expect(query).toContain('properties=hs_object_id');
});

test('a token that HubSpot does not accept is a failure, after being asked once more', async () => {
  const { newHealth, asked } = await startHealthApp({ hubspot: { token: 'another' } });
  const health = await newHealth()();
  expect(checkNamed(health, 'hubspotToken')).toMatchObject({ status: 'failed', reason: expect.stringMatching(/401/) });
  expect(health.status).toBe('failed');
  expect(asked()).toEqual(Array(2).fill('GET /account-info/2026-09/details'));
});

test.each([
  ['sales-email-read', 'emails'],
  ['crm.objects.companies.read', 'companies'],
  ['communication_preferences.read', 'subscription types'],
])('a token without %s is a failure that names it', async (scope) => {
  const { newHealth } = await startHealthApp({ hubspot: { missingScopes: [scope] } });
  const scopes = checkNamed(await newHealth()(), 'hubspotScopes');
  expect(scopes).toMatchObject({ status: 'failed', facts: { scopes: { [scope]: 'refused' } } });
  expect(scopes.reason).toContain(scope);
});

test('a token without what only copies need is in order, and it is said what they lack', async () => {
  const lacking = {
    'crm.lists.read': 'lists',
    'crm.objects.marketing_events.read': 'marketing events',
    'conversations.read': 'conversations',
    'crm.objects.feedback_submissions.read': 'survey responses',
  };
  const missingScopes = Object.keys(lacking);
  const { newHealth } = await healthAtRest({ hubspot: { missingScopes } });
  const scopes = checkNamed(await newHealth()(), 'hubspotScopes');
  expect(scopes).toMatchObject({
    status: 'ok',
    facts: {
      scopes: Object.fromEntries(missingScopes.map((scope) => [scope, 'refused'])),
      copiesLack: Object.entries(lacking)
        .map(([scope, lacks]) => `${lacks}: ${scope}`)
        .join(', '),
    },
  });
});

test('a place of copies that HubSpot does not offer to the account is no fault, as copies have it', async () => {
  const { app, newHealth } = await healthAtRest();
  app.hubspot.faults.add({ match: ({ path }) => /\/threads|feedback_submissions/.test(path), kind: '501' });
  const health = await newHealth()();
  expect(troubled(health)).toEqual({});
  expect(checkNamed(health, 'hubspotScopes').facts).not.toHaveProperty('copiesLack');
});

test.each(['crm.objects.contacts.write', 'crm.schemas.contacts.write', 'crm.schemas.companies.write'])(
  'a token without %s is known to lack it once a run was refused, until a run has written',
  async (scope) => {
    const { app, newHealth } = await startHealthApp();
    app.hubspot.missingScopes.add(scope);
    const scopes = async () => checkNamed(await newHealth()(), 'hubspotScopes');
    expect(await scopes()).toMatchObject({ status: 'ok', facts: { scopes: { [scope]: 'unknown' } } });
    expect(await app.reconcile()).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
    expect(await scopes()).toMatchObject({ status: 'failed', facts: { scopes: { [scope]: 'refused' } } });
    app.hubspot.missingScopes.delete(scope);
    expect(await app.reconcile()).toMatchObject({ status: 'succeeded' });
    expect(await scopes()).toMatchObject({ status: 'ok' });
  },
);

test('properties that are not there yet, and those that the policy names in vain, are named', async () => {
  const account = syncWorld();
  account.properties.contacts.delete('ruokavalio');
  const { newHealth } = await startHealthApp({ account });
  const properties = checkNamed(await newHealth()(), 'properties');
  expect(properties.status).toBe('degraded');
  expect(properties.reason).toMatch(/contacts\.rekisteri_hold_until.*companies\.rekisteri_retention_ends.*ruokavalio/);
  expect(properties.action).toMatch(/run over everything.*policy file/);
});

test.each([
  ['rekisteri_retention_ends', 'failed'],
  ['rekisteri_hold_until', 'degraded'],
] as const)('%s of another type: %s', async (name, status) => {
  const { app, newHealth } = await healthAtRest();
  const property = app.hubspot.account.properties.contacts.get(name);
  if (property) Object.assign(property, { type: 'string', fieldType: 'text' });
  const properties = checkNamed(await newHealth()(), 'properties');
  expect(properties).toMatchObject({
    status,
    facts: { right: 20, conflicts: [{ name, held: 'string', needed: 'date' }] },
  });
});

test('a legal basis that HubSpot has no option for is named, as no consent would be found', async () => {
  const { newHealth } = await startHealthApp({ policy: { consents: { legalBasis: ['Suullinen lupa'] } } });
  const consents = checkNamed(await newHealth()(), 'consents');
  expect(consents).toMatchObject({ status: 'degraded', facts: { subscriptionTypes: { active: 1, inactive: 0 } } });
  expect(consents.reason).toContain('Suullinen lupa');
});

test('HubSpot out of reach degrades the register, and is not asked eleven times', async () => {
  const { app, newHealth, asked } = await healthAtRest();
  app.hubspot.faults.add({ match: () => true, kind: '503' });
  const health = await newHealth()();
  expect(troubled(health)).toEqual({ hubspotToken: 'degraded', properties: 'degraded', consents: 'degraded' });
  expect(checkNamed(health, 'hubspotToken').reason).toMatch(/account: unavailable 503/);
  expect(asked()).toHaveLength(2);
});

test('one type that cannot be read leaves the others known', async () => {
  const { app, newHealth } = await healthAtRest();
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/emails'), kind: '500' });
  const health = await newHealth()();
  expect(troubled(health)).toEqual({ hubspotToken: 'degraded' });
  expect(checkNamed(health, 'hubspotScopes').facts).toMatchObject({
    scopes: { 'sales-email-read': 'unknown', 'crm.objects.contacts.read': 'granted' },
  });
});

test('a silent HubSpot is not waited for, and what it said before is told', async () => {
  const { app, newHealth, setNow } = await healthAtRest();
  expect(troubled(await newHealth()())).toEqual({});
  setNow(NOW + 6 * 60_000);
  app.hubspot.faults.add({ match: () => true, kind: 'hang' });
  const silent = await newHealth({ patienceMs: 400 })();
  expect(troubled(silent)).toEqual({ hubspotToken: 'degraded' });
  expect(checkNamed(silent, 'hubspotToken').reason).toMatch(/no answer within a few seconds/);
});

test("the day's quota used up is told, and no request is made that day", async () => {
  const { app, newHealth, asked } = await startHealthApp({ hubspot: { limits: { daily: 20 } } });
  const engine = app.newEngine();
  await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  await app.workOnce(engine);
  asked();
  const health = await newHealth()();
  expect(checkNamed(health, 'dailyQuota')).toMatchObject({
    status: 'degraded',
    facts: { day: '2026-11-23', left: 0, limit: 20, sharePercent: 50 },
  });
  expect(checkNamed(health, 'hubspotToken').reason).toMatch(/resume_later/);
  expect(asked()).toEqual([]);
});
