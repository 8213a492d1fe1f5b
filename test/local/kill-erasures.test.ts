import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { expect, onTestFinished, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator } from '../../local/simulator/simulator.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { createRightsEngine } from '../../src/rights/create-engine.ts';
import { approveList } from '../../src/rights/erasure/actions/approve.ts';
import { prepareErasure } from '../../src/rights/erasure/actions/prepare.ts';
import { erasureOf } from '../../src/rights/erasure/look.ts';
import { startDue } from '../../src/rights/erasure/start-due.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { APPROVER, PREPARER } from '../support/erasure-register.ts';
import { keptRows } from '../support/kept-rows.ts';
import { policyWith } from '../support/policy.ts';
import { freshStorageNames } from '../support/storage.ts';
import { addActivity, DAY, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

/** How often a process is killed, in all. */
const KILLS = Number(process.env.REGISTER_KILLS ?? 3);
const PEOPLE = 60;
const WORKER = fileURLToPath(new URL('../support/worker-process.ts', import.meta.url));
const AHEAD_MS = 120_000;

test(`${KILLS} times kill -9 while people are erased: nobody half-way, and nothing doubled in the trail`, {
  timeout: 600_000 + KILLS * 10_000,
}, async () => {
  const account = syncWorld();
  const ids = Array.from({ length: PEOPLE }, (_, nth) => String(2_001 + nth));
  for (const id of ids) {
    account.records.contacts.set(id, {
      id,
      createdAt: '2010-01-01T00:00:00.000Z',
      updatedAt: '2010-01-01T00:00:00.000Z',
      properties: { email: `salainen${id}@example.fi`, firstname: `Salanimi${id}` },
    });
    for (const [nth, type] of (['notes', 'calls', 'emails'] as const).entries()) {
      const companies = type === 'calls' ? ['201'] : [];
      addActivity(account, type, `${id}${nth}`, '2011-05-04T09:00:00.000Z', { contacts: [id], companies });
      const text = { notes: 'hs_note_body', calls: 'hs_call_body', emails: 'hs_email_text' }[type];
      editRecord(account, type, `${id}${nth}`, { [text]: `Salanimi${id} kertoi` }, Date.parse('2011-05-05'));
    }
  }
  let now = NOW;
  const limits = { tenSecondly: 100_000, associations: 100_000, searchPerSecond: 1_000 };
  const hubspot = createSimulator({ account, now: () => now, latencyMs: 8, limits });
  const server = await serve(hubspot);
  onTestFinished(() => server.close());
  const fresh = freshStorageNames();
  const names = fresh.register;
  const engineNow = () =>
    createRightsEngine(
      readSettings({
        HUBSPOT_ACCESS_TOKEN: 'test-token',
        HUBSPOT_BASE_URL: server.url,
        AUDIT_KEY: 'a-key-for-tests',
        RegisterStorage: fresh.connectionString,
        ERASURE_KEY: 'an-erasure-key-for-tests',
        REGISTER_NOW: new Date(now).toISOString(),
      }),
      policyWith({ erasure: { delayHours: 24 } }),
      { names },
    );
  const table = (name: 'audit' | 'erasures' | 'erased' | 'index' | 'runs') =>
    TableClient.fromConnectionString(fresh.connectionString, names[name], { allowInsecureConnection: true });
  let kills = 0;
  let processes = 0;

  /** Starts a process, and kills it after a while unless it has done all there is to do. */
  const work = async (until?: number): Promise<void> => {
    processes += 1;
    const told = { hubspot: server.url, storage: fresh.connectionString, names, now: new Date(now).toISOString() };
    const child = fork(WORKER, [JSON.stringify({ ...told, aheadMs: processes * AHEAD_MS })], {
      execArgv: [],
      stdio: 'inherit',
    });
    const ended = once(child, 'exit');
    if (until !== undefined) {
      const before = hubspot.log.length;
      // Its start takes how long it takes: what counts is how far it comes after its first request.
      for (;;) {
        if (child.exitCode !== null || hubspot.log.length > before) break;
        await wait(5);
      }
      await Promise.race([ended, wait(until)]);
      if (child.exitCode === null && child.kill('SIGKILL')) kills += 1;
    }
    await ended;
  };
  const stateOf = async (id: string) => (await erasureOf(engineNow(), id))?.state;

  await requestRun(engineNow(), { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  await work();
  for (const id of ids)
    editRecord(account, 'contacts', id, { rekisteri_retention_decision: 'erase' }, NOW + 60_000, byUser(7));
  now += HOUR;
  const asked = await prepareErasure(engineNow(), { ground: 'retention', contactIds: ids }, PREPARER);
  if (asked.kind !== 'created') throw new Error(asked.kind);
  const { id } = asked.list;
  await work();
  const list = await erasureOf(engineNow(), id);
  expect(list?.counts).toEqual({ proposed: PEOPLE });
  await approveList(engineNow(), id, list?.listHash ?? '', APPROVER);
  await work();
  expect(await stateOf(id)).toBe('approved');
  now += DAY + HOUR;
  // A run whose process dies again and again fails; what a sync does at its end goes on with the list then.
  const goOn = () => startDue(engineNow(), { trigger: 'timer', actor: 'timer' });
  await goOn();
  for (let nth = 0; kills < KILLS && (await stateOf(id)) === 'executing'; nth += 1) {
    await work(150 + ((nth * 397) % 1_500));
    await goOn();
  }
  for (let tries = 0; tries < 5 && (await stateOf(id)) === 'executing'; tries += 1) {
    await work();
    await goOn();
  }
  expect(kills).toBeGreaterThan(0);

  expect(await erasureOf(engineNow(), id)).toMatchObject({ state: 'completed', counts: { done: PEOPLE } });
  expect(ids.filter((one) => account.records.contacts.has(one))).toEqual([]);
  const left = Object.values(account.records).flatMap((records) =>
    [...records.values()].filter(({ properties }) => JSON.stringify(properties).includes('Salanimi')),
  );
  expect(left).toEqual([]);
  const counted = new Map<string, number>();
  for (const { action, subject, property } of await auditEvents(table('audit'))) {
    if (action !== 'applied' && action !== 'gone' && !action.startsWith('erasure_')) continue;
    const key = `${action} ${subject} ${property}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const said = ids.flatMap((one) => [`applied contact:${one} erasure:person`, `gone contact:${one} `]);
  expect(said.filter((key) => counted.get(key) !== 1).map((key) => `${key} ${counted.get(key)}`)).toEqual([]);
  const doubled = [...counted].filter(
    ([key, count]) => count > 1 && /contact:2\d\d\d (notes|calls|emails|erasure)/.test(key),
  );
  expect(doubled).toEqual([]);
  for (const name of ['audit', 'erasures', 'erased', 'index', 'runs'] as const)
    expect(await keptRows(table(name))).not.toMatch(/salanimi|salainen/i);
});
