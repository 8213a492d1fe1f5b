import { expect, test } from 'vitest';
import { countOpenIntents } from '../../src/health/open-intents.ts';
import { trailSince } from '../../src/health/trail-since.ts';
import { healthAtRest, startHealthApp } from '../support/health-app.ts';
import { checkNamed, troubled } from '../support/health-facts.ts';
import { DAY, HOUR, MINUTE, NOW, syncWorld } from '../support/sync-world.ts';

test('a register in which nothing has run yet says so, without alarm', async () => {
  const { newHealth } = await startHealthApp();
  const health = await newHealth()();
  expect(health.status).toBe('degraded');
  for (const work of ['sync', 'retentionClock', 'reconcile'])
    expect(checkNamed(health, work)).toMatchObject({ status: 'degraded', reason: expect.stringMatching(/^No /) });
});

test('work that is not done any more is late, and syncs fail after a day', async () => {
  const { newHealth, setNow } = await healthAtRest();
  setNow(NOW + HOUR);
  expect(troubled(await newHealth()())).toEqual({});
  setNow(NOW + 2 * HOUR);
  expect(troubled(await newHealth()())).toEqual({ sync: 'degraded' });
  setNow(NOW + DAY + HOUR);
  expect(troubled(await newHealth()())).toEqual({ sync: 'failed', retentionClock: 'degraded' });
  setNow(NOW + 15 * DAY);
  expect(troubled(await newHealth()())).toMatchObject({ reconcile: 'degraded', verification: 'degraded' });
});

test('syncs that fail are told with their reason; three in a row are a failure', async () => {
  const { app, newHealth, setNow } = await healthAtRest();
  app.hubspot.missingScopes.add('communication_preferences.read');
  const told: (readonly [string, string | undefined])[] = [];
  for (const minutes of [1, 2, 3]) {
    setNow(NOW + minutes * MINUTE);
    await app.run('changed');
    const { status, reason } = checkNamed(await newHealth()(), 'sync');
    expect(reason).toContain('failed: The HubSpot token lacks the scope communication_preferences.read');
    told.push([status, /^(.*) failed:/.exec(reason ?? '')?.[1]]);
  }
  expect(told).toEqual([
    ['degraded', 'The last run has'],
    ['degraded', 'The last 2 runs have'],
    ['failed', 'The last 3 runs have'],
  ]);
});

test('runs that succeed while HubSpot refuses every write are a failure, however often they succeed', async () => {
  const { app, newHealth, setNow } = await startHealthApp();
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/batch/update'), kind: '400' });
  for (const [hour, scope] of (['all', 'clock', 'all'] as const).entries()) {
    setNow(NOW + hour * HOUR);
    expect(await app.run(scope)).toMatchObject({ status: 'succeeded', contacts: { processed: 4, failed: 4 } });
    const health = await newHealth()();
    expect(health.status).toBe('failed');
    expect(checkNamed(health, 'reconcile')).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^4 of 4 contacts \(100 %\).* HubSpot did not take the values/),
    });
  }
  app.hubspot.faults.clear();
  setNow(NOW + 3 * HOUR);
  await app.run('all');
  expect(checkNamed(await newHealth()(), 'reconcile').status).toBe('ok');
});

test('what the last runs report is told; that a sync looked at everything is no trouble', async () => {
  const account = syncWorld();
  account.properties.contacts.delete('ruokavalio');
  const { app, newHealth } = await startHealthApp({ account });
  const run = await app.run('changed');
  expect(run.notes).toEqual([expect.stringMatching(/looked at everything/)]);
  expect(run.problems).toEqual([expect.stringMatching(/ruokavalio/)]);
  const reconcile = checkNamed(await newHealth()(), 'reconcile');
  expect(reconcile).toMatchObject({ status: 'degraded', facts: { lastRun: { runId: run.runId, scope: 'all' } } });
  expect(reconcile.reason).toMatch(/^HubSpot has no such properties.*ruokavalio\. They count as empty\.$/);
});

