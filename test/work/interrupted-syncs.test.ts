import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { editRecord } from '../../local/simulator/change.ts';
import { isFinished, type Run } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { expectEveryChangeInTheAudit } from '../support/audit-of-changes.ts';
import type { CopyOfRegister } from '../support/copy-of-register.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { leftBehind } from '../support/left-behind.ts';
import { type RegisterApp, startCopy, startRegisterApp } from '../support/register-app.ts';
import { startStorageProxy } from '../support/storage-proxy.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

const ignore = () => undefined;
const AT = NOW + DAY;

/** A register that has reconciled, which each of the tests begins with. */
let atRest: CopyOfRegister;
/** What it had changed in HubSpot until then. */
let changesBefore: RegisterApp['hubspot']['changes'];

beforeAll(async () => {
  const app = await startRegisterApp({ account: syncWorld(), now: NOW });
  await app.reconcile();
  atRest = await app.copy();
  changesBefore = app.hubspot.changes;
  await app.close();
});

/** A day on which clocks move forward and back, somebody moves, and a date passes. */
function change(account: AccountData): void {
  addActivity(
    account,
    'calls',
    '21',
    new Date(AT - HOUR).toISOString(),
    { contacts: ['103'], companies: ['202'] },
    AT - HOUR,
  );
  editRecord(account, 'meetings', '11', { hs_meeting_outcome: 'NO_SHOW' }, AT - HOUR);
  editRecord(account, 'contacts', '104', { associatedcompanyid: '202' }, AT - HOUR);
  addActivity(account, 'meetings', '22', new Date(AT - 1).toISOString(), { contacts: ['102'] }, NOW);
}

/** How a process ends: at its nth effect on HubSpot or the trail, or when storage is gone for good at its nth call. */
const death = fc.record({
  by: fc.constantFrom('crash' as const, 'storage' as const),
  at: fc.integer({ min: 1, max: 60 }),
});

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

const runOf = async (engine: Engine, runId: string): Promise<Run> => {
  const stored = await engine.ledger.find(runId);
  if (stored === undefined) throw new Error('the run is gone');
  return stored.run;
};

/** Values are right, each change is in the trail, and no run took what another had written for somebody's edit. */
const expectSound = async (app: RegisterApp) => {
  expectAllRight(app, AT);
  const changes = [...changesBefore, ...app.hubspot.changes];
  await expectEveryChangeInTheAudit({ hubspot: { changes }, table: app.table });
  expect(await leftBehind(app.table('index'))).toEqual([]);
  for await (const { record = '' } of app.table('index').listEntities<Record<string, string>>())
    expect(record).not.toContain('putBack');
};

test.for(['changed', 'all'] as const)(
  'a run (%s) whose processes die anywhere, storage failing them too, comes to the end of one that nobody disturbs',
  async (scope) => {
    await fc.assert(
      fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 4 }), async (deaths) => {
        const storage = await startStorageProxy();
        const app = await startCopy(atRest, { connectionString: storage.connectionString });
        app.setNow(AT);
        change(app.hubspot.account);
        const { runId } = await requestRun(app.newEngine(), { scope, trigger: 'timer', actor: 'timer', dryRun: false });
        let seconds = 0;
        for (const { by, at } of deaths) {
          const { slice, status } = await runOf(app.newEngine(), runId);
          if (isFinished({ status })) break;
          const engine = later({ ...app.newEngine(), sliceMs: 0 }, seconds);
          let calls = 0;
          if (by === 'storage') {
            storage.fateOf = () => {
              calls += 1;
              return calls > at ? 'lost' : 'answered';
            };
          }
          const dying = by === 'crash' ? crashingEngine(engine, at) : engine;
          await runSlice(dying, { runId, slice }, ignore).catch(ignore);
          storage.fateOf = () => 'answered';
          seconds += 60;
        }
        const engine = later(app.newEngine(), seconds);
        await wake(engine);
        await app.finish(engine, runId);
        expect(await runOf(engine, runId)).toMatchObject({ status: 'succeeded' });
        await expectSound(app);
        const before = app.hubspot.changes.length;
        await app.run('changed', engine);
        expect(app.hubspot.changes.length).toBe(before);
        await expectSound(app);
        await app.close();
      }),
      { numRuns: Number(process.env.REGISTER_INTERRUPTIONS ?? 5), seed: 20261125 },
    );
  },
);

/** Effects of the sync below: the last ones are its writes, each with the trail before and after it. */
const EFFECTS = 62;

/** Effects between two ends of the sweep, whose first is another each time: all of them are tried with CRASH_STEP=1. */
const STEP = Number(process.env.CRASH_STEP ?? 4);
const BEGIN = Math.floor(Math.random() * STEP);
/** Among the reads before the writes they are further apart. */
const stepAt = (at: number) => (at < 36 && STEP > 1 ? STEP * 3 : STEP);

test.for([...Array(EFFECTS).keys()].filter((at) => at % stepAt(at) === BEGIN))(
  'a run that is given up at its effect %d leaves the next one to find what it wrote, and to do the rest',
  async (at) => {
    const app = await startCopy(atRest);
    app.setNow(AT);
    change(app.hubspot.account);
    const engine = app.newEngine();
    const { runId } = await requestRun(engine, { scope: 'changed', trigger: 'timer', actor: 'timer', dryRun: false });
    // Begun again and again and never ended: the run fails, wherever it was.
    for (let nth = 0; nth < 8; nth += 1) {
      const { slice, status } = await runOf(engine, runId);
      if (isFinished({ status })) break;
      const dying = crashingEngine(later(app.newEngine(), nth * 60), nth === 0 ? at + 1 : 1);
      await runSlice(dying, { runId, slice }, ignore);
    }
    await app.run('changed', later(app.newEngine(), 900));
    await expectSound(app);
    await app.close();
  },
);
