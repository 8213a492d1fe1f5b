import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountData, ContactList } from '../../local/simulator/account.ts';
import { addRecord } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { membersOf } from '../../local/simulator/list-filters.ts';
import { checkSegments } from '../../src/health/checks/segments.ts';
import { known } from '../../src/health/known.ts';
import { createNoticeEngine } from '../../src/notice/create-engine.ts';
import type { Phase } from '../../src/facts/context.ts';
import { NO_SEGMENTS } from '../../src/remembered/segments-row.ts';
import type { Run } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import type { Step } from '../../src/work/steps.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import type { CopyOfRegister } from '../support/copy-of-register.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { deliver, deliverUntilEnd } from '../support/deliver.ts';
import { messageBag } from '../support/message-bag.ts';
import { type RegisterApp, type RegisterAppOptions, startCopy, startRegisterApp } from '../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const CREATED = '2012-03-04T05:06:07.000Z';
const DAY = 86_400_000;

const NAMES = [
  'Rekisteri: käsittely rajoitettu',
  'Rekisteri: pidossa',
  'Rekisteri: päättyy pian',
  'Rekisteri: päätös puuttuu',
  'Rekisteri: säilytysaika päättynyt',
  'Rekisteri: tarkistettava suostumustieto',
];

/** Definitions and flags are there; segments are not. */
let defined: CopyOfRegister;
/** Segments are, too. */
let kept: CopyOfRegister;
let made: Run;

beforeAll(async () => {
  const account = emptyAccount(7, 'Europe/Helsinki');
  for (const id of ['1', '2', '3', '4'])
    addRecord(account, 'contacts', { id, createdAt: CREATED, properties: { firstname: 'Aino' } });
  account.lists.set('71', list('71', 'Uutiskirjeen saajat'));
  const app = await startRegisterApp({ account, now: NOW, createEngine: createNoticeEngine });
  app.hubspot.missingScopes.add('crm.lists.read');
  await app.reconcile();
  const set = (id: string, properties: Record<string, string>) => {
    Object.assign(account.records.contacts.get(id)?.properties ?? {}, properties);
  };
  set('2', { rekisteri_retention_decision: 'keep' });
  set('3', { rekisteri_hold_until: '2027-06-30', rekisteri_hold_reason: 'Riita' });
  set('4', { rekisteri_processing_restricted: 'true' });
  await app.reconcile();
  defined = await app.copy();
  app.hubspot.missingScopes.clear();
  made = await app.reconcile();
  kept = await app.copy();
  await app.close();
});

const list = (id: string, name: string, more: Partial<ContactList> = {}): ContactList => {
  return { id, name, processingType: 'DYNAMIC', createdAt: CREATED, members: new Map(), ...more };
};

const opened: RegisterApp[] = [];
afterAll(() => Promise.all(opened.map((app) => app.close())));

const start = async (from: CopyOfRegister, options: Partial<RegisterAppOptions> = {}) => {
  const app = await startCopy(from, { createEngine: createNoticeEngine, ...options });
  opened.push(app);
  return app;
};

const ours = ({ lists }: AccountData) =>
  [...lists.values()].filter(({ id, deletedAt }) => Number(id) > 100 && deletedAt === undefined);

const namesIn = (account: AccountData) =>
  ours(account)
    .map(({ name }) => name)
    .sort();

