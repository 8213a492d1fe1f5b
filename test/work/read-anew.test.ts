import { afterEach, describe, expect, test } from 'vitest';
import { archiveRecord, associate, dissociate, editRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { resyncContacts } from '../support/resync-contacts.ts';
import { addActivity, DAY, expectAllRight, NOW, requestsSince } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

/** After the end of ten years from meeting 11 in 2020, the latest of 201. */
const ENDED = Date.parse('2030-05-05T12:00:00Z');

const atRest = async (at: number) => {
  app = await registerAtRest(at);
  return app.hubspot.account;
};

const retention = (id: string, property: string) =>
  app.hubspot.account.records.contacts.get(id)?.properties[`rekisteri_retention_${property}`];

const resync = (...contactIds: string[]) => resyncContacts(app, contactIds);

describe('whoever names a contact gets it from what HubSpot says now of all its colleagues', () => {
  test.each<[string, (account: RegisterApp['hubspot']['account']) => void]>([
    [
      'a meeting was associated with a colleague, which stamps nothing',
      (account) => {
        addActivity(account, 'meetings', '31', '2025-05-04T09:00:00.000Z', {});
        associate(account, 'meetings', '31', 'contacts', '101');
      },
    ],
    [
      'the latest activity of a colleague was archived',
      (account) => archiveRecord(account, 'meetings', '11', NOW + DAY),
    ],
    [
      'the latest activity of a colleague was taken away',
      (account) => dissociate(account, 'meetings', '11', 'contacts', '101'),
    ],
    [
      'an activity was associated with the company, which stamps nothing',
      (account) => {
        addActivity(account, 'calls', '31', '2025-05-04T09:00:00.000Z', {});
        associate(account, 'calls', '31', 'companies', '201');
      },
    ],
    [
      'somebody came from another customer, and no sync has seen it yet',
      (account) => {
        addActivity(account, 'calls', '31', '2025-05-04T09:00:00.000Z', {});
        associate(account, 'calls', '31', 'contacts', '103');
        associate(account, 'contacts', '103', 'companies', '201');
        editRecord(account, 'contacts', '103', { associatedcompanyid: '201' }, NOW + DAY);
      },
    ],
  ])('when %s', async (_, happen) => {
    const account = await atRest(NOW + DAY);
    happen(account);
    expect(await resync('102')).toMatchObject({ scope: 'contacts', status: 'succeeded' });
    expectAllRight(app, NOW + DAY);
  });
});

describe('nobody becomes ended on what is only remembered', () => {
  test('a meeting that was associated with a colleague, which stamps nothing, keeps all of them', async () => {
    const account = await atRest(ENDED);
    addActivity(account, 'meetings', '31', '2025-05-04T09:00:00.000Z', {});
    associate(account, 'meetings', '31', 'contacts', '102');
    await app.run('clock');
    expect(['101', '102'].map((id) => retention(id, 'ends'))).toEqual(['2035-05-04', '2035-05-04']);
    expectAllRight(app, ENDED);
  });

  test('an activity that was associated with the company alone keeps its people', async () => {
    const account = await atRest(ENDED);
    addActivity(account, 'calls', '31', '2025-05-04T09:00:00.000Z', {});
    associate(account, 'calls', '31', 'companies', '201');
    await app.run('clock');
    expect(['101', '102'].map((id) => retention(id, 'basis'))).toEqual(['company_activity', 'company_activity']);
  });

  test('somebody without a company is read anew as well', async () => {
    const account = await atRest(NOW + DAY);
    addActivity(account, 'calls', '30', '2020-05-04T09:00:00.000Z', { contacts: ['104'] }, NOW + DAY);
    await app.run('changed');
    expect(retention('104', 'ends')).toBe('2030-05-04');
    addActivity(account, 'calls', '31', '2025-05-04T09:00:00.000Z', {});
    associate(account, 'calls', '31', 'contacts', '104');
    app.setNow(ENDED);
    await app.run('clock');
    expect([retention('104', 'status'), retention('104', 'ends')]).toEqual(['active', '2035-05-04']);
  });

  test('not even where somebody else has written that it is', async () => {
    const account = await atRest(ENDED);
    addActivity(account, 'meetings', '31', '2025-05-04T09:00:00.000Z', {});
    associate(account, 'meetings', '31', 'contacts', '101');
    editRecord(account, 'contacts', '102', { rekisteri_retention_status: 'ended' }, ENDED);
    await app.run('changed');
    expect([retention('102', 'status'), retention('102', 'ends')]).toEqual(['active', '2035-05-04']);
  });

  test('costs a clock run a few requests when somebody becomes ended, and none when nobody does', async () => {
    await atRest(ENDED);
    const before = app.hubspot.log.length;
    await app.run('clock');
    expect(['101', '102', '103', '104'].map((id) => retention(id, 'status'))).toEqual(Array(4).fill('ended'));
    const requests = requestsSince(app.hubspot.log, before);
    const types = ['meetings', 'calls', 'emails', 'communications', 'postal_mail'];
    const anew = [
      'POST companies/contacts/batch/read 2',
      'POST contacts/batch/read 3',
      'POST companies/batch/read 2',
      ...types.flatMap((type) => [`POST contacts/${type}/batch/read 3`, `POST companies/${type}/batch/read 2`]),
      ...['meetings', 'calls', 'postal_mail'].map((type) => `POST ${type}/batch/read 1`),
    ];
    // The last look before they are ended: all that may have changed since the run began.
    const look = [
      ...types.map((type) => `POST ${type}/search 0`),
      'POST companies/contacts/batch/read 2',
      'POST companies/batch/read 2',
      'POST contacts/batch/read 3',
    ];
    const others = ['POST contacts/search 3', 'POST contacts/batch/read 3', 'POST contacts/batch/update 3'];
    expect(requests.sort()).toEqual([...anew, ...look, ...others].sort());
    const after = app.hubspot.log.length;
    await app.run('clock');
    expect(requestsSince(app.hubspot.log, after)).toEqual(['POST contacts/search 0']);
  });
});

describe('a contact that was merged into another is named by its former id', () => {
  test.each([true, false])(
    'and the one that survives is looked at, which the run says (keeps its id: %s)',
    async (keeps) => {
      const account = await atRest(NOW + DAY);
      // What the survivor has from the other shows that it was looked at.
      addActivity(account, 'calls', '31', '2025-05-04T09:00:00.000Z', { contacts: ['104'] });
      const survivor = mergeRecords(account, 'contacts', '101', '104', NOW + DAY, keeps);
      const run = await resync('104', '999');
      expect(run).toMatchObject({ status: 'succeeded', contacts: { failed: 0 } });
      const { reports } = app.newEngine();
      expect(await reports.list(run.runId, 'failure', 10)).toEqual([
        { severity: 'failure', kind: 'contacts', id: '999', reason: 'there is no such contact' },
      ]);
      expect(await reports.list(run.runId, 'notice', 10)).toEqual([
        {
          severity: 'notice',
          kind: 'contacts',
          id: '104',
          reason: `it was merged into contact ${survivor.id}, which was looked at in its place`,
        },
      ]);
      expect(retention(survivor.id, 'ends')).toBe('2035-05-04');
      expectAllRight(app, NOW + DAY);
    },
  );
});
