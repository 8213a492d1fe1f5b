import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { archiveRecord, editRecord } from '../../local/simulator/change.ts';
import { writtenParts } from '../../src/effects/writing-cursor.ts';
import { type ChangePage, type ChangePosition, FIRST_CHANGE, type ListedChange } from '../../src/runs/change-list.ts';
import { isFinished } from '../../src/runs/run.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import { cancelRun } from '../../src/work/cancel-run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import {
  type Asked,
  appliedBy,
  expectSameChanges,
  listedBy,
  runFor,
  sharedRows,
  writesIn,
} from '../support/dry-run.ts';
import { keptRows } from '../support/kept-rows.ts';
import { leftBehind } from '../support/left-behind.ts';
import { foundAccount, founding } from '../support/random-account.ts';
import { Tainted } from '../support/random-day/tainted.ts';
import { days, liveThrough } from '../support/random-day.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const ignore = () => undefined;

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

const opened = async (starting: Promise<RegisterApp>) => {
  const app = await starting;
  apps.push(app);
  return app;
};

/** A dry run, and then the same in earnest: the first changed nothing, and told what the second did. */
async function expectForetold(app: RegisterApp, asked: Asked, pageSize: number): Promise<void> {
  const { log, changes } = app.hubspot;
  const before = { rows: await sharedRows(app), requests: log.length, changes: changes.length };
  const dry = await runFor(app, asked, true);
  expect(dry).toMatchObject({ status: 'succeeded', dryRun: true });
  expect(writesIn(log.slice(before.requests))).toEqual([]);
  expect(changes.length).toBe(before.changes);
  expect(await sharedRows(app)).toEqual(before.rows);

  const engine = app.newEngine();
  const foretold = await listedBy(engine, dry, pageSize);
  const failures = await engine.reports.list(dry.runId, 'failure', 1_000);
  const notices = await engine.reports.list(dry.runId, 'notice', 1_000);
  const real = await runFor(app, asked, false);
  expectSameChanges(foretold, await appliedBy(app, real));
  expect(changes.length - before.changes).toBe(foretold.length);
  for (const name of ['scope', 'status', 'contacts', 'companies', 'problems'] as const)
    expect(dry[name]).toEqual(real[name]);
  expect(await engine.reports.list(real.runId, 'failure', 1_000)).toEqual(failures);
  expect(await engine.reports.list(real.runId, 'notice', 1_000)).toEqual(notices);
}

const scopes = ['all', 'changed', 'contacts'] as const;

test('a dry run foretells what the same run then does, whatever has happened, and changes nothing itself', async () => {
  const life = fc.record({
    founding,
    days,
    scopes: fc.array(fc.constantFrom(...scopes), { minLength: 7, maxLength: 7 }),
    pageSize: fc.constantFrom(1, 7, 1_000),
  });
  await fc.assert(
    fc.asyncProperty(life, async (one) => {
      const account = foundAccount(one.founding, NOW);
      const app = await opened(startRegisterApp({ account, now: NOW }));
      await app.newEngine().storage.prepare();
      const asked = (scope: Asked['scope'] = 'all'): Asked =>
        scope === 'contacts' ? { scope, given: [...account.records.contacts.keys()].slice(0, 5) } : { scope };
      await expectForetold(app, asked(one.scopes.at(-1)), one.pageSize);
      let now = NOW;
      for (const [at, day] of one.days.entries()) {
        const until = now + day.hours * HOUR;
        liveThrough(day, { account, mergeKeepsPrimaryId: false }, [now, until], new Tainted());
        now = until;
        app.setNow(now);
        await expectForetold(app, asked(one.scopes[at]), one.pageSize);
      }
    }),
    { numRuns: Number(process.env.DRY_RUN_RUNS ?? 4), seed: 20_261_123, endOnFailure: true },
  );
});

/** A day on which clocks move forward and back, somebody moves, a flag is typed over, and a hold is set. */
function aDay(app: RegisterApp, at: number): void {
  const { account } = app.hubspot;
  const when = new Date(at - HOUR).toISOString();
  addActivity(account, 'calls', '21', when, { contacts: ['103'], companies: ['202'] }, at - HOUR);
  addActivity(account, 'meetings', '22', new Date(at + DAY).toISOString(), { contacts: ['102'] }, at - HOUR);
  editRecord(account, 'meetings', '11', { hs_meeting_outcome: 'NO_SHOW' }, at - HOUR);
  editRecord(account, 'contacts', '104', { associatedcompanyid: '202' }, at - HOUR);
  editRecord(account, 'contacts', '102', { rekisteri_retention_status: 'ended' }, at - HOUR);
  editRecord(
    account,
    'contacts',
    '101',
    { rekisteri_hold_until: '2031-01-31', rekisteri_hold_reason: 'Kiista Ainon kanssa' },
    at - HOUR,
  );
}

