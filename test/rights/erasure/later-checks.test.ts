import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { addRecord, purgeRecord, restoreRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { checkLaterChecks } from '../../../src/health/checks/later-checks.ts';
import { readLaterCheckFacts } from '../../../src/health/later-check-facts.ts';
import { known } from '../../../src/health/known.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
import { approved, DAY, erasureWorld, listNow, NOW, prepared, synced } from '../../support/erasure-register.ts';
import type { CopyOfRegister } from '../../support/copy-of-register.ts';
import { type RegisterApp, startCopy } from '../../support/register-app.ts';

const ERASED_AT = NOW + 2 * DAY;
/** The days on which the checks are due, at eight in the morning. */
const AFTER_30 = ERASED_AT + 30 * DAY;
const AFTER_90 = ERASED_AT + 90 * DAY;

let app: RegisterApp;
let list: ErasureList;

/** A register whose list has been carried out: each test has a copy of it. */
let erased: CopyOfRegister;

beforeAll(async () => {
  const first = await erasureWorld();
  list = await approved(first, await prepared(first));
  first.setNow(ERASED_AT);
  await synced(first);
  list = await listNow(first.newEngine(), list.id);
  erased = await first.copy();
  await first.close();
});
beforeEach(async () => {
  app = await startCopy(erased);
});
afterEach(() => app.close());

const account = () => app.hubspot.account;
const now = async () => listNow(app.newEngine(), list.id);
const checkOf = async (days: number) => (await now()).laterChecks.find((check) => check.days === days);
const clockAt = (ms: number) => {
  app.setNow(ms);
  return app.run('clock');
};
const said = async () => {
  const events = await auditEvents(app.table('audit'));
  const own = events.filter(({ action }) => action === 'erasure_looked_after');
  return own.map(({ subject, cause, actor }) => `${subject} ${cause} ${actor}`);
};
const health = async () => checkLaterChecks({ laterChecks: known(await readLaterCheckFacts(app.newEngine())) });
const backAgain = (id: string) =>
  addRecord(account(), 'contacts', { id, createdAt: new Date(ERASED_AT).toISOString(), properties: {} });

describe('later checks of an erasure', () => {
  it('are not made before their day, and say then that everything is gone', async () => {
    await clockAt(AFTER_30 - DAY);
    expect(await checkOf(30)).toMatchObject({ at: null, result: null });
    expect(await said()).toEqual([]);
    await clockAt(AFTER_30);
    expect(await checkOf(30)).toEqual({
      days: 30,
      dueOn: '2026-12-25',
      at: expect.stringMatching(/^2026-12-25T/),
      result: 'gone',
      found: [],
      foundCount: 0,
      goneAt: null,
    });
    expect(await checkOf(90)).toMatchObject({ at: null });
    expect(await said()).toEqual([`erasure:${list.id} days=30 result=gone found=0 timer`]);
    expect(await health()).toMatchObject({ status: 'ok' });
    expect(app.logged.join('\n')).toContain('"event":"erasure_looked_after"');
  });

  it('are made once', async () => {
    await clockAt(AFTER_30);
    await clockAt(AFTER_30 + DAY);
    expect(await said()).toHaveLength(1);
  });

  it('find a person who is there again, until they are gone', async () => {
    backAgain('303');
    await clockAt(AFTER_30);
    expect(await checkOf(30)).toMatchObject({ result: 'found', found: ['303'], foundCount: 1, goneAt: null });
    expect(await said()).toEqual([`erasure:${list.id} days=30 result=found found=1 timer`]);
    expect(await health()).toMatchObject({ status: 'failed', facts: { found: [{ found: ['303'] }] } });
    await clockAt(AFTER_30 + DAY);
    expect(await said()).toHaveLength(1);
    purgeRecord(account(), 'contacts', '303', AFTER_30 + DAY);
    await clockAt(AFTER_30 + 2 * DAY);
    expect(await checkOf(30)).toMatchObject({
      result: 'found',
      found: ['303'],
      goneAt: expect.stringMatching(/^2026-12-27T/),
    });
    expect(await health()).toMatchObject({ status: 'ok' });
    expect(await said()).toHaveLength(2);
  });

  it('find a person in the recycle bin', async () => {
    const record = backAgain('303');
    record.archivedAt = new Date(AFTER_30 - DAY).toISOString();
    await clockAt(AFTER_30);
    expect(await checkOf(30)).toMatchObject({ result: 'found', found: ['303'] });
  });

  it('find an engagement that somebody restored, and none that was kept without its text', async () => {
    // Meeting 5002 and call 5004 were kept for the company.
    restoreRecord(account(), 'notes', '5001', AFTER_30 - DAY);
    await clockAt(AFTER_30);
    expect(await checkOf(30)).toMatchObject({ result: 'found', found: ['notes:5001'], foundCount: 1 });
    expect(await health()).toMatchObject({ status: 'degraded' });
  });

  it('find nothing in an engagement that HubSpot refused to let go, whose person is still there', async () => {
    const other = await erasureWorld();
    onTestFinished(() => other.close());
    const refused = await approved(other, await prepared(other));
    other.hubspot.faults.add({
      match: ({ path, body }) => path.endsWith('/notes/batch/update') && JSON.stringify(body).includes('"5001"'),
      kind: '400',
    });
    other.setNow(ERASED_AT);
    await synced(other);
    other.setNow(AFTER_30);
    await other.run('clock');
    const { state, counts, laterChecks } = await listNow(other.newEngine(), refused.id);
    expect({ state, counts }).toMatchObject({ state: 'partly_completed', counts: { done: 3, failed: 1 } });
    expect(laterChecks[0]).toMatchObject({ result: 'gone', found: [] });
  });

  it('say nothing of a person who answers under another id, and look again', async () => {
    backAgain('303');
    mergeRecords(account(), 'contacts', '307', '303', AFTER_30 - DAY, true);
    const run = await clockAt(AFTER_30);
    expect(run.status).toBe('succeeded');
    expect(run.problems.join()).toMatch(/could not be told after 30 days whether 1 records are gone \(such as 303\)/);
    expect(await checkOf(30)).toMatchObject({ at: null, result: null });
    expect(await said()).toEqual([]);
    expect(await health()).toMatchObject({ status: 'ok' });
    app.setNow(AFTER_30 + 3 * DAY);
    expect(await health()).toMatchObject({ status: 'degraded', facts: { late: [{ erasureId: list.id, days: 30 }] } });
    purgeRecord(account(), 'contacts', '307', AFTER_30 + 3 * DAY);
    await clockAt(AFTER_30 + 3 * DAY);
    expect(await checkOf(30)).toMatchObject({ result: 'gone' });
  });

  it('say nothing of what may not be read, and the run goes on', async () => {
    app.hubspot.missingScopes.add('sales-email-read');
    const run = await clockAt(AFTER_30);
    expect(run).toMatchObject({ status: 'succeeded', problems: [expect.stringMatching(/such as emails:5005/)] });
    expect(await checkOf(30)).toMatchObject({ at: null, result: null });
    app.hubspot.missingScopes.clear();
    await clockAt(AFTER_30 + DAY);
    expect(await checkOf(30)).toMatchObject({ result: 'gone' });
  });

  it('find after 90 days what HubSpot has not purged, once it should have', async () => {
    const note = account().records.notes.get('5001');
    if (note === undefined) throw new Error('note 5001 is not there');
    note.archivedAt = new Date(AFTER_90 - DAY).toISOString();
    await clockAt(AFTER_90);
    expect(await checkOf(30)).toMatchObject({ result: 'gone' });
    expect(await checkOf(90)).toMatchObject({ at: null, result: null });
    await clockAt(AFTER_90 + 7 * DAY);
    expect(await checkOf(90)).toMatchObject({ result: 'found', found: ['notes:5001'] });
  });

  it('are all gone after 90 days where HubSpot has emptied its bin', async () => {
    await clockAt(AFTER_90 + DAY);
    expect(await checkOf(90)).toMatchObject({ result: 'gone', found: [] });
    expect(await said()).toHaveLength(2);
  });

  it('go on where a slice ended, and count nothing twice', async () => {
    backAgain('301');
    backAgain('304');
    restoreRecord(account(), 'notes', '5001', AFTER_30 - DAY);
    app.setNow(AFTER_30);
    const engine = { ...app.newEngine(), sliceMs: 0 };
    const run = await app.run('clock', engine);
    expect(run.slice).toBeGreaterThan(4);
    expect(await checkOf(30)).toMatchObject({ found: ['301', '304', 'notes:5001'], foundCount: 3 });
    expect(await said()).toHaveLength(1);
  });

  it('end with a run that is cancelled, and the next run makes them', async () => {
    app.setNow(AFTER_30);
    const engine = { ...app.newEngine(), sliceMs: 0 };
    const { runId } = await requestRun(engine, { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false });
    for (;;) {
      await app.workOnce(engine);
      const run = (await engine.ledger.find(runId))?.run;
      if (run?.phase === 'concluding' && run.cursors.concluding !== undefined) break;
    }
    await engine.cancelling.request(runId);
    expect(await app.finish(engine, runId)).toMatchObject({ status: 'cancelled' });
    expect(await checkOf(30)).toMatchObject({ at: null });
    await clockAt(AFTER_30 + DAY);
    expect(await checkOf(30)).toMatchObject({ result: 'gone' });
  });

  it('look at everything of the next one though the process died when the one before was made', async () => {
    const note = account().records.notes.get('5001');
    if (note === undefined) throw new Error('note 5001 is not there');
    const due = AFTER_90 + 8 * DAY;
    note.archivedAt = new Date(due - DAY).toISOString();
    app.setNow(due);
    const engine = app.newEngine();
    const { runId } = await requestRun(engine, { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false });
    let isSaid = false;
    // Four steps: the event of the first check and its place in the list, before and after each.
    const dying = dyingEngine(app.newEngine(), 4, () => isSaid);
    await runSlice(dying, { runId, slice: 0 }, (_, line) => (isSaid ||= line.includes('erasure_looked_after')));
    expect(await checkOf(30)).toMatchObject({ result: 'gone' });
    expect(await checkOf(90)).toMatchObject({ at: null });
    await app.finish({ ...engine, systemNow: () => engine.systemNow() + 60_000 }, runId);
    expect(await checkOf(90)).toMatchObject({ result: 'found', found: ['notes:5001'] });
  });

  it('are not made by dry runs', async () => {
    app.setNow(AFTER_30);
    const engine = app.newEngine();
    const { runId } = await requestRun(engine, { scope: 'clock', trigger: 'http', actor: 'key', dryRun: true });
    expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
    expect(await checkOf(30)).toMatchObject({ at: null });
  });
});
