import { afterEach, expect, test } from 'vitest';
import { associatedIds } from '../../local/simulator/change.ts';
import type { Simulator } from '../../local/simulator/simulator.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { companyAccount } from '../support/company-account.ts';
import { heldByAccount } from '../support/held-values.ts';
import { oracleRegister } from '../support/oracle-register.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');

let app: RegisterApp;
afterEach(() => app.close());

const start = async (options: Partial<Parameters<typeof startRegisterApp>[0]> = {}) => {
  app = await startRegisterApp({ account: companyAccount({ seed: 1, now: NOW }), now: NOW, ...options });
  return app;
};

const valuesOf = ({ hubspot: { account } }: RegisterApp) => heldByAccount(account, 'contacts');

const inputIds = (body: unknown): string[] => JSON.stringify(body ?? '').match(/(?<="id":")\d+(?=")/g) ?? [];

/** Contacts that share a company with one of the given ones, and those themselves. */
const withColleagues = ({ hubspot: { account } }: RegisterApp, ids: Iterable<string>) => {
  const touched = new Set(ids);
  const companies = new Set([...touched].map((id) => account.records.contacts.get(id)?.properties.associatedcompanyid));
  for (const { id, properties, archivedAt } of account.records.contacts.values()) {
    if (!archivedAt && properties.associatedcompanyid && companies.has(properties.associatedcompanyid)) touched.add(id);
  }
  return touched;
};

/**
 * The touched contacts are unknown with their clocks as they were, but their consents are written; those whose own
 * activities could not be read keep their categories as they were. All others are what the rule says.
 */
const expectUnknown = (touched: ReadonlySet<string>, ownUnread: ReadonlySet<string>) => {
  const wanted = oracleRegister(app.hubspot.account, app.policy, NOW).contacts;
  const held = valuesOf(app);
  for (const [id, values] of held) {
    const expected = touched.has(id)
      ? {
          ...wanted.get(id),
          ...(ownUnread.has(id) ? { rekisteri_data_categories: '' } : {}),
          rekisteri_last_contact_at: '',
          rekisteri_last_contact_source: '',
          rekisteri_customer_last_contact_at: '',
          rekisteri_retention_basis: '',
          rekisteri_retention_ends: '',
          rekisteri_retention_status: 'unknown',
        }
      : wanted.get(id);
    expect([id, values]).toEqual([id, expected]);
  }
  expect(touched.size).toBeGreaterThan(0);
  expect(touched.size).toBeLessThan(held.size);
};

test.each([1, 2, 3])(
  'seed %i: with two in a hundred answers failing in every way the flags are the same, without a storm of 429s',
  async (seed) => {
    const { reconcile, hubspot } = await start({ timeoutMs: 1_000 });
    hubspot.faults.random({ rate: 0.02, seed });
    const run = await reconcile();
    expect(run).toMatchObject({ status: 'succeeded', contacts: { processed: 300, failed: 0, unknown: 0 } });
    expect(valuesOf(app)).toEqual(oracleRegister(hubspot.account, app.policy, NOW).contacts);
    const keys = hubspot.changes.map(({ objectType, id, property }) => `${objectType} ${id} ${property}`);
    expect(new Set(keys).size).toBe(keys.length);
  },
);

test('every fifth answer failing is survived too', async () => {
  const { reconcile, hubspot } = await start({ timeoutMs: 1_000 });
  hubspot.faults.random({ rate: 0.2, seed: 5 });
  expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { failed: 0, unknown: 0 } });
  expect(valuesOf(app)).toEqual(oracleRegister(hubspot.account, app.policy, NOW).contacts);
});

test('an activity type that stays unreadable makes those unknown who have any of it, and their colleagues', async () => {
  const { reconcile, hubspot } = await start();
  hubspot.faults.add({ match: ({ path }) => path.endsWith('/objects/2026-09/calls/batch/read'), kind: '500' });
  hubspot.faults.add({ match: ({ path }) => /\/objects\/2026-09\/calls\/\d+$/.test(path), kind: '500' });
  const run = await reconcile();
  expect(run.status).toBe('succeeded');
  const { records } = hubspot.account;
  const hasCalls = (kind: 'contacts' | 'companies', id: string) =>
    associatedIds(hubspot.account, kind, id, 'calls').some((call) => !records.calls.get(call)?.archivedAt);
  const withCalls = [...records.contacts.keys()].filter((id) => hasCalls('contacts', id));
  const companies = new Set([...records.companies.keys()].filter((id) => hasCalls('companies', id)));
  const employed = [...records.contacts.values()].filter((c) => companies.has(c.properties.associatedcompanyid ?? ''));
  expectUnknown(
    new Set([...withColleagues(app, withCalls), ...employed.map(({ id }) => id)].filter((id) => valuesOf(app).has(id))),
    new Set(withCalls),
  );
  const [failure] = await app.newEngine().reports.list(run.runId, 'failure', 1);
  expect(failure?.reason).toMatch(/^calls:\d+ could not be read \(unavailable 500\)/);
  expect(run.problems.length + run.contacts.unknown).toBeGreaterThan(0);
});