const AT = NOW + DAY;
const SYNC = { scope: 'changed', trigger: 'http', actor: 'key', dryRun: false } as const;
const given = { scope: 'contacts', given: ['101', '104', '999'] } as const;

test.each<Asked>([{ scope: 'all' }, { scope: 'changed' }, { scope: 'clock' }, given])(
  'a dry run ($scope) whose processes die anywhere comes to the end of one that nobody disturbs',
  async (asked) => {
    const app = await opened(registerAtRest(AT));
    aDay(app, AT);
    const undisturbed = await runFor(app, asked, true);
    expect(undisturbed).toMatchObject({ status: 'succeeded', scope: asked.scope });
    const foretold = await listedBy(app.newEngine(), undisturbed);
    const rows = await sharedRows(app);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
        const { runId } = await requestRun(app.newEngine(), { ...asked, trigger: 'http', actor: 'key', dryRun: true });
        let seconds = 0;
        for (const at of deaths) {
          const stored = await app.newEngine().ledger.find(runId);
          if (stored === undefined || isFinished(stored.run)) break;
          const engine = crashingEngine({ ...later(app.newEngine(), seconds), sliceMs: 0 }, at);
          await runSlice(engine, { runId, slice: stored.run.slice }, ignore);
          seconds += 60;
        }
        const engine = later(app.newEngine(), seconds);
        await wake(engine);
        const run = await app.finish(engine, runId);
        for (const name of ['status', 'scope', 'contacts', 'companies', 'problems'] as const)
          expect(run[name]).toEqual(undisturbed[name]);
        expect(await listedBy(engine, run, 3)).toEqual(foretold);
        expect(await sharedRows(app)).toEqual(rows);
      }),
      { numRuns: Number(process.env.DRY_RUN_RUNS ?? 4), seed: 20_261_125, endOnFailure: true },
    );
    expect(app.hubspot.changes.filter(({ at }) => at >= AT)).toEqual([]);
  },
);

test('nothing that staff typed is in what a dry run keeps, but for the flags of its own', async () => {
  const app = await opened(registerAtRest(AT));
  aDay(app, AT);
  editRecord(
    app.hubspot.account,
    'contacts',
    '103',
    { rekisteri_last_contact_source: 'puhelu Liisan kanssa' },
    AT - HOUR,
  );
  const run = await runFor(app, { scope: 'all' }, true);
  const listed = await listedBy(app.newEngine(), run);
  expect(listed).toContainEqual(
    expect.objectContaining({ subject: 'contact:103', property: 'rekisteri_last_contact_source', after: 'calls:21' }),
  );
  expect(listed.map(({ property }) => property)).not.toContain('rekisteri_hold_reason');
  expect(await keptRows(app.table('runs'))).not.toMatch(/Kiista|puhelu/);
  expect(await leftBehind(app.table('index'))).toEqual([]);
});

test('a new account has its properties listed, and none is made', async () => {
  const app = await opened(startRegisterApp({ account: syncWorld(), now: NOW }));
  const run = await runFor(app, { scope: 'changed' }, true);
  expect(run).toMatchObject({
    scope: 'all',
    status: 'succeeded',
    notes: [expect.stringMatching(/looked at everything/)],
  });
  const definitions = await app.newEngine().changes.definitions(run.runId);
  expect(definitions).toContainEqual({ on: 'contacts', what: 'group', name: 'rekisteri', action: 'create' });
  expect(definitions).toContainEqual({
    on: 'contacts',
    what: 'property',
    name: 'rekisteri_hold_until',
    action: 'create',
  });
  expect(definitions.filter(({ on }) => on === 'companies')).toHaveLength(5);
  expect(writesIn(app.hubspot.log)).toEqual([]);
  await runFor(app, { scope: 'all' }, false);
  const again = await runFor(app, { scope: 'all' }, true);
  expect(await app.newEngine().changes.definitions(again.runId)).toEqual([]);
  expect(await listedBy(app.newEngine(), again)).toEqual([]);
});

test('a dry run that is cancelled stops, and tells what it has found so far', async () => {
  const app = await opened(startRegisterApp({ account: syncWorld(), now: NOW }));
  const engine = { ...app.newEngine(), sliceMs: 0 };
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
  const written = async () => writtenParts((await engine.ledger.find(runId))?.run ?? { cursors: {} });
  // Until the companies are done and the contacts are not.
  while ((await written()).companies === 0) await app.workOnce(engine);
  expect(await cancelRun(engine, runId, ignore)).toMatchObject({ kind: 'stopping' });
  const run = await app.finish(engine, runId);
  expect(run).toMatchObject({
    status: 'cancelled',
    companies: { processed: 2, changed: 2 },
    contacts: { processed: 0 },
  });
  const subjects = (await listedBy(engine, run)).map(({ subject }) => subject);
  expect(new Set(subjects)).toEqual(new Set(['company:201', 'company:202']));
  expect(await leftBehind(app.table('index'))).toEqual([]);
  expect(writesIn(app.hubspot.log)).toEqual([]);
});

