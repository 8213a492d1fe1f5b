import { afterAll, expect, test } from 'vitest';
import { editRecord } from '../../../local/simulator/change.ts';
import { byUser } from '../../../local/simulator/sources.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
import { workThrough } from '../../support/erasure-register.ts';
import { requestOf } from '../../support/request-samples.ts';
import { requestsWorld } from '../../support/requests-world.ts';

// Processes that die while a restriction is set or lifted: whatever they left, the next run puts right, and nothing is written twice.

const RESTRICTED = 'rekisteri_processing_restricted';
const ids = Array.from({ length: 60 }, (_, place) => String(901 + place));
const { app, account, later, now } = await requestsWorld(ids);
afterAll(() => app.close());
const ignore = () => undefined;
const after = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

/** An engine that notes when it begins with restrictions: by reading histories. */
function noting(engine: Engine): { readonly engine: Engine; hasBegun(): boolean } {
  let begun = false;
  const { hubspot } = engine;
  const send: typeof hubspot.transport.send = (request) => {
    begun ||=
      request.path.includes('/contacts/') && /"propertiesWithHistory":\["/.test(JSON.stringify(request.body ?? ''));
    return hubspot.transport.send(request);
  };
  return {
    engine: { ...engine, hubspot: { ...hubspot, transport: { ...hubspot.transport, send } } },
    hasBegun: () => begun,
  };
}

const writes = (id: string) =>
  app.hubspot.changes.filter((change) => change.id === id && change.property === RESTRICTED).length;

/** A sync that finds this request, and dies at this step after it began with restrictions; whether it did die. */
async function dieAt(request: PersonRequest, at: number, meanwhile: () => void = ignore): Promise<boolean> {
  const { runId } = await requestRun(later().newEngine(), {
    scope: 'changed',
    trigger: 'timer',
    actor: 'timer',
    dryRun: false,
  });
  const { engine, hasBegun } = noting(app.newEngine());
  await runSlice(dyingEngine(engine, at, hasBegun), { runId, slice: 0 }, ignore).catch(ignore);
  const died = (await app.newEngine().ledger.find(runId))?.run.status === 'running';
  meanwhile();
  await workThrough(app, after(app.newEngine(), 60));
  expect((await requestsOf(app.newEngine()).owed()).map(({ id }) => id)).not.toContain(request.id);
  return died;
}

const decision = (id: string) => ({
  items: [
    { subject: `contact:${id}`, outcome: 'granted' as const, ground: null, statute: null, until: null, proofRef: null },
  ],
  by: 'officer-1',
  at: new Date(now()).toISOString(),
  on: '2026-11-23',
  proposedBy: null,
});

async function kept(request: PersonRequest): Promise<PersonRequest | undefined> {
  return (await requestsOf(app.newEngine()).find(request.id))?.request;
}

/** Steps between two deaths of the sweep, whose first is another each time: all of them are tried with CRASH_STEP=1. */
const STEP = Number(process.env.CRASH_STEP ?? 7);

test('a restriction is set once and lifted once, wherever a process dies', async () => {
  const requests = requestsOf(app.newEngine());
  const value = (id: string) => account.records.contacts.get(id)?.properties[RESTRICTED] ?? '';
  const open = (id: string) => account.records.contacts.get(id)?.properties.rekisteri_request_open ?? '';
  let restricted: PersonRequest | undefined;
  let at = 1 + Math.floor(Math.random() * STEP);
  for (let died = true; died; at += STEP) {
    const before = restricted;
    const [id = ''] = ids.splice(0, 1);
    const request = requestOf(
      { kind: 'restriction', state: 'executing', contactIds: [id], decision: decision(id) },
      now() + at,
    );
    await requests.create(request);
    // The one that was restricted by the sync before is freed by this one.
    const stored = await requests.find(before?.id ?? '');
    const lifted = { letterSentOn: '2026-11-23', at: new Date(now()).toISOString(), by: 'officer-1' };
    if (stored !== undefined) await requests.save(stored, { state: 'answered', lifted });
    died = await dieAt(request, at);
    expect([at, value(id), open(id), writes(id)]).toEqual([at, 'true', 'restriction', 1]);
    expect((await kept(request))?.restricted).toEqual([id]);
    const [freed] = before?.contactIds ?? [];
    if (before !== undefined && freed !== undefined) {
      expect([at, value(freed), open(freed), writes(freed)]).toEqual([at, 'false', '', 2]);
      expect((await kept(before))?.unrestricted).toEqual([freed]);
    }
    restricted = request;
  }
  // Histories, intents, update, outcomes, events, requests kept, and what comes after: before and after each.
  expect(at).toBeGreaterThan(18);
});

test('what staff change between a death and the next process stays', async () => {
  const requests = requestsOf(app.newEngine());
  let changed = 0;
  for (const at of [7, 10]) {
    const id = ids.shift() ?? '';
    const request = requestOf(
      { kind: 'restriction', state: 'executing', contactIds: [id], decision: decision(id) },
      now() + at,
    );
    await requests.create(request);
    let isChanged = false;
    await dieAt(request, at, () => {
      isChanged = writes(id) > 0;
      if (isChanged) editRecord(account, 'contacts', id, { [RESTRICTED]: 'false' }, now(), byUser(7));
    });
    const { [RESTRICTED]: value } = account.records.contacts.get(id)?.properties ?? {};
    expect([at, writes(id), value]).toEqual([at, 1, isChanged ? 'false' : 'true']);
    expect((await kept(request))?.restricted).toEqual([id]);
    changed += Number(isChanged);
  }
  expect(changed).toBeGreaterThan(0);
});