test('one contact whose associations cannot be read makes itself and its colleagues unknown, nobody else', async () => {
  const { reconcile, hubspot } = await start();
  const contact = [...hubspot.account.records.contacts.values()].find(
    (c) => !c.archivedAt && c.properties.associatedcompanyid,
  );
  const id = contact?.id ?? '';
  hubspot.faults.add({
    match: ({ path, body }) => path.includes('/associations/2026-09/contacts/meetings/') && inputIds(body).includes(id),
    kind: 'garbage',
  });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'succeeded' });
  expectUnknown(withColleagues(app, [id]), new Set([id]));
  const failures = await app.newEngine().reports.list(run.runId, 'failure', 1_000);
  expect(failures.find((failure) => failure.kind === 'contacts' && failure.id === id)?.reason).toBe(
    'associations to meetings could not be read (unexpected_answer 200)',
  );
});

test('a company that stays unreadable makes its contacts unknown, nobody else', async () => {
  const { reconcile, hubspot } = await start();
  const employed = [...hubspot.account.records.contacts.values()].find(
    (c) => !c.archivedAt && c.properties.associatedcompanyid,
  );
  const companyId = employed?.properties.associatedcompanyid ?? '';
  hubspot.faults.add({
    match: ({ path, body }) => path.includes('/companies/') && inputIds(body).includes(companyId),
    kind: '503',
  });
  expect(await reconcile()).toMatchObject({ status: 'succeeded' });
  expectUnknown(withColleagues(app, [employed?.id ?? '']), new Set());
});

test('a list of companies that breaks off is made up for through the contacts, and the run says so', async () => {
  const { reconcile, hubspot } = await start();
  hubspot.faults.add({
    match: ({ method, path }) => method === 'GET' && path.endsWith('/objects/2026-09/companies'),
    kind: 'cut',
  });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { unknown: 0 } });
  expect(run.problems).toEqual([
    expect.stringContaining('The list of companies broke off'),
    expect.stringMatching(/^HubSpot's list of companies left out \d+ that are there/),
  ]);
  expect(valuesOf(app)).toEqual(oracleRegister(hubspot.account, app.policy, NOW).contacts);
});

test('a wrong token fails the run with one clear message and nothing written', async () => {
  const { reconcile, hubspot } = await start({ hubspot: { token: 'another' } });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'failed', error: { code: 'unauthorized' } });
  expect(run.error?.message).toContain('HUBSPOT_ACCESS_TOKEN');
  expect(writes(hubspot.log)).toEqual([]);
});

test.each([
  'sales-email-read',
  'crm.objects.contacts.write',
  'crm.objects.companies.write',
  'crm.objects.companies.read',
])('without the scope %s the run fails, names it, and has written nothing', async (scope) => {
  const { reconcile, hubspot } = await start({ hubspot: { missingScopes: [scope] } });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
  expect(run.error?.message).toContain(scope);
  expect(writes(hubspot.log)).toEqual([]);
  expect(hubspot.changes).toEqual([]);
});

test('one contact that HubSpot refuses is reported; the others are written', async () => {
  const { reconcile, hubspot } = await start();
  const id = [...hubspot.account.records.contacts.values()].find((c) => !c.archivedAt)?.id ?? '';
  hubspot.faults.add({
    match: ({ path, body }) => path.endsWith('/contacts/batch/update') && inputIds(body).includes(id),
    kind: '423',
  });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { failed: 1, changed: 299 } });
  expect(await app.newEngine().reports.list(run.runId, 'failure', 10)).toEqual([
    { severity: 'failure', kind: 'contacts', id, reason: 'not written: unavailable 423' },
  ]);
  hubspot.faults.clear();
  expect(await reconcile()).toMatchObject({ contacts: { failed: 0, changed: 1, unchanged: 299 } });
});

test('a daily quota that runs out stops the run until after midnight in the time zone of the account', async () => {
  const { hubspot, newEngine, workOnce } = await start();
  hubspot.faults.add({ match: ({ path }) => path.includes('/objects/2026-09/emails/'), kind: '429-daily' });
  const engine = newEngine();
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: false });
  await workOnce(engine);
  const run = (await engine.ledger.find(runId))?.run;
  expect(run).toMatchObject({ status: 'running', error: { code: 'resume_later' }, leaseUntil: 0 });
  const wait = (run?.notBefore ?? 0) - engine.systemNow();
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(25 * 3_600_000 + 60_000);
  expect(await workOnce(engine)).toBe(false);
});

/** Requests that changed something; a batch without inputs, which tells whether the token may write, does not. */
function writes(log: Simulator['log']) {
  const mayWrite = log.filter(
    ({ method, path, status }) => status < 400 && method !== 'GET' && !/\/(read|search)$/.test(path),
  );
  return mayWrite.filter(({ path, ids }) => !path.endsWith('/batch/update') || ids.length > 0);
}
