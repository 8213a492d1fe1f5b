import { expect, onTestFinished, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { reportUnreadContacts } from '../../src/facts/all/unread-contacts.ts';
import { PARTS } from '../../src/facts/parts.ts';
import { reportMissing } from '../../src/facts/some/given.ts';
import { type Report, Reports } from '../../src/runs/reports.ts';
import { RunStore } from '../../src/runs/run-store.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { freshState } from '../support/fresh-state.ts';
import { freshTable } from '../support/fresh-table.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { ROW_MACS } from '../support/row-macs.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

const failure = (id: string, reason: string): Report => ({ severity: 'failure', kind: 'contacts', id, reason });

test('two things that are said of one record at once are one report', async () => {
  const reports = new Reports((await freshTable()).table);
  await reports.add('run-1', [failure('101', 'one'), failure('102', 'other'), failure('101', 'two')]);
  expect(await reports.list('run-1', 'failure', 10)).toEqual([failure('101', 'one; two'), failure('102', 'other')]);
});

test('what is said again of some records takes the place of what was said of them, and of no others', async () => {
  const reports = new Reports((await freshTable()).table);
  const notice: Report = { severity: 'notice', kind: 'contacts', id: '101', reason: 'look' };
  const company: Report = { severity: 'failure', kind: 'companies', id: '101', reason: 'company' };
  await reports.add('run-1', [failure('101', 'before'), failure('102', 'before'), failure('103', 'before')]);
  await reports.add('run-1', [notice, company]);
  await reports.add('run-2', [failure('101', 'of another run')]);
  const about = ['101', '102'].map((id) => ({ kind: 'contacts', id }) as const);
  await reports.addAgain('run-1', about, [failure('102', 'now')]);
  expect(await reports.list('run-1', 'failure', 10)).toEqual([
    company,
    failure('102', 'now'),
    failure('103', 'before'),
  ]);
  expect(await reports.list('run-1', 'notice', 10)).toEqual([]);
  expect(await reports.list('run-2', 'failure', 10)).toHaveLength(1);
});

test('contacts that an attempt could not read, and the next one could, are not reported', async () => {
  const reports = new Reports((await freshTable()).table);
  const { context } = await freshState();
  const unread = (...ids: string[]) => ids.map((id) => ({ id, reason: 'rejected 400', companies: [] }));
  const reported = async () => (await reports.list('run-1', 'failure', 10)).map(({ id }) => id);
  await reports.add('run-2', [failure('101', 'of another run')]);
  await reportUnreadContacts({ ...context, reports }, unread('101', '102'));
  expect(await reported()).toEqual(['101', '102']);
  await reportUnreadContacts({ ...context, reports, resumed: true }, unread('102'));
  expect(await reported()).toEqual(['102']);
  await reportUnreadContacts({ ...context, reports, resumed: true }, []);
  expect(await reported()).toEqual([]);
  expect(await reports.list('run-2', 'failure', 10)).toHaveLength(1);
});

test('a contact of whom an attempt heard that it is gone, and the next one where it went, is told of once', async () => {
  const { table } = await freshTable();
  const [reports, store] = [new Reports(table), new RunStore(table, 'run-1', ROW_MACS)];
  const { access, account } = await simulatedHubSpot();
  const createdAt = '2020-01-01T00:00:00.000Z';
  for (const id of ['77', '101']) addRecord(account, 'contacts', { id, properties: {}, createdAt });
  mergeRecords(account, 'contacts', '101', '77', Date.parse('2026-11-20T00:00:00Z'), true);
  await store.put(PARTS.given, 0, ['77']);
  await reports.add('run-1', [failure('77', 'there is no such contact')]);
  await reportMissing({ hubspot: access, reports, session: { run: { runId: 'run-1' } }, store }, new Set());
  expect(await reports.list('run-1', 'failure', 10)).toEqual([]);
  expect(await reports.list('run-1', 'notice', 10)).toMatchObject([{ id: '77' }]);
});

/** Its process dies once it has reported something, before the run knows. */
function dyingAfterReport(engine: Engine): Engine {
  const { runs } = engine.storage;
  const submit = runs.submitTransaction.bind(runs);
  const update = runs.updateEntity.bind(runs);
  let hasReported = false;
  Object.assign(runs, {
    submitTransaction: async (...given: Parameters<typeof submit>) => {
      hasReported ||= JSON.stringify(given[0]).includes('reports|');
      return submit(...given);
    },
    updateEntity: async (...given: Parameters<typeof update>) => {
      if (hasReported) throw new LeaseLostError('The process has died.');
      return update(...given);
    },
  });
  return engine;
}

test('a run does not go on saying that a contact could not be written when another attempt wrote it', async () => {
  const app = await registerAtRest(Date.parse('2028-12-06T22:00:00Z'));
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false });
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/contacts/batch/update'), kind: '400' });
  await runSlice(dyingAfterReport(app.newEngine()), { runId, slice: 0 }, () => undefined);
  expect(await engine.reports.list(runId, 'failure', 10)).toMatchObject([{ id: '103' }]);
  app.hubspot.faults.clear();
  const run = await app.finish({ ...engine, systemNow: () => engine.systemNow() + 60_000 }, runId);
  expect(run).toMatchObject({ status: 'succeeded', contacts: { changed: 1, failed: 0 } });
  expect(await engine.reports.list(runId, 'failure', 10)).toEqual([]);
});