test('whoever follows the pages while a dry run goes on has seen each change once when it has ended', async () => {
  const app = await opened(startRegisterApp({ account: syncWorld(), now: NOW }));
  const engine = { ...app.newEngine(), sliceMs: 0 };
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
  const seen: ListedChange[] = [];
  for (let from: ChangePosition | null = FIRST_CHANGE; from !== null; ) {
    const stored = await engine.ledger.find(runId);
    if (stored === undefined) throw new Error('the run is gone');
    const { items, next }: ChangePage = await engine.changes.page(stored.run, writtenParts(stored.run), from, 5);
    seen.push(...items);
    from = next;
    await app.workOnce(engine);
  }
  const run = await app.finish(engine, runId);
  const { items } = await engine.changes.page(run, writtenParts(run), FIRST_CHANGE, 1_000);
  expect(items.length).toBeGreaterThan(20);
  expect(seen).toEqual(items);
});

test('a dry run that failed does not keep timers from starting a reconcile', async () => {
  const app = await opened(startRegisterApp({ account: syncWorld(), now: NOW }));
  app.hubspot.missingScopes.add('crm.objects.contacts.read');
  expect(await runFor(app, { scope: 'all' }, true)).toMatchObject({ status: 'failed' });
  app.hubspot.missingScopes.clear();
  expect(await app.run('changed')).toMatchObject({ scope: 'all', status: 'succeeded' });
});

/** An engine whose process dies when HubSpot has taken its `nth` update, before it can record or remember that. */
function dyingUnrecorded(engine: Engine, nth: number): Engine {
  const { hubspot, storage } = engine;
  let updates = 0;
  const send: typeof hubspot.transport.send = async (request) => {
    const answer = await hubspot.transport.send(request);
    updates += request.path.endsWith('/batch/update') ? 1 : 0;
    if (updates >= nth) throw new LeaseLostError('The process has died.');
    return answer;
  };
  return {
    ...engine,
    hubspot: { ...hubspot, transport: { ...hubspot.transport, send } },
    storage: { ...storage, slices: { send: async () => undefined, create: () => storage.slices.create() } },
  };
}

test.each([1, 2])(
  'a dry run after a run that died before it recorded its writes (%d) leaves its intents open, and takes no write for an edit',
  async (nth) => {
    const app = await opened(registerAtRest(AT));
    aDay(app, AT);
    const { runId } = await requestRun(app.newEngine(), SYNC);
    await runSlice(dyingUnrecorded(app.newEngine(), nth), { runId, slice: 0 }, ignore);
    // Begun again and again and never ended: the run fails.
    for (let death = 1; death < 8; death += 1)
      await runSlice(crashingEngine(later(app.newEngine(), death * 60), 1), { runId, slice: 0 }, ignore);
    expect((await app.newEngine().ledger.find(runId))?.run.status).toBe('failed');
    expect(await app.newEngine().audit.open()).not.toEqual([]);
    app.setNow(AT + DAY);
    // What that run wrote is not right any more.
    const contacts = ['101', '102', '103', '104'];
    const when = new Date(AT + HOUR).toISOString();
    addActivity(app.hubspot.account, 'calls', '31', when, { contacts, companies: ['201', '202'] }, AT + HOUR);
    await expectForetold(app, { scope: 'all' }, 1_000);
  },
);

test('what an interrupted part has listed is not shown before the part is done', async () => {
  const app = await opened(startRegisterApp({ account: syncWorld(), now: NOW }));
  const engine = app.newEngine();
  const run = await runFor(app, { scope: 'all' }, true, engine);
  const shown = await listedBy(engine, run);
  const [one] = (await engine.changes.page(run, writtenParts(run), FIRST_CHANGE, 1)).items;
  await engine.changes.putPart(run.runId, 'contacts', writtenParts(run).contacts, one === undefined ? [] : [one]);
  expect(await listedBy(engine, run)).toEqual(shown);
});

test.each(['contacts', 'companies'] as const)(
  'a dry run that cannot read one of the %s, and finds another gone, tells of it and remembers neither',
  async (kind) => {
    const app = await opened(registerAtRest(AT));
    aDay(app, AT);
    const id = kind === 'contacts' ? '101' : '201';
    archiveRecord(app.hubspot.account, 'contacts', '103', AT - HOUR);
    const asksForIt = ({ path, body }: { path: string; body: unknown }) =>
      path.endsWith(`/objects/2026-09/${kind}/batch/read`) && JSON.stringify(body).includes(`"id":"${id}"`);
    app.hubspot.faults.add({ match: asksForIt, kind: '502' });
    await expectForetold(app, { scope: 'contacts', given: ['101', '102', '103', '104'] }, 1_000);
    app.hubspot.faults.clear();
    await expectForetold(app, { scope: 'all' }, 1_000);
  },
);
