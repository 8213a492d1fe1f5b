import { afterEach, expect, test } from 'vitest';
import { addRecord, associate, editRecord } from '../../../local/simulator/change.ts';
import { ACTIVITY_TYPES } from '../../../src/policy/activity-types.ts';
import { accountOfPeople, adderOf, EXAMINED_AT } from '../../support/erasure-people.ts';
import { examinedByRun } from '../../support/examined-by-run.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';

let app: RegisterApp;
afterEach(() => app.close());

const CREATED = '2012-03-02T08:00:00.000Z';
const PEOPLE = 500;
const ENGAGEMENTS = 6;

test('500 people with six engagements each, and two to a company, are examined in full batches', async () => {
  const account = accountOfPeople();
  const add = adderOf(account);
  const ids = Array.from({ length: PEOPLE }, () => add());
  for (const [place, id] of ids.entries()) {
    const company = String(900_000 + Math.floor(place / 2));
    if (place % 2 === 0) addRecord(account, 'companies', { id: company, createdAt: CREATED, properties: {} });
    editRecord(account, 'contacts', id, { associatedcompanyid: company }, EXAMINED_AT - 1);
    associate(account, 'contacts', id, 'companies', company);
    for (let made = 0; made < ENGAGEMENTS; made += 1) {
      const type = ACTIVITY_TYPES[(place + made) % ACTIVITY_TYPES.length] ?? 'notes';
      const one = String(1_000_000 + place * ENGAGEMENTS + made);
      addRecord(account, type, { id: one, createdAt: CREATED, properties: {} });
      associate(account, 'contacts', id, type, one);
    }
  }
  app = await startRegisterApp({ account, now: EXAMINED_AT });
  await app.reconcile();
  const before = app.hubspot.log.length;
  const { examined } = await examinedByRun(app, ids);
  expect([...examined.values()].filter(({ kind }) => kind === 'open')).toHaveLength(PEOPLE);
  const requests = app.hubspot.log.slice(before).filter(({ path }) => /^\/crm\/(objects|associations)\//.test(path));
  const count = (pattern: RegExp) => requests.filter(({ path }) => pattern.test(path)).length;
  // Each person twice, the second time with histories, in fifties; each company and each engagement once.
  expect(count(/objects.*contacts/)).toBe(PEOPLE / 100 + PEOPLE / 50);
  expect(count(/objects.*companies/)).toBe(Math.ceil(PEOPLE / 2 / 100));
  expect(count(/objects.*(meetings|calls|emails|communications|postal_mail|notes|tasks)/)).toBe(
    7 * Math.ceil((PEOPLE * ENGAGEMENTS) / 7 / 100),
  );
  // Of people all types, of companies those that count and their people; of each type of engagement four kinds.
  expect(count(/associations/)).toBe(7 + 5 + 1 + 7 * 4);
  expect(requests).toHaveLength(15 + 3 + 35 + 41);
});
