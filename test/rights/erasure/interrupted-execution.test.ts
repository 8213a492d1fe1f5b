import { expect, onTestFinished, test } from 'vitest';
import { recordOf } from '../../../local/simulator/change.ts';
import { approveList } from '../../../src/rights/erasure/actions/approve.ts';
import { isFinished } from '../../../src/runs/run.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
import { APPROVER, HOUR, NOW, decide, listNow, prepared, workThrough } from '../../support/erasure-register.ts';
import { accountOfGroups, everybody, type Group, group, TEXT } from '../../support/groups-of-people.ts';
import { type RegisterApp, startCopy, startRegisterApp } from '../../support/register-app.ts';

const POLICY = { erasure: { delayHours: 0 } };

const ignore = () => undefined;

/** A register over so many groups, all of whom somebody decided to erase; lists are carried out as soon as they are checked. */
async function start(groups: number): Promise<RegisterApp> {
  const app = await startRegisterApp({ account: accountOfGroups(groups), now: NOW, policy: POLICY });
  onTestFinished(() => app.close());
  await app.reconcile();
  for (let number = 1; number <= groups; number += 1)
    for (const id of everybody(group(number))) decide(app, id, 'erase', NOW);
  app.setNow(NOW + HOUR);
  return app;
}

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

/** A list of these people, approved and checked; its execution waits. */
async function waiting(
  app: RegisterApp,
  contactIds: readonly string[],
): Promise<{ readonly id: string; readonly runId: string }> {
  const engine = app.newEngine();
  const { id, listHash } = await prepared(app, { contactIds }, engine);
  const approval = await approveList(engine, id, listHash ?? '', APPROVER);
  if (approval.kind !== 'checking') throw new Error(approval.kind);
  await app.finish(engine, approval.list.runId);
  const { state, runId } = await listNow(engine, id);
  expect(state).toBe('executing');
  return { id, runId };
}

/** Everybody of a group is gone, once, with what was theirs; the rest is as it was. */
function expectGone(
  { hubspot }: RegisterApp,
  { colleagues, alone, company, notes, meeting, call, email }: Group,
): void {
  const { account, log } = hubspot;
  for (const id of [...colleagues, alone]) {
    expect(account.records.contacts.has(id)).toBe(false);
    const deletions = log.filter(
      ({ path, status, ids }) => path.endsWith('gdpr-delete') && status === 204 && ids[0] === id,
    );
    expect(deletions).toHaveLength(1);
  }
  const clean = { hs_note_body: '[poistettu]' };
  expect(recordOf(account, 'notes', notes.own)).toMatchObject({ properties: clean, archivedAt: expect.any(String) });
  expect(recordOf(account, 'emails', email)).toMatchObject({ archivedAt: expect.any(String) });
  expect(recordOf(account, 'notes', notes.shared)).toMatchObject({ properties: { hs_note_body: TEXT } });
  expect(recordOf(account, 'meetings', meeting)).toMatchObject({ properties: { hs_meeting_title: '[poistettu]' } });
  expect(recordOf(account, 'calls', call)).toMatchObject({ properties: { hs_call_body: '[poistettu]' } });
  for (const [type, id] of [
    ['meetings', meeting],
    ['calls', call],
    ['notes', notes.shared],
  ] as const)
    expect(recordOf(account, type, id).archivedAt).toBeUndefined();
  const floor = recordOf(account, 'companies', company).properties.rekisteri_erased_contact_at ?? '';
  expect(Date.parse(floor)).toBe(Date.parse('2012-02-01T09:00:00.000Z'));
}

/** Every intent has one outcome, and everybody's deletion was applied once. */
async function expectTold(app: RegisterApp, ids: readonly string[]): Promise<void> {
  expect(await app.newEngine().audit.open()).toEqual([]);
  const events = (await auditEvents(app.table('audit'))).filter(({ property }) => property === 'erasure:person');
  for (const id of ids) {
    const told = events.filter(({ subject }) => subject === `contact:${id}`).map(({ action }) => action);
    expect(told.filter((action) => action === 'applied')).toHaveLength(1);
    expect(told.filter((action) => action === 'intent')).toHaveLength(told.length / 2);
  }
}

