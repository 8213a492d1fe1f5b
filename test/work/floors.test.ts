import { afterEach, describe, expect, test } from 'vitest';
import { editRecord, purgeRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import type { Run } from '../../src/runs/run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { runFor } from '../support/dry-run.ts';
import { heldByAccount } from '../support/held-values.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const FLOOR = 'rekisteri_erased_contact_at';
const AT = NOW + DAY;
/** Later than all service contacts of 201 and 202. */
const LATE = '2024-03-04T09:00:00.000Z';
const EARLIER = '2021-01-01T10:00:00.000Z';

const valuesOf = (kind: 'contacts' | 'companies', id: string) => heldByAccount(app.hubspot.account, kind).get(id) ?? {};
const contact = (id: string) => valuesOf('contacts', id);
const company = (id: string) => valuesOf('companies', id);
const edit = (id: string, value: string, at = AT) =>
  editRecord(app.hubspot.account, 'companies', id, { [FLOOR]: value }, at);
const raise = (id: string, at: string) => app.newEngine().floors.raise(id, Date.parse(at));
const rows = () => app.newEngine().floors.read();
const rowOf = async (id: string) => (await rows()).get(id);
const at = (text: string) => ({ at: Date.parse(text) });

/** Loses all rows of the table, as somebody would who empties it. */
async function emptyTable(): Promise<void> {
  const table = app.table('erasures');
  for await (const { partitionKey = '', rowKey = '' } of table.listEntities())
    await table.deleteEntity(partitionKey, rowKey);
}

/** Company 201 with a floor that all places know, at rest at `AT`. */
async function withFloor(value = LATE): Promise<void> {
  app = await registerAtRest(AT);
  await raise('201', value);
  await app.run('changed');
  expect(company('201')[FLOOR]).toBe(value);
  app.setNow(AT + HOUR);
  await app.run('changed');
}

/** Everything is right, of 201 with this floor, and running again writes nothing. */
async function expectFloor(id: string, floor: string, now = AT + HOUR): Promise<void> {
  expect(company(id)[FLOOR]).toBe(floor);
  expect(await rowOf(id)).toEqual(at(floor));
  expectAllRight(app, now);
  const written = app.hubspot.changes.length;
  await app.run('changed');
  await app.run('all');
  expect(app.hubspot.changes.slice(written)).toEqual([]);
}

describe('somebody who was erased keeps their colleagues', () => {
  test.each<Run['scope']>(['changed', 'all'])('by the instant that they leave behind (%s)', async (scope) => {
    app = await registerAtRest(AT);
    await raise('201', '2020-05-04T09:00:00.000Z');
    purgeRecord(app.hubspot.account, 'contacts', '101', AT);
    expect((await app.run(scope)).status).toBe('succeeded');
    // What was purged in HubSpot is known to be gone to a reconcile only.
    if (scope === 'changed') await app.run('all');
    expect(contact('102')).toMatchObject({
      rekisteri_retention_basis: 'former_contact',
      rekisteri_retention_ends: '2030-05-04',
      rekisteri_last_contact_source: 'calls:12',
    });
    expect(company('201')).toMatchObject({ rekisteri_last_contact_source: '', rekisteri_retention_ends: '2030-05-04' });
    await expectFloor('201', '2020-05-04T09:00:00.000Z', AT);
  });

  test('a sync sees a row that was raised though HubSpot shows no change, and asks for what it needs alone', async () => {
    app = await registerAtRest(AT);
    await raise('202', LATE);
    const run = await app.run('changed');
    expect(run).toMatchObject({ scope: 'changed', contacts: { changed: 1 }, companies: { changed: 1 } });
    expect(contact('103').rekisteri_retention_basis).toBe('former_contact');
    const asked = app.hubspot.log.length;
    app.setNow(AT + HOUR);
    await app.run('changed');
    app.setNow(AT + 2 * HOUR);
    await app.run('changed');
    expect(app.hubspot.log.slice(asked).filter(({ path }) => path.endsWith('companies/batch/update'))).toEqual([]);
    await expectFloor('202', LATE, AT + 2 * HOUR);
  });

  test('in a dry run nothing of it is kept', async () => {
    app = await registerAtRest(AT);
    edit('201', LATE);
    const run = await runFor(app, { scope: 'all' }, true);
    expect(run.contacts.changed).toBeGreaterThan(0);
    expect(await rows()).toEqual(new Map());
  });

  test('and what they leave behind is in the customer clock of each of them', async () => {
    await withFloor();
    for (const { rekisteri_customer_last_contact_at: written } of [contact('101'), contact('102')])
      expect(written).toBe(LATE);
  });
});

describe('a floor is not lost', () => {
  test.each<Run['scope']>(['changed', 'all'])('with the table: the property gives it back (%s)', async (scope) => {
    await withFloor();
    await emptyTable();
    // A sync has a reason to look at the company only when something of it changes.
    editRecord(app.hubspot.account, 'companies', '201', { name: 'Uusi nimi' }, AT + HOUR);
    edit('201', EARLIER, AT + HOUR);
    await app.run(scope);
    await expectFloor('201', LATE);
  });

  test('with the table and a property that is cleared before anybody looks: it is remembered', async () => {
    await withFloor();
    await emptyTable();
    edit('201', '', AT + HOUR);
    await app.run('changed');
    await expectFloor('201', LATE);
  });

  test.each([
    ['cleared', '', 'changed'],
    ['cleared', '', 'all'],
    ['lowered', EARLIER, 'changed'],
    ['lowered', EARLIER, 'all'],
  ] as const)(
    'by staff who have %s the property to “%s” (%s): it is put back, and the trail has both',
    async (...given) => {
      const [, value, scope] = given;
      await withFloor();
      edit('201', value, AT + HOUR);
      await app.run(scope);
      const events = await auditEvents(app.table('audit'));
      const mine = events.filter(({ subject, property }) => subject === 'company:201' && property === FLOOR);
      expect(mine.at(-1)).toMatchObject({
        action: 'applied',
        before: value.replace('.000Z', 'Z'),
        after: LATE,
        cause: 'put back: it was changed by somebody else',
      });
      expect(contact('102').rekisteri_retention_basis).toBe('former_contact');
      await expectFloor('201', LATE);
    },
  );

  test('by memory: what the table and HubSpot hold is enough', async () => {
    await withFloor();
    const index = app.table('index');
    for await (const { partitionKey = '', rowKey = '' } of index.listEntities())
      if (partitionKey !== 'budget') await index.deleteEntity(partitionKey, rowKey);
    edit('201', '', AT + HOUR);
    await app.run('changed');
    await expectFloor('201', LATE);
  });

  test('one that staff move forward by hand counts, and stays', async () => {
    await withFloor(EARLIER);
    edit('201', LATE, AT + HOUR);
    await app.run('changed');
    await expectFloor('201', LATE);
    edit('201', EARLIER, AT + HOUR);
    await app.run('changed');
    await expectFloor('201', LATE);
  });
});

describe('a merge of companies loses no floor', () => {
  test.each([
    ['changed', true],
    ['changed', false],
    ['all', true],
    ['all', false],
  ] as const)('the later of the two counts (%s, the primary keeps its id: %s)', async (scope, keepsId) => {
    await withFloor();
    await raise('202', EARLIER);
    await app.run('changed');
    const survivor = mergeRecords(app.hubspot.account, 'companies', '202', '201', AT + HOUR, keepsId);
    expect(company(survivor.id)[FLOOR]).toBe(EARLIER);
    await app.run(scope);
    expect(contact('103').rekisteri_retention_basis).toBe('former_contact');
    await expectFloor(survivor.id, LATE);
  });

  test.each<Run['scope']>(['changed', 'all'])('not even when the table was emptied before (%s)', async (scope) => {
    await withFloor();
    await raise('202', EARLIER);
    await app.run('changed');
    await emptyTable();
    mergeRecords(app.hubspot.account, 'companies', '202', '201', AT + HOUR, true);
    await app.run(scope);
    await expectFloor('202', LATE);
  });
});

describe('a floor that cannot be read ends nobody', () => {
  const unknown = {
    rekisteri_retention_status: 'unknown',
    rekisteri_retention_ends: '',
    rekisteri_retention_basis: '',
  };

  test.each<Run['scope']>(['changed', 'all'])('because the property holds no date (%s)', async (scope) => {
    await withFloor();
    edit('201', 'ei tiedossa', AT + HOUR);
    const run = await app.run(scope);
    expect(run.contacts.unknown).toBe(2);
    for (const id of ['101', '102']) expect(contact(id)).toMatchObject(unknown);
    expect(company('201')[FLOOR]).toBe('ei tiedossa');
    const failures = await app.newEngine().reports.list(run.runId, 'failure', 10);
    expect(failures.map(({ reason }) => reason)).toContain(`${FLOOR} of company 201 is no date and time`);
    expect(JSON.stringify(failures)).not.toContain('ei tiedossa');
    edit('201', '', AT + HOUR);
    await app.run('changed');
    await expectFloor('201', LATE);
  });

  test.each<Run['scope']>(['changed', 'all'])('because the row is not ours (%s)', async (scope) => {
    await withFloor();
    const row = { partitionKey: 'floor', rowKey: '0000000000000000201' };
    await app.table('erasures').updateEntity({ ...row, record: '{"at":0}' }, 'Merge');
    const run = await app.run(scope);
    expect(run.contacts.unknown).toBe(2);
    for (const id of ['101', '102']) expect(contact(id)).toMatchObject(unknown);
    expect(company('201')).toMatchObject({ [FLOOR]: LATE, rekisteri_retention_ends: '' });
    expect(run.problems).toContainEqual(expect.stringMatching(/^Rows that this program did not write.*\/floor\/201/));
    // Another company is not concerned.
    expect(contact('103').rekisteri_retention_status).toBe('active');
    const written = app.hubspot.changes.length;
    app.setNow(AT + 2 * HOUR);
    await app.run('changed');
    await app.run('clock');
    expect(app.hubspot.changes.slice(written)).toEqual([]);
    await app.table('erasures').deleteEntity(row.partitionKey, row.rowKey);
    await app.run('clock');
    await expectFloor('201', LATE, AT + 2 * HOUR);
  });

  test('not years later either, when the clock alone moves', async () => {
    await withFloor(EARLIER);
    await app
      .table('erasures')
      .updateEntity({ partitionKey: 'floor', rowKey: '0000000000000000201', record: '{"at":0}' }, 'Merge');
    await app.run('changed');
    app.setNow(Date.parse('2040-01-01T10:00:00Z'));
    await app.run('clock');
    for (const id of ['101', '102']) expect(contact(id)).toMatchObject(unknown);
  });
});

test('a floor keeps colleagues ten years, and no longer', async () => {
  await withFloor();
  app.setNow(Date.parse('2034-03-04T21:00:00Z'));
  await app.run('clock');
  expect(contact('102').rekisteri_retention_status).toBe('ending_soon');
  app.setNow(Date.parse('2034-03-04T22:00:00Z'));
  await app.run('clock');
  expect(contact('102').rekisteri_retention_status).toBe('ended');
  expectAllRight(app, Date.parse('2034-03-04T22:00:00Z'));
});

test('later service contacts of the living take over, and give way again', async () => {
  await withFloor();
  addActivity(app.hubspot.account, 'calls', '31', '2025-05-04T09:00:00.000Z', { contacts: ['102'] }, AT + HOUR);
  await app.run('changed');
  expect(contact('101').rekisteri_retention_basis).toBe('colleague_activity');
  expect(company('201').rekisteri_last_contact_source).toBe('calls:31');
  editRecord(app.hubspot.account, 'calls', '31', { hs_call_status: 'NO_ANSWER' }, AT + HOUR);
  await app.run('changed');
  expect(contact('101').rekisteri_retention_basis).toBe('former_contact');
  await expectFloor('201', LATE);
});
