import { afterEach, expect, test } from 'vitest';
import { archiveRecord, purgeRecord, restoreRecord } from '../../local/simulator/change.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { DAY, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp | undefined;
afterEach(() => app?.close());

const YEAR = 366 * DAY;
const ELEVEN_YEARS = 11 * YEAR;

async function events() {
  return app === undefined ? [] : auditEvents(app.table('audit'));
}

const of = async (subject: string) => (await events()).filter((event) => event.subject === subject);

/** Aino (101) is archived a day after the first reconcile, and a reconcile sees it. */
async function withAinoArchived() {
  const account = syncWorld();
  app = await startRegisterApp({ account, now: NOW });
  await app.reconcile();
  app.setNow(NOW + DAY);
  archiveRecord(account, 'contacts', '101', NOW + HOUR);
  await app.reconcile();
  return { account, app };
}

test('the trail says since when a contact is gone, once', async () => {
  const { app } = await withAinoArchived();
  await app.reconcile();
  const gone = (await events()).filter(({ action }) => action === 'gone');
  expect(gone).toMatchObject([{ subject: 'contact:101', cause: 'archived, deleted or merged in HubSpot' }]);
});

test('events of a contact that was erased more than audit.keepYears ago are pruned, and the trail verifies', async () => {
  const { account, app } = await withAinoArchived();
  purgeRecord(account, 'contacts', '101', NOW + 2 * DAY);
  app.setNow(NOW + 9 * YEAR);
  await app.reconcile();
  expect(await of('contact:101')).not.toEqual([]);
  app.setNow(NOW + ELEVEN_YEARS);
  const run = await app.reconcile();
  expect(run.problems.filter((problem) => problem.includes('prune'))).toEqual([]);
  expect(await of('contact:101')).toEqual([]);
  const pruned = (await events()).filter(({ action }) => action === 'pruned');
  expect(pruned).toMatchObject([
    { runId: run.runId, cause: expect.stringMatching(/^events=\d+ ranges=\d+ gone=\S+ digest=/) },
  ]);
  const { status, faults } = await app.newEngine().verifier.verify(() => undefined);
  expect({ status, faults }).toEqual({ status: 'ok', faults: [] });
  expect(await of('contact:102')).not.toEqual([]);
});

test.each([
  ['is only archived', true],
  ['is there again', false],
])('a contact that %s keeps its events', async (_, isArchivedAgain) => {
  const { account, app } = await withAinoArchived();
  restoreRecord(account, 'contacts', '101', NOW + 2 * DAY);
  // HubSpot's bin holds it for 90 days: what was gone years ago lies there again since yesterday.
  if (isArchivedAgain) archiveRecord(account, 'contacts', '101', NOW + ELEVEN_YEARS - DAY);
  app.setNow(NOW + ELEVEN_YEARS);
  await app.reconcile();
  expect(await of('contact:101')).not.toEqual([]);
  expect((await events()).filter(({ action }) => action === 'pruned')).toEqual([]);
});

test('a dry run prunes nothing', async () => {
  const { account, app } = await withAinoArchived();
  purgeRecord(account, 'contacts', '101', NOW + 2 * DAY);
  app.setNow(NOW + ELEVEN_YEARS);
  const before = await events();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
  await app.finish(engine, runId);
  expect(await events()).toEqual(before);
});