const named = (account: AccountData, name: string) => {
  const found = ours(account).find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no list ${name}.`);
  return found;
};

/** What health says of segments. */
const health = async (app: RegisterApp) => checkSegments({ segments: known(await app.newEngine().segments.read()) });

/** What became of segments in a run, as `segments:ended list applied: created`. */
const eventsOf = async (app: RegisterApp, { runId }: Pick<Run, 'runId'>) =>
  (await auditEvents(app.table('audit')))
    .filter((event) => event.subject.startsWith('segments:') && event.action !== 'intent' && event.runId === runId)
    .map(({ subject, property, action, cause }) => `${subject} ${property} ${action}: ${cause}`);

const requestsTo = (app: RegisterApp, from = 0) =>
  app.hubspot.log
    .slice(from)
    .filter(({ path }) => path.includes('/crm/lists/'))
    .map(({ method, path, status }) => `${method} ${path.replace('/crm/lists/2026-09', '')} ${status}`);

describe('six segments', () => {
  test('are made once in their folder, hold whom their names say, and are in the trail', async () => {
    const { account } = kept;
    expect(namesIn(account)).toEqual(NAMES);
    const [folder] = [...(account.listFolders?.values() ?? [])];
    expect(folder).toMatchObject({ name: 'Rekisteri', parentFolderId: '0' });
    expect(new Set(ours(account).map(({ folderId }) => folderId))).toEqual(new Set([folder?.id]));
    const people = Object.fromEntries(ours(account).map((one) => [one.name, [...membersOf(account, one).keys()]]));
    expect(people).toEqual({
      'Rekisteri: käsittely rajoitettu': ['4'],
      'Rekisteri: pidossa': ['3'],
      'Rekisteri: päättyy pian': [],
      'Rekisteri: päätös puuttuu': ['1', '4'],
      'Rekisteri: säilytysaika päättynyt': ['1', '2', '4'],
      'Rekisteri: tarkistettava suostumustieto': [],
    });
    const app = await start(kept);
    expect(await eventsOf(app, made)).toHaveLength(7);
    const check = await health(app);
    expect(check.facts.kept).toHaveLength(6);
    expect(check).not.toHaveProperty('reason');
  });

  test('cost one request in a reconcile, and none in a sync', async () => {
    const app = await start(kept);
    await app.reconcile();
    expect(requestsTo(app)).toEqual(['GET  200']);
    await app.run('changed');
    await app.run('clock');
    expect(requestsTo(app)).toEqual(['GET  200']);
    expect(namesIn(app.hubspot.account)).toEqual(NAMES);
  });

  test('are made by the first sync of a version that has others than were looked at', async () => {
    const app = await start(defined, {});
    const row = await app.newEngine().segments.read();
    await app.newEngine().segments.write({ ...(row as NonNullable<typeof row>), wanted: 'of another version' });
    await app.run('changed');
    expect(namesIn(app.hubspot.account)).toEqual(NAMES);
  });

  test('that staff have renamed are left alone, and have no twins', async () => {
    const app = await start(kept);
    named(app.hubspot.account, 'Rekisteri: pidossa').name = 'Riita-asiat';
    await app.reconcile();
    expect(namesIn(app.hubspot.account)).toEqual(
      [...NAMES.filter((name) => !name.endsWith('pidossa')), 'Riita-asiat'].sort(),
    );
    expect(requestsTo(app)).toEqual(['GET  200']);
  });

  test('get their filters back when somebody has changed them, with an event', async () => {
    const app = await start(kept);
    const { account } = app.hubspot;
    const changed = named(account, 'Rekisteri: pidossa');
    const { filterBranch } = changed;
    Object.assign(changed, { filterBranch: named(account, 'Rekisteri: päättyy pian').filterBranch });
    const run = await app.reconcile();
    expect(named(account, 'Rekisteri: pidossa').filterBranch).toEqual(filterBranch);
    expect(await eventsOf(app, run)).toEqual([
      `segments:on_hold filters applied: put back: somebody had changed list ${changed.id}`,
    ]);
    const before = app.hubspot.log.length;
    await app.reconcile();
    expect(requestsTo(app, before)).toEqual(['GET  200']);
  });

  test.each(['shown', 404] as const)('that were deleted are restored (a deleted list is %s)', async (deletedLists) => {
    const app = await start(kept, { hubspot: { behaviour: { deletedLists } } });
    const { account } = app.hubspot;
    const { id } = named(account, 'Rekisteri: pidossa');
    const deleted = account.lists.get(id);
    if (deleted) deleted.deletedAt = new Date(NOW - DAY).toISOString();
    const run = await app.reconcile();
    expect(named(account, 'Rekisteri: pidossa').id).toBe(id);
    expect(await eventsOf(app, run)).toEqual([
      `segments:on_hold list applied: restored: somebody had deleted list ${id}`,
    ]);
  });

  test('that cannot be restored are reported, not made anew, and kept again once staff have made one', async () => {
    const app = await start(kept);
    const { account } = app.hubspot;
    const gone = named(account, 'Rekisteri: pidossa');
    account.lists.delete(gone.id);
    await app.reconcile();
    await app.reconcile();
    expect(namesIn(account)).toHaveLength(5);
    expect(await health(app)).toMatchObject({
      status: 'ok',
      reason: expect.stringContaining('Rekisteri: pidossa was deleted'),
    });
    account.lists.set('901', { ...gone, id: '901' });
    await app.reconcile();
    expect(await health(app)).not.toHaveProperty('reason');
    account.lists.delete('901');
    await app.reconcile();
    expect((await health(app)).reason).toContain('list 901');
  });

  test('of whom nothing is remembered are found by name and filters, and by filters where they were renamed', async () => {
    const app = await start(kept);
    const { account } = app.hubspot;
    named(account, 'Rekisteri: pidossa').name = 'Riita-asiat';
    const index = app.table('index');
    for await (const { partitionKey = '', rowKey = '' } of index.listEntities())
      if (rowKey.startsWith('segments~')) await index.deleteEntity(partitionKey, rowKey);
    await app.reconcile();
    expect(ours(account)).toHaveLength(6);
    expect(requestsTo(app).filter((request) => !request.startsWith('GET'))).toEqual(['POST /search 200']);
    const memory = await app.newEngine().segments.read();
    expect(memory?.segments.on_hold).toMatchObject({ isOurs: false });
    expect(memory?.segments.ended).toMatchObject({ isOurs: true });
  });

  test('are listed by a dry run, which makes none', async () => {
    const app = await start(defined);
    const engine = app.newEngine();
    const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
    await app.finish(engine, runId);
    const listed = (await engine.changes.definitions(runId)).map(
      ({ what, name, action }) => `${what} ${name} ${action}`,
    );
    expect(listed.sort()).toEqual(['folder Rekisteri create', ...NAMES.map((name) => `segment ${name} create`)].sort());
    expect(ours(app.hubspot.account)).toEqual([]);
  });
});

describe('what HubSpot refuses', () => {
  test.each([
    ['crm.lists.read', 0],
    ['crm.lists.write', 1],
  ])('for want of %s is said once in health and fails no run', async (scope, events) => {
    const app = await start(defined);
    app.hubspot.missingScopes.add(scope);
    // Some tokens write lists by another scope.
    app.hubspot.missingScopes.add('cms.membership.access_groups.write');
    const run = await app.reconcile();
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(await health(app)).toMatchObject({ status: 'ok', reason: expect.stringContaining(scope) });
    expect(await eventsOf(app, run)).toHaveLength(events);
    const before = app.hubspot.log.length;
    await app.run('changed');
    expect(requestsTo(app, before)).toEqual([]);
  });

  test('by the limit of the tier is said in health; the others are made', async () => {
    const app = await start(defined, { hubspot: { behaviour: { mostLists: 4 } } });
    expect(await app.reconcile()).toMatchObject({ status: 'succeeded' });
    expect(ours(app.hubspot.account)).toHaveLength(3);
    const { status, reason } = await health(app);
    expect({ status, told: reason?.match(/HubSpot did not make/g)?.length }).toEqual({ status: 'ok', told: 3 });
    app.hubspot.behaviour.mostLists = 10;
    await app.reconcile();
    expect(namesIn(app.hubspot.account)).toEqual(NAMES);
    expect(await health(app)).not.toHaveProperty('reason');
  });

  test('because another list has the name is said, and that list is left alone', async () => {
    const app = await start(defined);
    const { account } = app.hubspot;
    account.lists.set('72', list('72', 'Rekisteri: pidossa', { processingType: 'MANUAL' }));
    account.lists.set('73', list('73', 'Rekisteri: päättyy pian'));
    await app.reconcile();
    expect(namesIn(account)).toEqual(NAMES.filter((name) => !/pidossa|pian/.test(name)));
    expect((await health(app)).reason?.match(/another list named/g)).toHaveLength(2);
    expect(account.lists.get('73')).not.toHaveProperty('filterBranch');
  });

  test.each(['500', '429-daily', 'garbage', 'reset-before'] as const)('with %s fails no run', async (kind) => {
    const app = await start(defined);
    app.hubspot.faults.add({ match: ({ path }) => path.includes('/crm/lists/'), kind });
    expect(await app.reconcile()).toMatchObject({ status: 'succeeded' });
    app.hubspot.faults.clear();
    app.setNow(NOW + DAY);
    await app.reconcile();
    expect(namesIn(app.hubspot.account)).toEqual(NAMES);
  });

  test('or whose answer is lost makes none twice', async () => {
    const app = await start(defined);
    const isMade = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path === '/crm/lists/2026-09';
    app.hubspot.faults.add({ match: isMade, kind: 'reset-after', times: 2 });
    app.hubspot.faults.add({
      match: ({ method, path }) => method === 'POST' && path.endsWith('/folders'),
      kind: 'reset-after',
      times: 1,
    });
    await app.reconcile();
    expect(namesIn(app.hubspot.account)).toEqual(NAMES);
    expect(app.hubspot.account.listFolders?.size).toBe(1);
    expect(await health(app)).not.toHaveProperty('reason');
  });
});

test('a process that dies at any step makes none twice, and the next goes on', async () => {
  const app = await start(defined);
  const { account } = app.hubspot;
  const bag = messageBag();
  const engine = bag.serve(app.newEngine());
  // Every effect counts twice, before and after it: every third step takes turns.
  for (let at = 1; ; at += 3) {
    for (const { id } of ours(account)) account.lists.delete(id);
    account.listFolders?.clear();
    await engine.segments.write(NO_SEGMENTS);
    let hasDied = false;
    const dying = dyingIn(engine, 'segmenting', at, () => {
      hasDied = true;
    });
    const { runId } = await requestRun(engine, { scope: 'changed', trigger: 'timer', actor: 'timer', dryRun: false });
    const first = bag.take();
    if (first === undefined) throw new Error('There is no message.');
    await deliver(dying, bag, first);
    const run = await deliverUntilEnd(engine, bag, runId);
    expect([at, run.status, namesIn(account), account.listFolders?.size]).toEqual([at, 'succeeded', NAMES, 1]);
    const { segments } = (await engine.segments.read()) ?? NO_SEGMENTS;
    expect(Object.values(segments).map(({ isOurs }) => isOurs)).toEqual(NAMES.map(() => true));
    if (hasDied) continue;
    expect(at).toBeGreaterThan(20);
    break;
  }
  expect(await engine.audit.open()).toEqual([]);
});

/** An engine whose process dies at the `at`-th effect of one phase. */
function dyingIn(engine: Engine, phase: Run['phase'], at: number, dies: () => void): Engine {
  const dying = (step: Step): Step => {
    const work: Phase = (context) => {
      const { audit, hubspot } = crashingEngine(engine, at);
      return step.work({ ...context, audit, hubspot }).catch((error: unknown) => {
        dies();
        throw error;
      });
    };
    return step.phase === phase ? { ...step, work } : step;
  };
  return { ...engine, way: (run) => engine.way(run).map(dying) };
}
