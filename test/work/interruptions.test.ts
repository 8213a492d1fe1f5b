import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { HubSpotError } from '../../src/hubspot/errors.ts';
import { isFinished, type Run } from '../../src/runs/run.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';
import { handlePoisoned } from '../../src/work/poisoned-slice.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { companyAccount } from '../support/company-account.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { expectRight } from '../support/expect-right.ts';
import { leftBehind } from '../support/left-behind.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL = { scope: 'all', trigger: 'http', actor: 'key', dryRun: false } as const;
const ignore = () => undefined;

const apps: RegisterApp[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

const company = () => companyAccount({ seed: 1, now: NOW });

const start = async (account = smallAccount()) => {
  const app = await startRegisterApp({ account, now: NOW });
  apps.push(app);
  return app;
};

/** An engine whose messages are noted and not sent. */
const recording = (engine: Engine, sent: { slice: number; delayMs: number | undefined }[]): Engine => {
  const send = async ({ slice }: { slice: number }, delayMs?: number) => void sent.push({ slice, delayMs });
  return { ...engine, storage: { ...engine.storage, slices: { send, create: ignoreAsync } } };
};

const runOf = async (engine: Engine, runId: string): Promise<Run> => {
  const stored = await engine.ledger.find(runId);
  if (stored === undefined) throw new Error('the run is gone');
  return stored.run;
};

/** An engine of a later time, when leases of dead processes have run out. */
const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

test('a run that is cut into the smallest slices comes to the same end', async () => {
  const app = await start(company());
  const engine = { ...app.newEngine(), sliceMs: 0 };
  const { runId } = await requestRun(engine, ALL);
  const run = await app.finish(engine, runId);
  expect(run).toMatchObject({ status: 'succeeded', contacts: { processed: 300, changed: 300 } });
  expect(run.slice).toBeGreaterThan(8);
  await expectRight(app, NOW);
});

test('a process that dies at any effect is followed by another, and nothing is done twice or left undone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 110 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
      const app = await start(company());
      const { runId } = await requestRun(app.newEngine(), ALL);
      let seconds = 0;
      for (const at of deaths) {
        const { slice, status } = await runOf(app.newEngine(), runId);
        if (isFinished({ status })) break;
        await runSlice(crashingEngine(later(app.newEngine(), seconds), at), { runId, slice }, ignore);
        seconds += 60;
      }
      const engine = later(app.newEngine(), seconds);
      await wake(engine);
      expect(await app.finish(engine, runId)).toMatchObject({
        status: 'succeeded',
        contacts: { changed: 300, unchanged: 0 },
      });
      await expectRight(app, NOW);
    }),
    { numRuns: Number(process.env.REGISTER_INTERRUPTIONS ?? 4), seed: 7 },
  );
});

test('a message that comes twice, late or for another run does nothing', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  await Promise.all([1, 2, 3].map(() => runSlice(app.newEngine(), { runId, slice: 0 }, ignore)));
  await runSlice(engine, { runId, slice: 0 }, ignore);
  await runSlice(engine, { runId: '20200101T000000000Z-00000000', slice: 0 }, ignore);
  await app.finish(engine, runId);
  await expectRight(app, NOW);
});

test('while a slice is being worked on, a second message for it is left alone', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  await runSlice(crashingEngine(engine, 20), { runId, slice: 0 }, ignore);
  const before = await runOf(engine, runId);
  const sent: { slice: number; delayMs: number | undefined }[] = [];
  await runSlice(recording(engine, sent), { runId, slice: 0 }, ignore);
  expect(await runOf(engine, runId)).toEqual(before);
  // It may be the only message there is: it comes back when the lease has run out.
  expect(sent).toEqual([{ slice: 0, delayMs: expect.any(Number) }]);
  expect(sent[0]?.delayMs).toBeGreaterThan(10_000);
});

test('a slice that has given up its lease renews it no more, however long its message takes', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const app = await start();
  const engine = { ...app.newEngine(), sliceMs: 0 };
  const { runId } = await requestRun(engine, ALL);
  const send = async () => {
    await vi.advanceTimersByTimeAsync(30_000);
  };
  await runSlice(
    { ...engine, storage: { ...engine.storage, slices: { send, create: ignoreAsync } } },
    { runId, slice: 0 },
    ignore,
  );
  expect(await runOf(engine, runId)).toMatchObject({ slice: 1, leaseUntil: 0 });
});

