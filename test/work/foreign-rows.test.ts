import { afterEach, describe, expect, test } from 'vitest';
import { requestRun } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

interface Row {
  partitionKey: string;
  rowKey: string;
  record: string;
}

/** Meeting 21 with Eero (102) in 2025 keeps all of customer 201 until 2035; everything is remembered by `at`. */
async function atRest(at: number) {
  app = await registerAtRest(NOW + DAY);
  addActivity(app.hubspot.account, 'meetings', '21', '2025-05-04T09:00:00.000Z', { contacts: ['102'] }, NOW + DAY);
  const before = await rowsOf('201', '101', '102');
  await app.run('changed');
  app.setNow(at);
  return { before, account: app.hubspot.account };
}

async function rowsOf(...ids: string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of app.table('index').listEntities<Row>()) {
    if (
      row.rowKey &&
      /^(contacts|companies)-/.test(row.partitionKey ?? '') &&
      ids.includes(row.rowKey.replace(/^0+/, ''))
    )
      rows.push({ ...row, partitionKey: row.partitionKey ?? '', rowKey: row.rowKey });
  }
  return rows;
}

const put = (row: { partitionKey: string; rowKey: string; [column: string]: unknown }) =>
  app.table('index').upsertEntity(row, 'Merge');

const statuses = () =>
  ['101', '102'].map((id) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_retention_status);

/** The ends of others have passed, which the clock run sees to. */
async function expectRightAfterClock(): Promise<void> {
  await app.run('clock');
  expectAllRight(app, BETWEEN);
}

/** After ten years from meeting 11, and before those from meeting 21 have passed. */
const BETWEEN = Date.parse('2030-06-01T12:00:00Z');
const NOT_BELIEVED = expect.stringMatching(
  /^Rows that this program did not write were not believed: .*\/companies\/201/,
);

describe('what somebody without the key puts into the tables is not believed', () => {
  test.each(['clock', 'changed'] as const)(
    'an old date on a company and its people ends nobody (%s)',
    async (scope) => {
      const { account } = await atRest(BETWEEN);
      for (const row of await rowsOf('201', '101', '102')) {
        await put({ ...row, record: row.record.replaceAll('1746349200000', '946684800000') });
      }
      addActivity(
        account,
        'calls',
        '41',
        '2019-01-01T09:00:00.000Z',
        { contacts: ['101'], companies: ['201'] },
        BETWEEN,
      );
      const run = await app.run(scope);
      if (scope === 'changed') expect(run.problems).toEqual([NOT_BELIEVED]);
      await expectRightAfterClock();
      expect(statuses()).toEqual(['active', 'active']);
    },
  );

  test('a row without a proof, or with that of another row, is none', async () => {
    const { account } = await atRest(BETWEEN);
    const [row] = await rowsOf('201');
    if (row === undefined) throw new Error('nothing is remembered of 201');
    const other = { ...row, rowKey: row.rowKey.replace('201', '211') };
    await put(other);
    const state = app.newEngine().state;
    expect([...(await state.companies.getMany(['201', '211'])).keys()]).toEqual(['201']);
    await app
      .table('index')
      .upsertEntity({ partitionKey: row.partitionKey, rowKey: row.rowKey, record: row.record }, 'Replace');
    expect([...(await state.companies.getMany(['201'])).keys()]).toEqual([]);
    addActivity(account, 'calls', '41', '2019-01-01T09:00:00.000Z', { companies: ['201'] }, BETWEEN);
    expect((await app.run('changed')).problems).toEqual([NOT_BELIEVED]);
    await expectRightAfterClock();
  });

  test('a place to begin that somebody moved makes the next sync look at everything', async () => {
    const { account } = await atRest(BETWEEN);
    const anchor = await app.table('index').getEntity<{ p00: Uint8Array }>('state', 'anchor~0000');
    addActivity(account, 'calls', '41', '2030-05-01T09:00:00.000Z', { contacts: ['101'] }, NOW + 2 * DAY);
    await put({ ...anchor, partitionKey: 'state', rowKey: 'anchor~0000', p00: anchor.p00.subarray(1) });
    expect(await app.run('changed')).toMatchObject({ scope: 'all', status: 'succeeded' });
    await expectRightAfterClock();
  });

  test('a run whose row, or whose parts, somebody changed fails, says so, and the next one goes on', async () => {
    await atRest(BETWEEN);
    for (const what of ['row', 'part']) {
      const engine = { ...app.newEngine(), sliceMs: 0 };
      const { runId } = await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
      for (let slice = 0; slice < 4; slice += 1) await runSlice(engine, { runId, slice }, () => undefined);
      expect((await engine.ledger.find(runId))?.run.status).toBe('running');
      if (what === 'row') {
        for await (const row of app
          .table('runs')
          .listEntities<Row>({ queryOptions: { filter: `runId eq '${runId}'` } }))
          if (row.record) {
            const record = row.record.replace('"actor":"timer"', '"actor":"aino"');
            await app
              .table('runs')
              .upsertEntity({ ...row, partitionKey: 'runs', rowKey: row.rowKey ?? '', record }, 'Merge');
          }
      } else {
        for await (const { rowKey = '' } of app
          .table('index')
          .listEntities({ queryOptions: { filter: `PartitionKey eq '${runId}'` } }))
          await put({ partitionKey: runId, rowKey, mac: '00' });
      }
      const ended = await app.finish(engine, runId);
      expect(ended).toMatchObject({ status: 'failed', error: { code: 'foreign_rows' } });
      app.setNow(BETWEEN + HOUR);
      expect(await app.run('all')).toMatchObject({ status: 'succeeded' });
    }
    expectAllRight(app, BETWEEN + HOUR);
  });
});

describe('what was genuine once and is put back, or is taken away, ends nobody', () => {
  test('rows from before the latest meeting', async () => {
    const { before, account } = await atRest(BETWEEN);
    for (const row of before) await app.table('index').upsertEntity(row, 'Replace');
    addActivity(account, 'calls', '41', '2019-01-01T09:00:00.000Z', { contacts: ['101'], companies: ['201'] }, BETWEEN);
    await app.run('changed');
    expect(statuses()).toEqual(['active', 'active']);
    await expectRightAfterClock();
  });

  test('the rows that say who belongs to a company', async () => {
    const { before, account } = await atRest(BETWEEN);
    for await (const { partitionKey = '', rowKey = '' } of app.table('index').listEntities()) {
      if (partitionKey.startsWith('members-')) await app.table('index').deleteEntity(partitionKey, rowKey);
    }
    for (const row of before.filter(({ rowKey }) => !rowKey.endsWith('102')))
      await app.table('index').upsertEntity(row, 'Replace');
    addActivity(account, 'calls', '41', '2019-01-01T09:00:00.000Z', { contacts: ['101'] }, BETWEEN);
    await app.run('changed');
    expect(statuses()).toEqual(['active', 'active']);
  });
});
