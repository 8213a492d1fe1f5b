import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { addRecord, associate, dissociate, editRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { examinedByRun, runExamining } from '../../support/examined-by-run.ts';
import { keptRows } from '../../support/kept-rows.ts';
import { oracle } from '../../support/oracle.ts';
import { foundAccount, founding } from '../../support/random-account.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { addActivity, MINUTE, NOW, syncWorld } from '../../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

async function factsOf(id: string) {
  const one = (await examinedByRun(app, [id])).examined.get(id);
  return one !== undefined && 'facts' in one ? one.facts : undefined;
}

describe('facts that are read anew', () => {
  test('end everybody as a computation of everything does', async () => {
    await fc.assert(
      fc.asyncProperty(founding, async (one) => {
        const account = foundAccount(one, NOW);
        app = await startRegisterApp({ account, now: NOW });
        await app.reconcile();
        const wanted = oracle(account, app.policy, NOW).contacts;
        const { examined } = await examinedByRun(app, [...wanted.keys()]);
        for (const [id, values] of wanted) {
          const found = examined.get(id);
          const facts = found !== undefined && 'facts' in found ? found.facts : undefined;
          const ends = [values.rekisteri_retention_ends, values.rekisteri_retention_basis];
          expect([id, facts?.endsOn ?? '', facts?.basis ?? '']).toEqual([id, ...ends]);
        }
        await app.close();
      }),
      { numRuns: 8 },
    );
  });

  test('believe no clock that is remembered, and leave all that is remembered as it was', async () => {
    const account = syncWorld();
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    const remembered = async () =>
      (await keptRows(app.table('index')))
        .split('\n')
        .filter((row) => /"(contacts|companies|members|due|retry)/.test(row));
    const before = await remembered();
    expect(before.length).toBeGreaterThan(5);
    // What nobody was told of: the meeting is nobody's any more, and one lies ahead.
    dissociate(account, 'contacts', '101', 'meetings', '11');
    addActivity(account, 'calls', '14', '2027-02-01T09:00:00.000Z', { contacts: ['101'] });
    expect(await factsOf('102')).toMatchObject({ endsOn: '2028-02-01', source: 'calls:12' });
    expect(await remembered()).toEqual(before);
  });

  test('know colleagues whom only an earlier run knew of, as HubSpot shows them now', async () => {
    const account = syncWorld();
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    const { behaviour } = app.hubspot;
    behaviour.hidden = { ...behaviour.hidden, associations: new Set(['contacts:101']) };
    expect(await factsOf('102')).toMatchObject({ endsOn: '2030-05-04', basis: 'colleague_activity' });
    editRecord(account, 'contacts', '101', { associatedcompanyid: '202' }, NOW);
    expect(await factsOf('102')).toMatchObject({ endsOn: '2028-02-01', basis: 'call' });
  });

  test.each([
    ['a colleague', /objects.*contacts\/batch\/read/, '"101"'],
    ['the activity of a colleague', /objects.*meetings/, '"11"'],
    ['the company', /objects.*companies/, '"201"'],
    ['the company that a colleague names', /objects.*companies/, '"203"'],
  ])('are not known where %s cannot be read', async (_, path, text) => {
    const account = syncWorld();
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    if (text === '"203"') editRecord(account, 'contacts', '101', { associatedcompanyid: '203' }, NOW);
    app.hubspot.faults.add({
      match: (request) =>
        path.test(request.path) &&
        `${JSON.stringify(request.body ?? '')}"${request.path.split('/').at(-1)}"`.includes(text),
      kind: '500',
    });
    expect((await examinedByRun(app, ['102'])).examined.get('102')).toMatchObject({
      kind: 'protected',
      protection: 'unread',
    });
  });

  test.each([
    ['a colleague', '101'],
    ['the person', '102'],
  ])('follow a merge of companies that %s still names', async (_, id) => {
    const account = syncWorld();
    addRecord(account, 'companies', { id: '203', createdAt: '2015-03-02T08:00:00.000Z', properties: {} });
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    mergeRecords(account, 'companies', '201', '203', NOW, true);
    editRecord(account, 'contacts', id, { associatedcompanyid: '203' }, NOW);
    expect(await factsOf('102')).toMatchObject({ endsOn: '2030-05-04', basis: 'colleague_activity', companyId: '201' });
  });

  test('are not known where the people of the company cannot be proved to be all there are', async () => {
    const account = syncWorld();
    app = await startRegisterApp({ account, now: NOW, hubspot: { behaviour: { associationPageSize: 50 } } });
    await app.reconcile();
    // Sixty new colleagues of whom no run knows yet; the last of them was met this year.
    for (let id = 301; id <= 360; id += 1) {
      const properties = { associatedcompanyid: '201' };
      addRecord(account, 'contacts', { id: String(id), createdAt: '2015-03-02T08:00:00.000Z', properties });
      associate(account, 'contacts', String(id), 'companies', '201');
    }
    addActivity(account, 'calls', '14', '2026-02-01T09:00:00.000Z', { contacts: ['360'] });
    const { faults } = app.hubspot;
    faults.add({ match: ({ path }) => path.endsWith('companies/contacts/batch/read'), kind: 'no-cursor' });
    expect(await factsOf('102')).toMatchObject({ endsOn: '2036-02-01', basis: 'colleague_activity' });
    faults.add({ match: ({ path }) => path.endsWith('contacts/search'), kind: '500' });
    const { examined } = await examinedByRun(app, ['102']);
    expect(examined.get('102')).toMatchObject({ kind: 'protected', protection: 'unread' });
  });

  test('count what has happened since the run began', async () => {
    const account = syncWorld();
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    addActivity(account, 'calls', '14', new Date(NOW + MINUTE).toISOString(), { contacts: ['104'] });
    const later = { now: () => NOW + MINUTE };
    const run = await runExamining(
      app,
      async (examineNow) => {
        expect((await examineNow(['104'])).get('104')).toMatchObject({
          facts: { endsOn: '2036-11-23', basis: 'call' },
        });
      },
      later,
    );
    expect(run).toMatchObject({ status: 'succeeded', decidedAt: new Date(NOW).toISOString() });
  });
});
