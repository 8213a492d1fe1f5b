import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test, vi } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import type { FaultKind } from '../../local/simulator/fault-kinds.ts';
import { createHealth } from '../../src/health/create-health.ts';
import { budgetStateSchema } from '../../src/hubspot/budget-state.ts';
import { isFinished, type Scope } from '../../src/runs/run.ts';
import { poisonQueueOf } from '../../src/storage/names.ts';
import type { Engine } from '../../src/work/engine.ts';
import type { Registers } from '../../src/work/registers.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { runOnTimer } from '../../src/work/timer-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { soundSettings } from '../support/health-facts.ts';
import type { RegisterApp, RegisterAppOptions } from '../support/register-app.ts';
import { type Fate, type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { addActivity, expectAllRight, MINUTE, NOW } from '../support/sync-world.ts';
import { examplePolicyWith } from '../support/example-policy.ts';
import { type Member, startTwoAccounts, workOff } from '../support/two-accounts.ts';

const SCOPES: readonly Scope[] = ['all', 'changed', 'clock'];
const PATIENT = { timeout: 60_000, interval: 20 };
/** Requests are granted ahead, so that a few of the last may not have been made. */
const LARGEST_BLOCK = 40;
const ignore = () => undefined;

/** How the other account fails, and what shows that it does: codes of its runs, or that its timers fail. */
interface Failing {
  readonly options?: Partial<RegisterAppOptions>;
  readonly fail?: (toinen: RegisterApp, storage: StorageProxy) => unknown;
  readonly shows: readonly string[] | 'its timers fail';
}

const engineOf = (registers: Registers<Member>, account: string): Engine => {
  const found = registers.find(account);
  if (found === undefined) throw new RangeError('There is no such account.');
  return found.engine;
};

/** Fires timers of all accounts; gives the accounts in which one failed. */
const fireTimers = async (registers: Registers<Member>, scopes: readonly Scope[]): Promise<string[]> => {
  const lines: string[] = [];
  const log = (_level: string, line: string) => lines.push(line);
  for (const scope of scopes)
    await registers.inEach(({ engine }) => runOnTimer(engine, scope, ignore), log).catch(() => undefined);
  return lines.map((line) => String(Object(JSON.parse(line)).account));
};

/** Nothing is active, and nothing waits: between two runs there is a moment without an active one. */
const atRest = (engine: Engine) =>
  vi.waitFor(async () => {
    expect(await wake(engine)).toBeUndefined();
    expect((await engine.history.latest(9)).filter((run) => !isFinished(run))).toEqual([]);
  }, PATIENT);

const healthOf = async (engine: Engine) => {
  const { status, checks } = await createHealth(engine, soundSettings(), { systemNow: () => NOW }).check();
  return { status, wrong: checks.filter((check) => check.status !== 'ok').map(({ name, reason }) => [name, reason]) };
};

const refuseAll = (kind: FaultKind) => (toinen: RegisterApp) => toinen.hubspot.faults.add({ match: () => true, kind });

/** Nobody but this account has used its budget, and nothing holds it back. */
const expectOwnBudget = async (engine: Engine, { hubspot }: RegisterApp) => {
  const { record } = await engine.storage.index.getEntity<{ record: string }>('budget', 'hubspot');
  const { day, windows } = budgetStateSchema.parse(JSON.parse(record));
  const { blocks, pausedUntil } = windows.ten_secondly;
  expect(new Set(blocks.map(({ owner }) => owner)).size).toBe(1);
  expect(pausedUntil).toBe(0);
  expect(day.used).toBeGreaterThanOrEqual(hubspot.log.length);
  expect(day.used).toBeLessThan(hubspot.log.length + LARGEST_BLOCK);
  expect(hubspot.log.filter(({ fault }) => fault !== undefined)).toEqual([]);
};

const breakLine = (storage: StorageProxy, fate: Fate) => {
  storage.fateOf = () => fate;
};

const GIVEN_UP = { status: 'failed', error: { code: 'slice_poisoned' } };

/** The engine when minutes have passed: leases of the dead have run out. */
const later = (engine: Engine, minutes: number): Engine => {
  return { ...engine, systemNow: () => engine.systemNow() + minutes * MINUTE };
};

const poisonedIn = async (engine: Engine) => {
  const { checks } = await createHealth(engine, soundSettings(), { systemNow: () => NOW }).check();
  return checks.find(({ name }) => name === 'poisonQueue');
};

test.each<[string, Failing]>([
  ['HubSpot refuses its token', { options: { hubspot: { token: 'x' } }, shows: ['unauthorized'] }],
  ['HubSpot answers it with 500', { fail: refuseAll('500'), shows: ['unavailable'] }],
  ['HubSpot answers it with pages of a proxy', { fail: refuseAll('503'), shows: ['unavailable'] }],
  ['its quota of the day is spent', { fail: refuseAll('429-daily'), shows: ['resume_later'] }],
  [
    'every write is refused',
    { fail: (toinen) => toinen.hubspot.missingScopes.add('crm.objects.contacts.write'), shows: ['forbidden'] },
  ],
  [
    'a property has another type than the policy needs',
    { fail: (toinen) => redefine(toinen.hubspot.account), shows: ['property_conflict'] },
  ],
  ['its trail is gone', { fail: (toinen) => toinen.table('audit').deleteTable(), shows: ['storage_unavailable'] }],
  ['its runs are gone', { fail: (toinen) => toinen.table('runs').deleteTable(), shows: 'its timers fail' }],
  ['its memory is gone', { fail: (toinen) => toinen.table('index').deleteTable(), shows: ['storage_unavailable'] }],
  [
    'its storage cannot be reached',
    { fail: (_toinen, storage) => breakLine(storage, 'lost'), shows: 'its timers fail' },
  ],
  ['its storage is too busy', { fail: (_toinen, storage) => breakLine(storage, 'busy_503'), shows: 'its timers fail' }],
])('an account fails (%s), and the other stays as it is', async (_what, { options, fail, shows }) => {
  const storage = await startStorageProxy();
  const policy = examplePolicyWith();
  const trial = await startTwoAccounts({
    balentor: { policy },
    toinen: { connectionString: storage.connectionString, policy, ...options },
  });
  const { balentor, toinen } = trial;
  const registers = trial.newProcess();
  const [well, failing] = [engineOf(registers, 'balentor'), engineOf(registers, 'toinen')];
  await workOff(trial, registers);
  await fireTimers(registers, ['all']);
  await Promise.all([atRest(well), atRest(failing)]);
  const before = await healthOf(well);
  expect(before).toEqual({ status: 'ok', wrong: [] });
  for (const { hubspot } of [balentor, toinen])
    addActivity(hubspot.account, 'calls', '14', '2025-02-03T10:00:00.000Z', { contacts: ['102'] }, NOW);
  await fail?.(toinen, storage);
  const ofToinen = toinen.hubspot.changes.length;

  const failed = await fireTimers(registers, SCOPES);

  await atRest(well);
  if (shows === 'its timers fail') expect(failed).toEqual(SCOPES.map(() => 'toinen'));
  else {
    expect(failed).toEqual([]);
    await vi.waitFor(async () => {
      const codes = (await failing.history.latest(9)).map(({ error }) => error?.code);
      expect(codes).toEqual(expect.arrayContaining([...shows]));
    }, PATIENT);
  }
  const runs = await well.history.latest(9);
  expect(runs.map(({ scope, status }) => `${scope} ${status}`).sort()).toEqual(
    ['all', ...SCOPES].map((scope) => `${scope} succeeded`).sort(),
  );
  expect(runs.flatMap(({ error, problems }) => [...problems, ...(error === null ? [] : [error])])).toEqual([]);
  expectAllRight(balentor, NOW);
  expect(toinen.hubspot.changes.length).toBeGreaterThanOrEqual(ofToinen);
  expect(await well.verifier.verify(ignore)).toMatchObject({ status: 'ok' });
  const events = await auditEvents(balentor.table('audit'));
  const ids = new Set(runs.map(({ runId }) => runId));
  expect(events.filter(({ runId }) => runId !== '' && !ids.has(runId))).toEqual([]);
  await expectOwnBudget(well, balentor);
  expect(await healthOf(well)).toEqual(before);
  expect(await healthOf(failing)).toMatchObject({ status: expect.stringMatching(/degraded|failed/) });
});

const redefine = ({ properties }: AccountData) => {
  const found = properties.contacts.get('rekisteri_retention_ends');
  if (found !== undefined) properties.contacts.set(found.name, { ...found, type: 'string', fieldType: 'text' });
};

test('a slice that the queue gave up is a matter of its own account', async () => {
  const trial = await startTwoAccounts();
  const { toinen } = trial;
  const { runId } = await requestRun(toinen.newEngine(), {
    scope: 'all',
    trigger: 'timer',
    actor: 'timer',
    dryRun: false,
  });
  for (let death = 0; death < 5; death += 1)
    await runSlice(crashingEngine(later(toinen.newEngine(), death), 1), { runId, slice: 0 }, ignore);
  const registers = trial.newProcess((engine, account) => (account === 'toinen' ? later(engine, 9) : engine));
  const [well, failing] = [engineOf(registers, 'balentor'), engineOf(registers, 'toinen')];
  const queues = QueueServiceClient.fromConnectionString(trial.connectionString);
  const poison = queues.getQueueClient(poisonQueueOf(trial.slices));
  await poison.create();
  // The queue moves a message that it gives up; it does not copy it.
  await queues.getQueueClient(trial.slices).clearMessages();
  await poison.sendMessage(JSON.stringify({ account: 'toinen', runId, slice: 0 }));
  expect(await poisonedIn(failing)).toMatchObject({ status: 'degraded', facts: { messages: 1 } });
  expect(await poisonedIn(well)).toMatchObject({ status: 'ok', facts: { messages: 0 } });
  await poison.sendMessage('whose this is, nobody can tell');
  expect(await poisonedIn(failing)).toMatchObject({ facts: { messages: 2 } });
  expect(await poisonedIn(well)).toMatchObject({ facts: { messages: 1 } });
  await workOff(trial, registers);
  await vi.waitFor(async () => expect((await failing.ledger.find(runId))?.run).toMatchObject(GIVEN_UP), PATIENT);
  expect(await well.history.latest(9)).toEqual([]);
  expect(await auditEvents(trial.balentor.table('audit'))).toEqual([]);
});

test('a slice whose register cannot be read leaves the poison queue, so that the other account is well', async () => {
  const trial = await startTwoAccounts();
  const registers = trial.newProcess();
  const [well, failing] = [engineOf(registers, 'balentor'), engineOf(registers, 'toinen')];
  await Promise.all([well, failing].map(({ storage }) => storage.prepare()));
  await trial.toinen.table('runs').deleteTable();
  const lines: string[] = [];
  await failing.storage.slices.send({ runId: 'r', slice: 0 });
  await workOff(trial, registers, (_level, line) => lines.push(line));
  await vi.waitFor(() => expect(lines.join()).toContain('slice_put_off'), PATIENT);
  await vi.waitFor(async () => expect(await failing.storage.depths.poisoned.count()).toBe(0), PATIENT);
  expect(await well.storage.depths.slices.count()).toBe(1);
  expect(await poisonedIn(well)).toMatchObject({ status: 'ok' });
});
