import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { expect, onTestFinished, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator } from '../../local/simulator/simulator.ts';
import { isFinished } from '../../src/runs/run.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { createEngine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { expectEveryChangeInTheAudit } from '../support/audit-of-changes.ts';
import { leftBehind } from '../support/left-behind.ts';
import { policyWith } from '../support/policy.ts';
import { freshStorageNames } from '../support/storage.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

/** How often a process is killed, in all. */
const KILLS = Number(process.env.REGISTER_KILLS ?? 4);
const WORKER = fileURLToPath(new URL('../support/worker-process.ts', import.meta.url));
/** Long enough for a lease, and for what a dead process had reserved of the budget, to run out. */
const AHEAD_MS = 120_000;

/** Draws whole numbers below a bound, the same ones each time. */
function draw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
}

/** What happens in HubSpot before the `nth` run, at `at`. */
function live(account: AccountData, nth: number, at: number, random: (below: number) => number): void {
  const contacts = [...account.records.contacts.keys()];
  const somebody = () => contacts[random(contacts.length)] ?? '101';
  const iso = (ms: number) => new Date(ms).toISOString();
  for (let one = 0; one < 5; one += 1) {
    addActivity(
      account,
      'calls',
      `${7_000 + nth * 10 + one}`,
      iso(at - one * HOUR),
      { contacts: [somebody()] },
      at - HOUR,
    );
  }
  const calls = [...account.records.calls.keys()];
  editRecord(account, 'calls', calls[random(calls.length)] ?? '12', { hs_call_status: 'NO_ANSWER' }, at - HOUR);
  editRecord(account, 'contacts', somebody(), { associatedcompanyid: random(2) === 0 ? '201' : '202' }, at - HOUR);
  addRecord(account, 'contacts', { id: `${9_000 + nth}`, createdAt: iso(at - HOUR), properties: {} }, at - HOUR);
}

test(`${KILLS} times kill -9, in runs of every kind: no value wrong, no event missing or doubled, no run stuck`, {
  timeout: 600_000 + KILLS * 10_000,
}, async () => {
  const random = draw(20_261_125);
  const account = syncWorld();
  for (let id = 1_000; id < 1_150; id += 1) {
    addRecord(account, 'contacts', { id: String(id), createdAt: '2019-01-01T00:00:00.000Z', properties: {} });
  }
  let now = NOW;
  const limits = { tenSecondly: 100_000, associations: 100_000, searchPerSecond: 1_000 };
  const hubspot = createSimulator({ account, now: () => now, latencyMs: 4, limits });
  const server = await serve(hubspot);
  onTestFinished(() => server.close());
  const fresh = freshStorageNames();
  const names = fresh.register;
  const policy = policyWith();
  const table = (name: 'audit' | 'index') =>
    TableClient.fromConnectionString(fresh.connectionString, names[name], { allowInsecureConnection: true });
  let kills = 0;
  let processes = 0;

  /** Starts a process, and kills it after a while unless it has done all there is to do. */
  const work = async (until: number | undefined, tries = 5): Promise<void> => {
    processes += 1;
    const told = { hubspot: server.url, storage: fresh.connectionString, names, now: new Date(now).toISOString() };
    const child = fork(WORKER, [JSON.stringify({ ...told, aheadMs: processes * AHEAD_MS })], {
      execArgv: [],
      stdio: 'inherit',
    });
    const ended = once(child, 'exit');
    if (until !== undefined) {
      await Promise.race([ended, wait(until)]);
      if (child.exitCode === null && child.kill('SIGKILL')) kills += 1;
    }
    const [status, signal] = await ended;
    // One that ended by itself, because storage was too slow for it, is started again, as the platform does.
    if (signal !== 'SIGKILL' && status !== 0 && until === undefined && tries > 1) return work(until, tries - 1);
  };

  for (let nth = 0; kills < KILLS; nth += 1) {
    now = NOW + nth * DAY;
    if (nth > 0) live(account, nth, now, random);
    const scope = nth === 0 ? 'all' : (['changed', 'clock', 'changed', 'contacts', 'all'] as const)[nth % 5];
    const engine = createEngine(
      readSettings({
        HUBSPOT_ACCESS_TOKEN: 'test-token',
        HUBSPOT_BASE_URL: server.url,
        RegisterStorage: fresh.connectionString,
        AUDIT_KEY: 'a-key-for-tests',
        REGISTER_NOW: new Date(now).toISOString(),
      }),
      policy,
      { names },
    );
    const asked = { trigger: 'timer', actor: 'timer', dryRun: false } as const;
    const { runId } = await requestRun(engine, { ...asked, scope: scope ?? 'all', given: ['101', '103', '9001'] });
    // Starting takes most of the time: what is drawn on top decides where in the run it ends.
    for (let death = 0; death < 4 && kills < KILLS; death += 1) await work(700 + random(1_600));
    await work(undefined);
    const stored = await engine.ledger.find(runId);
    expect(stored && isFinished(stored.run) && [stored.run.status, stored.run.error], `${scope} ${nth}`).toEqual([
      'succeeded',
      null,
    ]);
    await expectEveryChangeInTheAudit({ hubspot, table });
    expect(await leftBehind(table('index'))).toEqual([]);
    // What a clock run, or one over named contacts, does not look at, the sync after it does.
    await requestRun(engine, { ...asked, scope: 'changed' });
    await work(undefined);
    expectAllRight({ hubspot, policy }, now);
    for await (const { record = '' } of table('index').listEntities<Record<string, string>>())
      expect(record).not.toContain('putBack');
  }
  expect(processes).toBeGreaterThan(KILLS);
});