async function expectKept(app: RegisterApp, listId: string, ids: readonly string[]): Promise<void> {
  const kept: string[] = [];
  for await (const { rowKey = '', record } of app.table('erased').listEntities<{ record?: string }>())
    if (rowKey.includes(listId) && record?.includes('"counts"')) kept.push(rowKey.split('|')[0] ?? '');
  expect(kept.sort()).toEqual([...ids].sort());
}

/** Works until the execution has ended, as another process a minute after each that died. */
async function carryOn(
  app: RegisterApp,
  runId: string,
  deaths: readonly number[],
): Promise<{ readonly died: boolean }> {
  let seconds = 0;
  let died = false;
  for (const at of deaths) {
    const stored = await app.newEngine().ledger.find(runId);
    if (stored === undefined || isFinished(stored.run)) break;
    const { slice } = stored.run;
    await runSlice(dyingEngine(later(app.newEngine(), seconds), at), { runId, slice }, ignore).catch(ignore);
    seconds += 60;
    died = !isFinished((await app.newEngine().ledger.find(runId))?.run ?? { status: 'running' });
  }
  await workThrough(app, later(app.newEngine(), seconds));
  return { died };
}

/** Everything is right in the end: the list has been carried out, everybody is gone, and the trail says so. */
async function expectRight(app: RegisterApp, of: Group, id: string, deaths: readonly number[]): Promise<void> {
  const list = await listNow(app.newEngine(), id);
  expect(list, `deaths at ${deaths.join()}`).toMatchObject({ state: 'completed', counts: { done: 3 } });
  expectGone(app, of);
  await expectTold(app, everybody(of));
  await expectKept(app, id, everybody(of));
}

test('colleagues who are erased in different groups of one list both go: what the first one left is no change of the second', async () => {
  const app = await start(18);
  const groups = Array.from({ length: 18 }, (_, index) => group(index + 1));
  // The fiftieth person is the first colleague of the last group.
  const ids = groups.flatMap(everybody).filter((id) => id !== groups[0]?.alone && id !== groups[1]?.alone);
  expect(ids.indexOf(groups[17]?.colleagues[0] ?? '')).toBe(49);
  const { id } = await waiting(app, ids);
  await workThrough(app, app.newEngine());
  expect(await listNow(app.newEngine(), id)).toMatchObject({ state: 'completed', counts: { done: 52 } });
  for (const of of groups.slice(2)) expectGone(app, of);
});

/** Steps between two deaths of the sweep, whose first is another each time: all of them are tried with CRASH_STEP=1. */
const STEP = Number(process.env.CRASH_STEP ?? 9);

test('a process that dies at any step of an execution is followed by another: nobody is erased twice, or by halves', async () => {
  const first = await start(1);
  const { id, runId } = await waiting(first, everybody(group(1)));
  const copy = await first.copy();
  const begin = 1 + Math.floor(Math.random() * STEP);
  let at = begin;
  for (let died = true; died; at += STEP) {
    const app = await startCopy(copy, { policy: POLICY });
    ({ died } = await carryOn(app, runId, [at]));
    await expectRight(app, group(1), id, [at]);
    await app.close();
  }
  expect(at).toBeGreaterThan(150);
}, 1_200_000);

test('processes that die one after the other come to the same end', async () => {
  const app = await start(4);
  for (const [place, deaths] of [
    [60, 60, 60],
    [30, 90, 20],
    [110, 40],
    [150, 20, 20],
  ].entries()) {
    const of = group(place + 1);
    const { id, runId } = await waiting(app, everybody(of));
    await carryOn(app, runId, deaths);
    await expectRight(app, of, id, deaths);
  }
});
