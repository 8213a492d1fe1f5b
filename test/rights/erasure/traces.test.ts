import { inflateRawSync } from 'node:zlib';
import type { TableClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { requestRun } from '../../../src/work/request-run.ts';
import {
  DAY,
  HOUR,
  NOW,
  approved,
  listNow,
  prepared,
  startErasureWorld,
  synced,
  workThrough,
} from '../../support/erasure-register.ts';

/** Wherever a contact is named: in a key, in JSON, or in a text. */
const NAMED = /(?:contacts?\W{1,3}|\|0*|"id":"|"contactId":")(?<id>30[1-7])\b/g;

/** Contacts that the rows of a table name, by what is kept there. */
async function namedIn(table: TableClient): Promise<string[]> {
  const named = new Set<string>();
  for await (const { partitionKey = '', rowKey = '', ...columns } of table.listEntities<Record<string, unknown>>()) {
    const what = partitionKey.split('|')[0]?.replace(/-\d$/, '') ?? '';
    const texts = Object.entries(columns).map(([name, value]) => {
      if (value instanceof Uint8Array && /^p\d\d$/.test(name)) return inflateRawSync(value).toString('utf8');
      return typeof value === 'string' ? value : '';
    });
    for (const text of [`${what}|${rowKey}`, ...texts])
      for (const { groups } of text.matchAll(NAMED)) named.add(`${what} ${groups?.id}`);
  }
  return [...named].sort();
}

test('after a list was carried out nothing in RegisterIndex or RegisterRuns names who was erased', async () => {
  const app = await startErasureWorld();
  const engine = app.newEngine();
  const { reports, ledger } = engine;
  await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: true });
  await workThrough(app, engine);
  const [last] = await engine.history.latest(1);
  const runId = last?.runId ?? '';
  // Changes that a dry run listed, failures and notices, and a run that failed for one of them.
  await engine.changes.putPart(runId, 'contacts', 0, [
    { kind: 'contacts', id: '301', property: 'rekisteri_retention_status', before: '', after: 'ended', reason: '§7' },
    { kind: 'contacts', id: '305', property: 'rekisteri_retention_status', before: '', after: 'on_hold', reason: '§7' },
  ]);
  await reports.add(runId, [
    { severity: 'failure', kind: 'contacts', id: '302', reason: 'unavailable 503' },
    { severity: 'notice', kind: 'companies', id: '201', reason: 'contact 303 could not be read' },
    { severity: 'notice', kind: 'contacts', id: '305', reason: 'the hold has no reason' },
  ]);
  const stored = await ledger.find(runId);
  if (stored === undefined) throw new Error('there is no run');
  const error = { code: 'unavailable', message: 'GET /crm/objects/2026-09/contacts/304 was answered with status 503.' };
  await ledger.save({ ...stored.run, error, revision: 'a' }, stored.etag);
  await engine.state.retry.add(['contacts|301', 'contacts|305']);
  expect(await namedIn(app.table('runs'))).toEqual(
    expect.arrayContaining(['changes 301', 'reports 302', 'reports 303', 'runs 304']),
  );
  expect(await namedIn(app.table('index'))).toEqual(
    expect.arrayContaining(['contacts 301', 'members 301', 'retry 301']),
  );

  const list = await approved(app, await prepared(app));
  app.setNow(NOW + DAY + 3 * HOUR);
  await synced(app);
  expect((await listNow(app.newEngine(), list.id)).state).toBe('completed');
  const left = [...(await namedIn(app.table('runs'))), ...(await namedIn(app.table('index')))];
  expect(left.filter((name) => /30[1-4]$/.test(name))).toEqual([]);
  // Who was not erased is still known.
  expect(left).toEqual(expect.arrayContaining(['changes 305', 'reports 305', 'contacts 305', 'contacts 307']));
});
