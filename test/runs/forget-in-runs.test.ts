import { expect, test } from 'vitest';
import { ChangeList, FIRST_CHANGE } from '../../src/runs/change-list.ts';
import { forgetInRuns } from '../../src/runs/forget-in-runs.ts';
import { Ledger } from '../../src/runs/ledger.ts';
import { Reports } from '../../src/runs/reports.ts';
import { newRevision, newRun } from '../../src/runs/run.ts';
import { withoutContacts } from '../../src/runs/without-contacts.ts';
import { freshTable } from '../support/fresh-table.ts';
import { ROW_MACS } from '../support/row-macs.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ERASED = new Set(['101', '102']);

async function places() {
  const { table } = await freshTable();
  return { table, reports: new Reports(table), changes: new ChangeList(table), ledger: new Ledger(table, ROW_MACS) };
}

const change = (kind: 'contacts' | 'companies', id: string) => {
  return { kind, id, property: 'rekisteri_retention_status', before: '', after: 'ended', reason: '§7' };
};

test('ids are taken out of texts wherever a contact is named, and nothing else is', () => {
  const text =
    'contact 101, contact:102, GET /crm/objects/2026-09/contacts/101, contact 1010, company 101, meetings:101';
  expect(withoutContacts(text, ERASED)).toBe(
    'contact …, contact:…, GET /crm/objects/2026-09/contacts/…, contact 1010, company 101, meetings:101',
  );
});

test('reports of erased people go, in every run, and others do not name them any more', async () => {
  const { reports, ...rest } = await places();
  const report = (kind: 'contacts' | 'companies', id: string, reason: string) => {
    return { severity: 'failure', kind, id, reason } as const;
  };
  for (const runId of ['run-1', 'run-2'])
    await reports.add(runId, [
      report('contacts', '101', 'unavailable 503'),
      report('contacts', '103', 'it was merged into contact 102, which was looked at in its place'),
      report('companies', '101', 'contact 101 could not be read'),
    ]);
  await reports.add('run-2', [{ ...report('contacts', '102', 'the hold has no reason'), severity: 'notice' }]);
  await forgetInRuns({ reports, ...rest }, ERASED);
  await forgetInRuns({ reports, ...rest }, ERASED);
  for (const runId of ['run-1', 'run-2']) {
    expect(await reports.list(runId, 'failure', 10)).toEqual([
      report('companies', '101', 'contact … could not be read'),
      report('contacts', '103', 'it was merged into contact …, which was looked at in its place'),
    ]);
    expect(await reports.list(runId, 'notice', 10)).toEqual([]);
  }
});

test('changes that dry runs listed of them go, and the others stay in their order', async () => {
  const { changes, ...rest } = await places();
  await changes.putPart('run-1', 'companies', 0, [change('companies', '101')]);
  await changes.putPart('run-1', 'contacts', 0, [change('contacts', '101'), change('contacts', '103')]);
  await changes.putPart('run-1', 'contacts', 1, [change('contacts', '102')]);
  await changes.putPart('run-1', 'contacts', 2, [change('contacts', '1010')]);
  await forgetInRuns({ changes, ...rest }, ERASED);
  const run = { runId: 'run-1', finishedAt: '2026-11-23T09:30:00.000Z' };
  const { items, next } = await changes.page(run, { companies: 1, contacts: 3 }, FIRST_CHANGE, 10);
  expect(items.map(({ kind, id }) => `${kind}:${id}`)).toEqual(['companies:101', 'contacts:103', 'contacts:1010']);
  expect(next).toBeNull();
});

test('what ended runs say of themselves names them no more; a run at work and a foreign row are left alone', async () => {
  const { table, ledger, ...rest } = await places();
  const said = 'GET /crm/objects/2026-09/contacts/101 was answered with status 503 by HubSpot.';
  const runOf = async (status: 'failed' | 'running') => {
    const run = newRun({ scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false }, NOW, NOW);
    await ledger.create(run);
    const stored = await ledger.find(run.runId);
    const next = {
      ...run,
      status,
      error: { code: 'unavailable', message: said },
      notes: [said],
      revision: newRevision(),
    };
    await ledger.save(next, stored?.etag ?? '');
    return run.runId;
  };
  const [ended, atWork, foreign] = [await runOf('failed'), await runOf('running'), await runOf('failed')];
  for await (const row of table.listEntities<Record<string, unknown>>())
    if (row.runId === foreign && typeof row.record === 'string')
      await table.updateEntity({
        partitionKey: 'runs',
        rowKey: row.rowKey ?? '',
        record: row.record.replace('503', '504'),
      });
  const before = (await ledger.find(foreign))?.etag;
  await forgetInRuns({ ledger, ...rest }, ERASED);
  const cleared = said.replace('101', '…');
  expect((await ledger.find(ended))?.run).toMatchObject({ error: { message: cleared }, notes: [cleared] });
  expect((await ledger.find(atWork))?.run).toMatchObject({ notes: [said] });
  expect(await ledger.find(foreign)).toMatchObject({ etag: before, run: { error: { code: 'foreign_rows' } } });
});
