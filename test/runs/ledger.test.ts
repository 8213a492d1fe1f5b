import { expect, test } from 'vitest';
import { Cancelling } from '../../src/runs/cancelling.ts';
import { Ledger } from '../../src/runs/ledger.ts';
import { Line } from '../../src/runs/line.ts';
import { newRevision, newRun, type Run } from '../../src/runs/run.ts';
import { connectStorage } from '../../src/storage/connect.ts';
import { ROW_MACS } from '../support/row-macs.ts';
import { byString, freshStorageNames } from '../support/storage.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');

async function freshRuns(): Promise<{ ledger: Ledger; line: Line; cancelling: Cancelling }> {
  const { connectionString, table, queue } = freshStorageNames();
  const names = {
    audit: table('A'),
    runs: table('R'),
    index: table('I'),
    erasures: table('E'),
    erased: table('D'),
    requests: table('Q'),
    slices: queue('s'),
    seals: queue('seals'),
    copies: queue('copies'),
  };
  const storage = connectStorage(byString(connectionString), names);
  await storage.prepare();
  const ledger = new Ledger(storage.runs, ROW_MACS);
  const cancelling = new Cancelling(storage.runs, ledger, ROW_MACS);
  return { ledger, line: new Line(storage.runs, ledger, ROW_MACS), cancelling };
}

const aRun = (scope: Run['scope'] = 'all') =>
  newRun({ scope, trigger: 'timer', actor: 'timer', dryRun: false }, NOW, NOW);
const changed = (run: Run, change: Partial<Run>): Run => ({ ...run, ...change, revision: newRevision() });

test.each(['save', 'finish', 'endQueued'] as const)(
  '%s of a run that somebody else changed since changes nothing',
  async (how) => {
    const { ledger, cancelling } = await freshRuns();
    await ledger.create(aRun());
    const stored = await ledger.activate();
    if (stored === undefined) throw new Error('there is no run');
    const theirs = changed(stored.run, { slice: 5 });
    expect(await ledger.save(theirs, stored.etag)).toEqual(expect.any(String));
    const mine = changed(stored.run, { status: 'cancelled' });
    const save = how === 'endQueued' ? cancelling.endQueued(mine, stored.etag) : ledger[how](mine, stored.etag);
    expect(await save).toBeUndefined();
    expect((await ledger.find(stored.run.runId))?.run).toEqual(theirs);
    expect(await ledger.activate()).toMatchObject({ run: { runId: stored.run.runId } });
  },
);

test('of two that cancel a waiting run and give it its turn at the same moment one wins', async () => {
  const { ledger, line, cancelling } = await freshRuns();
  const run = aRun();
  await ledger.create(run);
  const stored = await ledger.find(run.runId);
  const cancelled = changed(run, { status: 'cancelled' });
  const [done] = await Promise.all([cancelling.endQueued(cancelled, stored?.etag ?? ''), ledger.activate()]);
  expect(done).toEqual(expect.any(String));
  expect(await ledger.activate()).toBeUndefined();
  expect([...(await line.scopes())]).toEqual([]);
});

test('knows what the runs in line look at, the active one included', async () => {
  const { ledger, line, cancelling } = await freshRuns();
  for (const scope of ['all', 'changed', 'changed'] as const) await ledger.create(aRun(scope));
  await ledger.activate();
  await cancelling.request('20261123T093000000Z-00000000');
  expect([...(await line.scopes())].sort()).toEqual(['all', 'changed']);
});

test('remembers a wish to stop until it is forgotten', async () => {
  const { cancelling } = await freshRuns();
  const { runId } = aRun();
  expect(await cancelling.isRequested(runId)).toBe(false);
  await cancelling.request(runId);
  await cancelling.request(runId);
  expect(await cancelling.isRequested(runId)).toBe(true);
  await cancelling.forget(runId);
  await cancelling.forget(runId);
  expect(await cancelling.isRequested(runId)).toBe(false);
});
