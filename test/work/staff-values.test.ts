import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { editRecord, recordOf } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { contactPropertiesOf } from '../../src/facts/policy-properties.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { isFinished } from '../../src/runs/run.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { consentAccount, PEOPLE } from '../support/consent-account.ts';
import type { CopyOfRegister } from '../support/copy-of-register.ts';
import { keptRows } from '../support/kept-rows.ts';
import { policyWith } from '../support/policy.ts';
import { type RegisterApp, startCopy, startRegisterApp } from '../support/register-app.ts';
import { watchWrites } from '../support/watch-bodies.ts';

let app: RegisterApp;
afterEach(() => app.close());

const NOW = Date.parse('2026-11-23T09:30:00Z');
const STAFF = CONTACT_PROPERTIES.filter(({ direction }) => direction === 'in').map(({ name }) => name);
const HELD = {
  rekisteri_hold_until: '2027-05-01',
  rekisteri_hold_reason: 'Riita-asia 12/2026',
  rekisteri_processing_restricted: 'true',
  rekisteri_retention_decision: 'keep',
};

let afterFirstRun: CopyOfRegister;
beforeAll(async () => {
  const first = await startRegisterApp({ account: consentAccount(), now: NOW });
  expect(await first.reconcile()).toMatchObject({ status: 'succeeded' });
  afterFirstRun = await first.copy();
  await first.close();
});

/** After a first run, which makes the properties that staff write in. */
const start = async () => {
  app = await startCopy(afterFirstRun);
  return { sent: watchWrites(app.hubspot), account: app.hubspot.account, ...app };
};

const staffValues = (account: AccountData, id: string) =>
  Object.fromEntries(STAFF.map((name) => [name, recordOf(account, 'contacts', id).properties[name]]));

const writtenProperties = () => new Set(app.hubspot.changes.map(({ property }) => property));

describe('what staff write', () => {
  test('is never written by the add-on', async () => {
    const { account, reconcile, sent } = await start();
    editRecord(account, 'contacts', PEOPLE.granted, HELD, NOW);
    expect(await reconcile()).toMatchObject({ status: 'succeeded' });
    expect(staffValues(account, PEOPLE.granted)).toEqual(HELD);
    expect([...writtenProperties()].filter((name) => STAFF.includes(name))).toEqual([]);
    const updates = sent.filter(({ path }) => path.endsWith('/batch/update'));
    expect(updates.length).toBeGreaterThan(0);
    for (const name of STAFF) expect(JSON.stringify(updates)).not.toContain(name);
  });

  test.each([
    ['the primary', PEOPLE.granted, PEOPLE.partial],
    ['the other', PEOPLE.partial, PEOPLE.granted],
  ])('on %s of two merged contacts is still there after the next run', async (_, primary, other) => {
    const { account, reconcile } = await start();
    editRecord(account, 'contacts', PEOPLE.granted, HELD, NOW);
    const { id } = mergeRecords(account, 'contacts', primary, other, NOW);
    expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { total: 3 } });
    expect(staffValues(account, id)).toEqual(HELD);
    expect(recordOf(account, 'contacts', id).properties.rekisteri_retention_status).toBe('on_hold');
    expect([...writtenProperties()].filter((name) => STAFF.includes(name))).toEqual([]);
  });

  test('of a hold without a reason is reported, and the hold is in force', async () => {
    const { account, reconcile, newEngine } = await start();
    editRecord(account, 'contacts', PEOPLE.granted, { rekisteri_hold_until: '2026-11-23' }, NOW);
    const { runId } = await reconcile();
    expect(recordOf(account, 'contacts', PEOPLE.granted).properties.rekisteri_retention_status).toBe('on_hold');
    expect(await newEngine().reports.list(runId, 'notice', 10)).toEqual([
      { severity: 'notice', kind: 'contacts', id: PEOPLE.granted, reason: 'the hold has no reason' },
    ]);
  });
});

// Every text holds SECRET, which is looked for afterwards.
const SECRET = 'Matti-Salaa-040';
const NONSENSE: Readonly<Record<string, string>> = {
  'a date that does not exist': `2026-02-30 ${SECRET}`,
  'a Finnish date': `31.12.2027 ${SECRET}`,
  'an odd boolean': `kyllä ${SECRET}`,
  'a true with more': `true ${SECRET}`,
  'white space': ` \t\r\n\u00a0${SECRET}\u2003 `,
  'sixty thousand characters': SECRET.repeat(4_000),
  emoji: `👩🏽‍💻🇫🇮 ${SECRET} \u0000\ud83d`,
  semicolons: `;;${SECRET};;;true;`,
  'something like code': `'; DROP TABLE x --"}]{ $filter eq ${SECRET} %00 \\`,
};
/** HubSpot writes these itself; staff can choose a company, but not type one. */
const NOT_TYPED = new Set(['associatedcompanyid']);

const typeEverywhere = (account: AccountData, typed: string) => {
  const purposes = [{ id: '4101', name: '', active: true }];
  const names = [...contactPropertiesOf(policyWith(), purposes), ...CONTACT_PROPERTIES.map(({ name }) => name)];
  const values = Object.fromEntries(names.filter((name) => !NOT_TYPED.has(name)).map((name) => [name, typed]));
  editRecord(account, 'contacts', PEOPLE.granted, values, NOW);
  editRecord(account, 'companies', '201', { name: typed, phone: typed, rekisteri_last_contact_source: typed }, NOW);
};

test.each(Object.keys(NONSENSE))('%s in every property stops nothing and is kept nowhere', async (kind) => {
  const typed = NONSENSE[kind] ?? '';
  const { account, newEngine, workOnce, table, logged } = await start();
  typeEverywhere(account, typed);
  const engine = { ...newEngine(), sliceMs: 0 };
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: false });
  const kept: string[] = [];
  for (let working = true; working; ) {
    await workOnce(engine);
    kept.push(await keptRows(table('index')));
    const run = (await engine.ledger.find(runId))?.run;
    working = run !== undefined && !isFinished(run);
  }
  const run = (await engine.ledger.find(runId))?.run;
  expect(run).toMatchObject({ status: 'succeeded', contacts: { total: 4, failed: 0 }, companies: { failed: 0 } });
  const { properties } = recordOf(account, 'contacts', PEOPLE.granted);
  expect(properties.rekisteri_consent_data_review).toBe('true');
  expect(properties.rekisteri_retention_status).toBe('unknown');
  expect(properties.rekisteri_consent_status).toBe('not_recorded');
  expect(properties.rekisteri_consent_channels ?? '').toBe('');
  kept.push(await keptRows(table('audit')), await keptRows(table('runs')), ...logged);
  expect(kept.join('\n')).toContain('"relationship"');
  expect(kept.filter((text) => text.includes(SECRET) || text.includes('Salaa'))).toEqual([]);
  for (const name of STAFF) expect(properties[name]).toBe(typed);
});

test.each(['   ', 'TRUE', 'no', '0', '-1', '99999999999999999999', '0000-00-00', '+275760-09-13', 'null', '[]', ';'])(
  '%j in every property stops nothing, and a second run finds nothing to do',
  async (typed) => {
    const { account, reconcile } = await start();
    typeEverywhere(account, typed);
    expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { failed: 0 }, companies: { failed: 0 } });
    expect(await reconcile()).toMatchObject({ status: 'succeeded', contacts: { changed: 0, unchanged: 4 } });
  },
);
