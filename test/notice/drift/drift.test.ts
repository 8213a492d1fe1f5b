import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addRecord, recordOf } from '../../../local/simulator/change.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { createNoticeEngine, driftOf } from '../../../src/notice/create-engine.ts';
import { SEARCHES_A_RUN, SEARCHES_A_WEEK } from '../../../src/notice/drift/budget.ts';
import { driftIn } from '../../../src/notice/drift/report.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { keptRows } from '../../support/kept-rows.ts';
import { PERSONAL, PLANTED, plantedAccount, SENSITIVE } from '../../support/planted-properties.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const DAY = 86_400_000;

const account = plantedAccount(emptyAccount(7, 'Europe/Helsinki'));
let app: RegisterApp;

beforeAll(async () => {
  for (const id of ['1', '2', '3'])
    addRecord(account, 'notes', { id, createdAt: '2020-01-01T00:00:00.000Z', properties: {} });
  app = await startRegisterApp({ account, now: NOW, createEngine: createNoticeEngine });
});
afterAll(() => app.close());

const row = async () => {
  const read = await driftOf(app.newEngine()).read();
  if (read === undefined) throw new Error('There is no comparison.');
  return read;
};

/** What is named, as text: `contacts.fax 4`. */
const named = async () =>
  driftIn(await row())
    .undeclared.map(({ object, property, records }) => `${object}.${property} ${records}`)
    .sort();

const searches = () => app.hubspot.log.filter(({ path, status }) => path.endsWith('/search') && status === 200).length;

const EXPECTED = [...PERSONAL, ...SENSITIVE].map(({ object, name, holders }) => `${object}.${name} ${holders}`).sort();

describe('a reconcile of an account with 40 planted properties', () => {
  test('names exactly those that hold data of people or companies, with right counts', async () => {
    expect(PLANTED).toBeGreaterThanOrEqual(40);
    const run = await app.reconcile();
    expect(run).toMatchObject({ status: 'succeeded', problems: [expect.stringContaining('no such properties')] });
    expect(await named()).toEqual(EXPECTED);
    expect(driftIn(await row()).uncounted).toEqual([]);
  });

  test('names what the policy names and the account lacks, kinds of engagement it does not count, and where the data lies', async () => {
    const { lacking, engagements, hosting, unlisted, comparedAt } = await row();
    expect(lacking.map(({ object, name }) => `${object}.${name}`)).toEqual(
      [
        'tyokokemus_vuotta',
        'liiketoimintayksikko',
        'osallistumiset',
        'viimeisin_tilaisuus_pvm',
        'ruokavalio',
        'ruokavalio_suostumus',
      ].map((name) => `contacts.${name}`),
    );
    expect(engagements.map(({ type, count }) => [type, count?.records])).toEqual([
      ['notes', 3],
      ['tasks', 0],
    ]);
    expect({ hosting, unlisted, comparedAt }).toEqual({
      hosting: { location: 'eu1', agrees: true },
      unlisted: [],
      comparedAt: '2026-11-23T09:30:00.000Z',
    });
  });

  test('keeps names and numbers, and no value', async () => {
    recordOf(account, 'contacts', '1').properties.kengannumero = 'Kengannumeron arvo';
    await app.reconcile();
    expect(await keptRows(app.table('index'))).not.toContain('Kengannumeron arvo');
    expect(app.logged.join()).not.toContain('Kengannumeron arvo');
    expect(JSON.stringify(await row())).not.toContain('Kengannumeron arvo');
  });

  test('costs seven requests and what counting takes, beside one for segments', async () => {
    const before = { requests: app.hubspot.log.length, searches: searches() };
    const plain = await startRegisterApp({ account: structuredClone(account), now: NOW });
    await plain.reconcile();
    const without = plain.hubspot.log.length;
    await plain.reconcile();
    const usual = plain.hubspot.log.length - without;
    await plain.close();
    await app.reconcile();
    const segments = 1;
    const cost = app.hubspot.log.length - before.requests - usual - segments;
    // Kinds of engagement, those that held data last time, and the empty ones five at a time, of either object.
    const counting = 2 + EXPECTED.length + 3;
    expect(cost).toBe(7 + counting);
    expect(cost).toBeLessThanOrEqual(7 + SEARCHES_A_RUN);
  });

  test('counts anew what has changed', async () => {
    recordOf(account, 'contacts', '10').properties.harrastus = 'kalastus';
    recordOf(account, 'contacts', '1').properties.tyhja_3 = 'ei enää';
    delete recordOf(account, 'companies', '1').properties.luottoluokitus;
    await app.reconcile();
    const expected = EXPECTED.filter((one) => !one.startsWith('companies.luotto') && !one.includes('harrastus'));
    expect(await named()).toEqual([...expected, 'contacts.harrastus 4', 'contacts.tyhja_3 1'].sort());
  });

  test('that goes on in another slice after each step counts the same, and nothing twice', async () => {
    const before = { named: await named(), searches: searches() };
    await app.reconcile();
    const usual = searches() - before.searches;
    const run = await app.reconcile({ ...app.newEngine(), sliceMs: 0 });
    expect(run.slice).toBeGreaterThan(3);
    expect(await named()).toEqual(before.named);
    expect(searches() - before.searches - usual).toBe(usual);
  });

  test('makes no search once the week has none left, and keeps all numbers with their dates', async () => {
    const before = await row();
    const kept = driftOf(app.newEngine());
    await kept.write({
      ...before,
      spent: [{ at: before.comparedAt ?? '', runId: 'other', searches: SEARCHES_A_WEEK }],
    });
    app.setNow(NOW + DAY / 2);
    const asked = app.hubspot.log.length;
    await app.reconcile();
    const paths = app.hubspot.log.slice(asked).map(({ path }) => path);
    expect(paths.filter((path) => /(?:notes|tasks)\/search$/.test(path))).toEqual([]);
    // Those that were counted would name this run.
    const { comparedAt, engagements, watched } = await row();
    expect(comparedAt).toBe('2026-11-23T21:30:00.000Z');
    expect({ engagements, watched }).toEqual({ engagements: before.engagements, watched: before.watched });
    await kept.write({ ...(await row()), spent: before.spent });
  });

  test('that is dry compares nothing', async () => {
    app.setNow(NOW + DAY);
    const { comparedAt } = await row();
    const engine = app.newEngine();
    const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
    expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
    expect(await row()).toMatchObject({ comparedAt });
  });
});

