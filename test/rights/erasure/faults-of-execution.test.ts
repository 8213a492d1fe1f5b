import { expect, test } from 'vitest';
import { z } from 'zod';
import type { FaultKind } from '../../../local/simulator/fault-kinds.ts';
import { cancelRun } from '../../../src/work/cancel-run.ts';
import { startDue } from '../../../src/rights/erasure/start-due.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { LeaseLostError } from '../../../src/runs/session.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import {
  DAY,
  HOUR,
  NOW,
  approved,
  listNow,
  people,
  prepared,
  startErasureWorld,
  synced,
  workThrough,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';
import { watchedEngine } from '../../support/watched-engine.ts';

const TIMER = { trigger: 'timer', actor: 'timer' } as const;
const ignore = () => undefined;

/** A list of everybody that is due. */
const due = async (): Promise<{ readonly app: RegisterApp; readonly list: ErasureList }> => {
  const app = await startErasureWorld();
  const list = await approved(app, await prepared(app));
  app.setNow(NOW + DAY + 3 * HOUR);
  return { app, list };
};

const DONE = ['301: done', '302: done', '303: done', '304: done'];
const ended = async (app: RegisterApp, { id }: ErasureList) =>
  (await people(app.newEngine(), id)).filter((one) => !/^30[567]/.test(one));

test.each<FaultKind>([
  '429-ten-secondly',
  '500',
  '503',
  'reset-before',
  'reset-after',
  'truncated',
  'garbage',
  'empty',
])('where each kind of request fails once with %s, everybody is erased all the same', async (kind) => {
  const { app, list } = await due();
  const seen = new Set<string>();
  app.hubspot.faults.add({
    kind,
    match: ({ method, path }) => {
      const request = `${method} ${path}`;
      const isNew = !seen.has(request);
      seen.add(request);
      return isNew && /gdpr-delete|\/batch\/(archive|update|read)$/.test(path);
    },
  });
  await synced(app);
  await synced(app);
  expect(await ended(app, list)).toEqual(DONE);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'completed' });
  expect(await app.newEngine().audit.open()).toEqual([]);
});

test('a token that loses its scope in the middle stops the run, and the next sync goes on when it is back', async () => {
  const { app, list } = await due();
  const engine = app.newEngine();
  await startDue(engine, TIMER);
  app.hubspot.faults.add({
    kind: '500',
    match: ({ path }) => {
      // From the first deletion on.
      if (path.endsWith('gdpr-delete')) app.hubspot.missingScopes.add('crm.objects.contacts.write');
      return false;
    },
  });
  await workThrough(app, engine);
  const stopped = await listNow(engine, list.id);
  expect(stopped).toMatchObject({ state: 'executing', problem: expect.stringContaining('has failed') });
  const halfDone = await ended(app, list);
  expect(halfDone.filter((one) => one.endsWith('proposed')).length).toBeGreaterThan(0);
  app.hubspot.faults.clear();
  app.hubspot.missingScopes.clear();
  await synced(app);
  expect(await ended(app, list)).toEqual(DONE);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'completed', problem: null });
  const { executionRuns } = await listNow(app.newEngine(), list.id);
  expect(executionRuns).toHaveLength(2);
});

test.each<[string, RegExp, string]>([
  ['their deletion', /gdpr-delete$/, 'person_not_erased'],
  ['the text of their note', /notes\/batch\/update$/, 'engagements_not_erased'],
])('whoever is not erased because HubSpot refuses %s has failed, and the others go on', async (_, path, reason) => {
  const { app, list } = await due();
  const deletion = z.object({ objectId: z.literal('301') });
  app.hubspot.faults.add({
    kind: '400',
    match: (request) =>
      path.test(request.path) && (!/gdpr/.test(request.path) || deletion.safeParse(request.body).success),
  });
  await synced(app);
  expect(await ended(app, list)).toEqual([`301: failed ${reason}`, ...DONE.slice(1)]);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({
    state: 'partly_completed',
    counts: { done: 3, failed: 1 },
  });
  expect(app.hubspot.account.records.contacts.has('301')).toBe(true);
  // Nobody is recognised who was not erased.
  for await (const { rowKey = '' } of app.table('erased').listEntities()) expect(rowKey.split('|')[0]).not.toBe('301');
});

test('when its run is cancelled, whoever was begun with is finished and nobody else is begun with', async () => {
  const { app, list } = await due();
  const engine = app.newEngine();
  await startDue(engine, TIMER);
  const { runId } = await listNow(engine, list.id);
  await cancelRun(engine, runId, ignore);
  await workThrough(app, engine);
  expect(await listNow(engine, list.id)).toMatchObject({ state: 'executing', stoppedAt: expect.any(String) });
  await synced(app);
  expect(await ended(app, list)).toEqual(['301', '302', '303', '304'].map((id) => `${id}: failed stopped`));
  expect(await listNow(engine, list.id)).toMatchObject({ state: 'partly_completed', counts: { failed: 4 } });
});

test('a person who was begun with when the run was cancelled is finished', async () => {
  const { app, list } = await due();
  const engine = app.newEngine();
  await startDue(engine, TIMER);
  const { runId } = await listNow(engine, list.id);
  // It dies with everybody begun with, and somebody cancels it before another process takes over.
  let isDead = false;
  const dying = watchedEngine(app.newEngine(), ({ path }) => {
    isDead ||= path.endsWith('/gdpr-delete');
    if (isDead) throw new LeaseLostError('The process has died.');
  });
  await runSlice(dying, { runId, slice: 0 }, ignore).catch(ignore);
  expect(isDead).toBe(true);
  await cancelRun(engine, runId, ignore);
  const later = { ...engine, systemNow: () => engine.systemNow() + 60_000 };
  await workThrough(app, later);
  expect(await listNow(later, list.id)).toMatchObject({ state: 'executing', stoppedAt: expect.any(String) });
  await synced(app, later);
  expect(await ended(app, list)).toEqual(DONE);
  expect(await listNow(later, list.id)).toMatchObject({ state: 'completed' });
});
