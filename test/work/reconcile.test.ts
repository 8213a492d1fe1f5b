import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { auditEvents } from '../support/audit-events.ts';
import { companyAccount } from '../support/company-account.ts';
import { heldByAccount } from '../support/held-values.ts';
import { keptRows } from '../support/kept-rows.ts';
import { leftBehind } from '../support/left-behind.ts';
import { oracleRegister } from '../support/oracle-register.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');

let app: RegisterApp;
afterEach(() => app.close());

const start = async (options: Partial<Parameters<typeof startRegisterApp>[0]> = {}) => {
  app = await startRegisterApp({ account: companyAccount({ seed: 1, now: NOW }), now: NOW, ...options });
  return app;
};

const expectOracle = ({ hubspot: { account }, policy }: RegisterApp) => {
  const wanted = oracleRegister(account, policy, NOW);
  expect(heldByAccount(account, 'contacts')).toEqual(wanted.contacts);
  expect(heldByAccount(account, 'companies')).toEqual(wanted.companies);
};

test.each([
  {},
  { retention: { clock: 'contact' } },
  { retention: { withoutContact: 'unknown' } },
  { serviceContacts: { notes: { date: ['hs_timestamp'], except: {} }, emails: null } },
])('writes what an independent implementation of §6 and §7 computes, under policy %j', async (policy) => {
  const { reconcile } = await start({ policy });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'succeeded', problems: [], contacts: { total: 300, processed: 300, failed: 0 } });
  expectOracle(app);
});

test('a second run over unchanged data writes nothing and adds no event', async () => {
  const { reconcile, hubspot, table } = await start();
  await reconcile();
  const changes = hubspot.changes.length;
  const events = await rowKeys(table('audit'));
  const run = await reconcile();
  expect(run).toMatchObject({
    status: 'succeeded',
    contacts: { changed: 0, unchanged: 300 },
    companies: { changed: 0 },
  });
  expect(hubspot.changes).toHaveLength(changes);
  expect(await rowKeys(table('audit'))).toEqual(events);
});

test('reads each activity once', async () => {
  const { reconcile, hubspot } = await start();
  await reconcile();
  const read = hubspot.log.filter(({ path }) =>
    /^\/crm\/objects\/.*\/(meetings|calls|emails|communications|postal_mail)\/batch\/read$/.test(path),
  );
  const ids = read.flatMap((entry) => entry.ids.map((id) => `${entry.objectType}:${id}`));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(1_000);
});

test('follows short and empty pages by their cursor', async () => {
  const { reconcile } = await start({ hubspot: { behaviour: { listPageSizes: [0, 3, 100, 0, 0, 41] } } });
  expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { total: 300 } });
  expectOracle(app);
});

test('puts back what staff changed by hand, and keeps what they typed out of the tables', async () => {
  const { reconcile, hubspot, table } = await start();
  await reconcile();
  const [id] = [...hubspot.account.records.contacts.values()].filter((c) => !c.archivedAt).map((c) => c.id);
  const typed = 'Soita Matille 040 1234567';
  editRecord(hubspot.account, 'contacts', id ?? '', { rekisteri_last_contact_source: typed }, NOW);
  expect(await reconcile()).toMatchObject({ contacts: { changed: 1, unchanged: 299 } });
  expectOracle(app);
  const rows = JSON.stringify([
    await allRows(table('audit')),
    await allRows(table('runs')),
    await allRows(table('index')),
  ]);
  expect(rows).not.toContain('Matille');
  expect(rows).toContain('hmac:');
});

test('removes everything it kept between slices, and tables hold no personal data', async () => {
  const { reconcile, hubspot, table, logged } = await start();
  await reconcile();
  expect(await leftBehind(table('index'))).toEqual([]);
  // Rows of the index may be packed.
  const index = await keptRows(table('index'));
  const kept = JSON.stringify([index, await allRows(table('audit')), await allRows(table('runs')), logged]);
  for (const { properties } of hubspot.account.records.contacts.values()) {
    for (const name of ['email', 'phone', 'lastname'] as const) {
      const value = properties[name];
      if (value !== undefined && value.length > 3) expect(kept).not.toContain(value);
    }
  }
});

test('every change in HubSpot has one intent and one outcome with the values before and after', async () => {
  const { reconcile, hubspot, table } = await start();
  await reconcile();
  const events = (await auditEvents(table('audit'))).filter(({ subject }) => !subject.startsWith('definitions:'));
  const keyOf = (e: (typeof events)[number]) => `${e.subject} ${e.property} ${e.after}`;
  const intents = events
    .filter(({ action }) => action === 'intent')
    .map(keyOf)
    .sort();
  const applied = events
    .filter(({ action }) => action === 'applied')
    .map(keyOf)
    .sort();
  expect(applied).toEqual(intents);
  expect(events).toHaveLength(intents.length + applied.length);
  expect(intents).toHaveLength(hubspot.changes.length);
  expect(new Set(intents).size).toBe(intents.length);
});

test('of an archived company that a contact still names, HubSpot shows no activities: the people of it decide', async () => {
  const account = companyAccount({ seed: 1, now: NOW });
  const archived = [...account.records.companies.values()].find(({ archivedAt }) => archivedAt);
  const contact = [...account.records.contacts.values()].find(
    (c) => !c.archivedAt && !c.properties.associatedcompanyid,
  );
  if (!archived || !contact) throw new Error('the data set lost its archived company');
  contact.properties.associatedcompanyid = archived.id;
  const { reconcile, hubspot } = await start({ account });
  expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { unknown: 0 } });
  const { rekisteri_last_contact_at: own, rekisteri_customer_last_contact_at: customer } = contact.properties;
  expect(own).toBeTruthy();
  expect(customer).toBe(own);
  expect(hubspot.changes.filter(({ objectType, id }) => objectType === 'companies' && id === archived.id)).toEqual([]);
});

test('a company that does not exist at all makes its contacts unknown, and the run says why', async () => {
  const account = companyAccount({ seed: 1, now: NOW });
  const contact = [...account.records.contacts.values()].find(
    (c) => !c.archivedAt && !c.properties.associatedcompanyid,
  );
  if (!contact) throw new Error('the data set lost its contacts without company');
  contact.properties.associatedcompanyid = '999999';
  const { reconcile, newEngine } = await start({ account });
  const run = await reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { unknown: 1 } });
  expect(contact.properties.rekisteri_retention_status).toBe('unknown');
  expect(await newEngine().reports.list(run.runId, 'failure', 10)).toEqual([
    { severity: 'failure', kind: 'contacts', id: contact.id, reason: 'company 999999 does not exist any more' },
  ]);
});

async function allRows(table: { listEntities(): AsyncIterable<Record<string, unknown>> }) {
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.listEntities()) rows.push(row);
  return rows;
}

async function rowKeys(table: { listEntities(): AsyncIterable<Record<string, unknown>> }) {
  return (await allRows(table)).map(({ partitionKey, rowKey }) => `${partitionKey} ${rowKey}`);
}