describe('a comparison that cannot be made', () => {
  test('fails no run, and is told', async () => {
    app.hubspot.faults.add({ match: ({ path }) => path === '/account-info/2026-09/details', kind: '400' });
    app.hubspot.faults.add({
      match: ({ path }) => path.endsWith('/search'),
      kind: '400',
    });
    const before = await row();
    const run = await app.reconcile();
    app.hubspot.faults.clear();
    expect(run.status).toBe('succeeded');
    const after = await row();
    // Nothing was counted: what is known is of the time before, and nothing has become zero.
    expect(driftIn(after).undeclared.map(({ property, countedAt }) => [property, countedAt])).toEqual(
      driftIn(before).undeclared.map(({ property, countedAt }) => [property, countedAt]),
    );
    expect(after.engagements.map(({ count }) => count)).toEqual([null, null]);
    expect(after.hosting).toEqual({ location: null, agrees: null });
  });

  test('for want of definitions keeps the one before', async () => {
    const before = await row();
    let isComparing = false;
    app.hubspot.faults.add({
      match: ({ path }) => {
        isComparing ||= path.endsWith('/companies') && comparing();
        return isComparing;
      },
      kind: '503',
    });
    const run = await app.reconcile();
    app.hubspot.faults.clear();
    expect(run.status).toBe('succeeded');
    const { failed, ...after } = await row();
    expect(failed).toMatchObject({ runId: run.runId, reason: 'unavailable 503' });
    expect(after.watched).toEqual(before.watched);
  });

  test('of some properties keeps no other from its turn', async () => {
    app.setNow(NOW + 2 * DAY);
    // So many in a row end the counting of a run.
    app.hubspot.faults.add({
      match: ({ body }) => /"propertyName":"(?:gender|fax|website)"/.test(JSON.stringify(body ?? '')),
      kind: '400',
    });
    await app.reconcile();
    app.setNow(NOW + 9 * DAY);
    await app.reconcile();
    app.hubspot.faults.clear();
    const { watched } = await row();
    const old = watched.filter(({ count }) => count === null || Date.parse(count.at) < NOW + DAY);
    expect(old.map(({ name, failure }) => [name, failure])).toEqual(
      ['gender', 'fax', 'website'].map((name) => [name, expect.stringContaining('rejected')]),
    );
  });

  test('for all of HubSpot keeps what was counted before, and what that cost', async () => {
    app.setNow(NOW + 30 * DAY);
    let left = 5;
    app.hubspot.faults.add({
      match: ({ path, body }) => path.endsWith('/search') && /HAS_PROPERTY/.test(JSON.stringify(body)) && left-- <= 0,
      kind: '429-daily',
    });
    await app.reconcile();
    app.hubspot.faults.clear();
    const { watched, spent, failed } = await row();
    expect(failed).not.toBeNull();
    expect(watched.filter(({ count }) => Date.parse(count?.at ?? '') === NOW + 30 * DAY).length).toBeGreaterThanOrEqual(
      5,
    );
    expect(spent.reduce((sum, { searches: made }) => sum + made, 0)).toBeGreaterThanOrEqual(2 + 5 + 1);
  });

  test('is over with the next one that can', async () => {
    await app.reconcile();
    expect(await row()).toMatchObject({ failed: null });
  });

  test('with sensitive properties, which are not listed any more, keeps those that it knows', async () => {
    const sensitive = ({ watched }: Awaited<ReturnType<typeof row>>) =>
      watched
        .filter(({ sensitivity }) => sensitivity !== 'non_sensitive')
        .map(({ object, name }) => `${object} ${name}`);
    const before = sensitive(await row());
    app.hubspot.faults.add({
      // The sensitive ones of an object are asked for right after the others.
      match: ({ path }) => path.startsWith('/crm/properties/') && path === app.hubspot.log.at(-1)?.path,
      kind: '403',
    });
    await app.reconcile();
    app.hubspot.faults.clear();
    expect((await row()).unlisted).toHaveLength(4);
    expect(sensitive(await row()).sort()).toEqual(before.sort());
    expect(before.length).toBeGreaterThan(0);
  });
});

/** Whether the latest requests were for definitions of contacts, one for each sensitivity: so a comparison begins. */
function comparing(): boolean {
  return app.hubspot.log.slice(-3).every(({ path }) => path === '/crm/properties/2026-09/contacts');
}

test('whoever can write the table cannot make up a comparison', async () => {
  const table = app.table('index');
  const forged = { partitionKey: 'drift', rowKey: 'last~0000' };
  await table.updateEntity({ ...forged, p00: Buffer.from('forged'), rows: 1 }, 'Merge');
  expect(await driftOf(app.newEngine()).read()).toBeUndefined();
  await app.reconcile();
  expect((await named()).length).toBeGreaterThan(0);
});
