import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, NOW } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + DAY;

const retention = (id: string, property = 'status') =>
  app.hubspot.account.records.contacts.get(id)?.properties[`rekisteri_retention_${property}`];
const noticesOf = (runId: string) => app.newEngine().reports.list(runId, 'notice', 50);

test.each(['changed', 'all'] as const)(
  'one odd value in one record makes it unknown, and no run fail (%s)',
  async (scope) => {
    app = await registerAtRest(AT);
    const { account } = app.hubspot;
    for (const [id, values] of [
      ['101', { associatedcompanyid: '20/1' }],
      ['104', { createdate: '-99999999999999' }],
      ['103', { rekisteri_hold_until: '+012026-01-01' }],
    ] as const)
      editRecord(account, 'contacts', id, values, AT);
    expect(await app.run(scope)).toMatchObject({ scope, status: 'succeeded', contacts: { failed: 0, unknown: 3 } });
    expect(['101', '102', '103', '104'].map((id) => retention(id))).toEqual(
      ['unknown', 'ending_soon', 'unknown', 'unknown'].map((status, at) => (at === 1 ? retention('102') : status)),
    );
    for (const [id, values] of [
      ['101', { associatedcompanyid: '201' }],
      ['104', { createdate: '2015-03-02T08:00:00.000Z' }],
      ['103', { rekisteri_hold_until: '' }],
    ] as const)
      editRecord(account, 'contacts', id, values, AT);
    await app.run(scope);
    expectAllRight(app, AT);
  },
);

test('a record that was created in a far year is kept, not ended', async () => {
  app = await registerAtRest(AT);
  editRecord(app.hubspot.account, 'contacts', '104', { createdate: '9999-01-01T00:00:00Z' }, AT);
  await app.run('changed');
  expect([retention('104'), retention('104', 'ends')]).toEqual(['active', '9999-12-31']);
});

test('a hold in a property that staff made a datetime lasts through its day in Helsinki, and then ends by itself', async () => {
  app = await registerAtRest(AT);
  const { account } = app.hubspot;
  const definition = account.properties.contacts.get('rekisteri_hold_until');
  if (definition) Object.assign(definition, { type: 'datetime', fieldType: 'date' });
  // 26 November in Helsinki.
  editRecord(account, 'contacts', '104', { rekisteri_hold_until: '2026-11-25T22:00:00.000Z' }, AT);
  await app.run('changed');
  for (const [now, status] of [
    ['2026-11-25T22:05:00Z', 'on_hold'],
    ['2026-11-26T21:59:00Z', 'on_hold'],
    ['2026-11-26T22:05:00Z', 'ended'],
  ] as const) {
    app.setNow(Date.parse(now));
    await app.run('clock');
    expect([now, retention('104')]).toEqual([now, status]);
    expectAllRight(app, Date.parse(now));
  }
});

test('staff are told of service contacts that are too old to be true, and of decisions that are out of date', async () => {
  app = await registerAtRest(AT);
  const { account } = app.hubspot;
  addActivity(account, 'calls', '51', '1970-01-01T00:00:00.000Z', { contacts: ['104'] }, AT);
  editRecord(account, 'contacts', '102', { rekisteri_retention_decision: 'erase' }, AT);
  const { runId } = await app.run('changed');
  expect([retention('104'), retention('104', 'ends')]).toEqual(['ended', '1980-01-01']);
  expect(await noticesOf(runId)).toMatchObject([
    { id: '102', reason: expect.stringMatching(/^it is to be erased .*, but it is active/) },
    { id: '104', reason: expect.stringMatching(/^the service contact calls:51 is dated 1970/) },
  ]);
});