test('a process that dies between the end of a run and waking the next leaves neither stuck nor anything behind', async () => {
  const app = await start();
  const engine = app.newEngine();
  const first = await requestRun(engine, ALL);
  const second = await requestRun(engine, ALL);
  const { finish } = engine.ledger;
  const dying = Object.assign(engine.ledger, {
    finish: async (run: Run, etag: string) => {
      await finish.call(engine.ledger, run, etag);
      throw new LeaseLostError('The process has died.');
    },
  });
  await runSlice(
    { ...engine, ledger: dying, storage: { ...engine.storage, slices: { send: ignoreAsync, create: ignoreAsync } } },
    { runId: first.runId, slice: 0 },
    ignore,
  );
  const fresh = app.newEngine();
  expect(await runOf(fresh, first.runId)).toMatchObject({ status: 'succeeded' });
  await runSlice(fresh, { runId: first.runId, slice: 0 }, ignore);
  expect(await app.finish(fresh, second.runId)).toMatchObject({ status: 'succeeded' });
  expect(await leftBehind(app.table('index'))).toEqual([]);
});

test('a process whose lease has run out has no more effects', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  let hours = 0;
  const sleepy: Engine = {
    ...engine,
    systemNow: () => engine.systemNow() + hours * 3_600_000,
    audit: {
      open: () => engine.audit.open(),
      record: (occurrences, author) => engine.audit.record(occurrences, author),
      conclude: (open, conclusions, author) => engine.audit.conclude(open, conclusions, author),
      intend: async (intents, author) => {
        hours += 1;
        return engine.audit.intend(intents, author);
      },
    },
  };
  await runSlice(sleepy, { runId, slice: 0 }, ignore);
  expect(app.hubspot.changes).toEqual([]);
  const later1 = later(engine, 60);
  await wake(later1);
  expect(await app.finish(later1, runId)).toMatchObject({ status: 'succeeded' });
});

test('runs never overlap: a second waits and then has its turn', async () => {
  const app = await start();
  const engine = app.newEngine();
  const first = await requestRun(engine, ALL);
  const second = await requestRun(engine, ALL);
  await runSlice(engine, { runId: second.runId, slice: 0 }, ignore);
  const waiting = [await runOf(engine, first.runId), await runOf(engine, second.runId)].filter(
    ({ status }) => status === 'queued',
  );
  expect(waiting.length).toBeGreaterThan(0);
  expect(await app.finish(engine, first.runId)).toMatchObject({ status: 'succeeded' });
  expect(await app.finish(engine, second.runId)).toMatchObject({ status: 'succeeded' });
});

test('a run whose message was lost goes on when it is woken', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(
    { ...engine, storage: { ...engine.storage, slices: { send: async () => undefined, create: ignoreAsync } } },
    ALL,
  );
  expect(await wake(engine)).toMatchObject({ runId });
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
});

test('a slice that fails again and again fails the run with its reason, and the next run has its turn', async () => {
  const app = await start();
  const engine = app.newEngine();
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/objects/2026-09/contacts'), kind: '503' });
  const first = await requestRun(engine, ALL);
  const second = await requestRun(engine, ALL);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await runSlice(later(engine, 3_600 * attempt), { runId: first.runId, slice: 0 }, ignore);
  }
  expect(await runOf(engine, first.runId)).toMatchObject({ status: 'failed', error: { code: 'unavailable' } });
  app.hubspot.faults.clear();
  expect(await app.finish(engine, second.runId)).toMatchObject({ status: 'succeeded' });
  expect(await leftBehind(app.table('index'))).toEqual([]);
});

test('a slice that dies every time it is begun fails the run', async () => {
  const app = await start();
  const { runId } = await requestRun(app.newEngine(), ALL);
  for (let death = 0; death < 6; death += 1) {
    await runSlice(crashingEngine(later(app.newEngine(), 60 * death), 1), { runId, slice: 0 }, ignore);
  }
  await runSlice(later(app.newEngine(), 600), { runId, slice: 0 }, ignore);
  expect(await runOf(app.newEngine(), runId)).toMatchObject({ status: 'failed', error: { code: 'slice_died' } });
});