test('syncs that succeed without getting on are told', async () => {
  const { app, newHealth, setNow } = await healthAtRest();
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/definitions'), kind: '500' });
  setNow(NOW + 3 * HOUR);
  expect(await app.run('changed')).toMatchObject({ status: 'succeeded' });
  const sync = checkNamed(await newHealth()(), 'sync');
  expect(sync.reason).toMatch(/do not get beyond 2026-11-23T09:30/);
  expect(sync.facts).toMatchObject({ ageMinutes: 0, changesSeenUntil: '2026-11-23T09:30:00.000Z' });
});

test('dry runs, cancelled runs and runs over named contacts say nothing of the work', async () => {
  const { app, newHealth } = await startHealthApp();
  const { ledger } = app.newEngine();
  const run = await app.reconcile();
  const stored = await ledger.find(run.runId);
  if (stored === undefined) throw new Error('the run is gone');
  const etag = await ledger.save({ ...stored.run, dryRun: true }, stored.etag);
  expect(checkNamed(await newHealth()(), 'reconcile').reason).toMatch(/^No reconcile/);
  const cancelled = await ledger.save({ ...stored.run, status: 'cancelled' }, etag ?? '');
  expect(checkNamed(await newHealth()(), 'reconcile').reason).toMatch(/^No reconcile/);
  await ledger.save({ ...stored.run, scope: 'contacts' }, cancelled ?? '');
  expect(checkNamed(await newHealth()(), 'sync').reason).toMatch(/^No sync/);
});

test('open intents are counted from the trail, with the time of the oldest', async () => {
  const { app, newHealth, setNow } = await startHealthApp();
  const { audit, storage } = app.newEngine();
  await storage.prepare();
  const changes = ['a', 'b'].map((property) => ({ property, before: '', after: '1' }));
  const author = { runId: '', actor: 'test' };
  await audit.intend([{ subject: 'contact:1', cause: 'test', changes }], author);
  setNow(NOW + HOUR / 2);
  expect(checkNamed(await newHealth()(), 'openIntents')).toMatchObject({ status: 'ok', facts: { count: 2 } });
  const later = app.newEngine();
  await later.audit.intend([{ subject: 'contact:2', cause: 'test', changes }], author);
  expect(await countOpenIntents(later.audit)).toEqual({ count: 4, oldestAt: new Date(NOW).toISOString() });
  expect(await trailSince(storage.audit)).toBe(new Date(NOW).toISOString());
  setNow(NOW + 2 * HOUR);
  expect(checkNamed(await newHealth()(), 'openIntents').status).toBe('degraded');
});

test('a verification is told as its provider gives it', async () => {
  const { newHealth, setNow } = await healthAtRest();
  const of = async (status: 'ok' | 'failed', faults: number) => {
    const verification = async () => ({ at: new Date(NOW).toISOString(), status, faults });
    return checkNamed(await newHealth({ verification })(), 'verification').status;
  };
  expect(await of('ok', 0)).toBe('ok');
  expect(await of('failed', 1)).toBe('failed');
  setNow(NOW + 3 * DAY);
  expect(await of('ok', 0)).toBe('degraded');
});

test('what the verifier found last is told', async () => {
  const { app, newHealth } = await healthAtRest();
  const engine = app.newEngine();
  await engine.verifier.verify(() => undefined);
  const verification = async () => checkNamed(await newHealth()(), 'verification');
  expect(await verification()).toMatchObject({
    status: 'ok',
    facts: { verifiedAt: new Date(NOW).toISOString(), faults: 0 },
  });
  for await (const { partitionKey, rowKey } of app.table('audit').listEntities()) {
    if (rowKey !== '000000000001') continue;
    await app.table('audit').deleteEntity(partitionKey ?? '', rowKey);
    break;
  }
  await engine.verifier.verify(() => undefined);
  expect(await verification()).toMatchObject({ status: 'failed', reason: expect.stringMatching(/found \d+ faults/) });
});

test('whether the register is in use for a day is told by the ids of its runs', async () => {
  const { app } = await startHealthApp();
  const { history } = app.newEngine();
  await app.reconcile();
  expect(await history.hasRunBefore(Date.now() + MINUTE)).toBe(true);
  expect(await history.hasRunBefore(Date.now() - DAY)).toBe(false);
});