test('a message that the queue gave up while a dead process still has the lease comes back after it', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  await runSlice(crashingEngine(engine, 5), { runId, slice: 0 }, ignore);
  const sent: { slice: number; delayMs: number | undefined }[] = [];
  await handlePoisoned(recording(engine, sent), { runId, slice: 0 }, ignore);
  expect(sent).toEqual([{ slice: 0, delayMs: expect.any(Number) }]);
  expect(await runOf(engine, runId)).toMatchObject({ status: 'running' });
});

test('a run that has ended stays as it ended, whatever fails afterwards', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  const waiting = await requestRun(engine, ALL);
  const send = async () => {
    throw new Error('The queue cannot be reached.');
  };
  const cut = { ...engine, storage: { ...engine.storage, slices: { send, create: ignoreAsync } } };
  await expect(runSlice(cut, { runId, slice: 0 }, ignore)).rejects.toThrow('The queue');
  expect(await runOf(engine, runId)).toMatchObject({ status: 'succeeded', error: null });
  await runSlice(engine, { runId, slice: 0 }, ignore);
  expect(await app.finish(engine, waiting.runId)).toMatchObject({ status: 'succeeded' });
});

test('HubSpot may ask to come back much later, but not for ever', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  const { transport } = engine.hubspot;
  const later = new HubSpotError('resume_later', 'later', { endpoint: 'GET /', status: 429, resumeAfterMs: 90_000 });
  const send = async () => {
    throw later;
  };
  for (let hour = 0; hour < 5; hour += 1) {
    const at = { ...engine, systemNow: () => engine.systemNow() + hour * 3_600_000 };
    const before = engine.systemNow();
    await runSlice(
      { ...at, hubspot: { ...engine.hubspot, transport: { ...transport, send } } },
      { runId, slice: 0 },
      ignore,
    );
    if (hour === 0) expect((await runOf(engine, runId)).notBefore).toBeGreaterThanOrEqual(before + 90_000);
  }
  expect(await runOf(engine, runId)).toMatchObject({ status: 'failed', error: { code: 'resume_later' } });
});

test('a message that the queue gave up though its slice was begun each time fails its run, once', async () => {
  const app = await start();
  const { runId } = await requestRun(app.newEngine(), ALL);
  for (let death = 0; death < 5; death += 1) {
    await runSlice(crashingEngine(later(app.newEngine(), 60 * death), 1), { runId, slice: 0 }, ignore);
  }
  const engine = later(app.newEngine(), 600);
  await handlePoisoned(engine, { runId, slice: 3 }, ignore);
  expect(await runOf(engine, runId)).toMatchObject({ status: 'running' });
  await handlePoisoned(engine, { runId, slice: 0 }, ignore);
  expect(await runOf(engine, runId)).toMatchObject({ status: 'failed', error: { code: 'slice_poisoned' } });
  expect(await wake(engine)).toBeUndefined();
  await handlePoisoned(engine, { runId, slice: 0 }, ignore);
  expect(await runOf(engine, runId)).toMatchObject({ status: 'failed' });
});

test('a message that the queue gave up before its slice could be begun puts the run off, for hours if need be', async () => {
  const app = await start();
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, ALL);
  const sent: { slice: number; delayMs: number | undefined }[] = [];
  for (let hour = 0; hour < 6; hour += 1) {
    await handlePoisoned(recording(later(engine, 3_600 * hour), sent), { runId, slice: 0 }, ignore);
  }
  expect(sent.map(({ delayMs = 0 }) => Math.round(delayMs / 1_000))).toEqual([2, 4, 8, 16, 32, 64]);
  expect(await runOf(engine, runId)).toMatchObject({ status: 'queued', error: { code: 'storage_unavailable' } });
  const then = later(engine, 7 * 3_600);
  await wake(then);
  expect(await app.finish(then, runId)).toMatchObject({ status: 'succeeded', error: null });
});

async function ignoreAsync(): Promise<void> {}
