import { afterAll, expect, test } from 'vitest';
import { editRecord, purgeRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { byApp, byUser } from '../../../local/simulator/sources.ts';
import { writtenParts } from '../../../src/effects/writing-cursor.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { FIRST_CHANGE } from '../../../src/runs/change-list.ts';
import { cancelRun } from '../../../src/work/cancel-run.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { OFFICER, requestsWorld } from '../../support/requests-world.ts';

// Restriction of processing (Art. 18) and objection (Art. 21), from the decision to the lifting, in one register.

const IDS = Array.from({ length: 40 }, (_, place) => String(901 + place));
const PROCESSORS = { processors: [] };
const { app, account, later, filed, acted, worked, now } = await requestsWorld(IDS, PROCESSORS);
afterAll(() => app.close());

const RESTRICTED = 'rekisteri_processing_restricted';
const TODAY = '2026-11-23';
const value = (id: string) => account.records.contacts.get(id)?.properties[RESTRICTED] ?? '';
const set = (id: string, text: string, by = byUser(7)) =>
  editRecord(account, 'contacts', id, { [RESTRICTED]: text }, now(), by);
const requests = () => requestsOf(app.newEngine());
const kept = async (id: string) => {
  const found = (await requests().find(id))?.request;
  if (found === undefined) throw new Error(`there is no request ${id}`);
  return found;
};
/** What this program wrote into the property of a contact, in order. */
const written = async (id: string) =>
  (await auditEvents(app.table('audit')))
    .filter(
      ({ subject, property, action }) => subject === `contact:${id}` && property === RESTRICTED && action === 'applied',
    )
    .map(({ before, after, cause }) => [before, after, cause]);

type Outcome = 'granted' | 'refused';

/** A request that is decided, and no run has looked at yet. */
async function decided(
  contactIds: readonly string[],
  { kind = 'restriction' as PersonRequest['kind'], refused = [] as readonly string[] } = {},
): Promise<PersonRequest> {
  const { id } = await filed({ kind, contactIds: [...contactIds] });
  await acted(id, { action: 'identify', how: 'call_back' });
  await worked();
  const items = contactIds.map((one) => {
    const outcome: Outcome = refused.includes(one) ? 'refused' : 'granted';
    const ground = outcome === 'refused' ? 'legal_claims' : null;
    return { subject: `contact:${one}`, outcome, ground, statute: null, until: null, proofRef: null };
  });
  return acted(id, { action: 'decide', items });
}

/** Cancels the run that waits. */
async function cancelled(): Promise<void> {
  const engine = app.newEngine();
  const [next] = await engine.history.latest(1);
  expect((await cancelRun(engine, next?.runId ?? '', () => undefined)).kind).toBe('cancelled');
}

async function answered(id: string): Promise<PersonRequest> {
  const { decision } = await kept(id);
  const letter = decision?.items.every(({ outcome }) => outcome === 'refused') ? 'refusal' : 'answer';
  await acted(id, { action: 'letter-sent', letter, sentOn: TODAY });
  const done = await acted(id, { action: 'complete' });
  await worked();
  return done;
}

async function lifted(id: string): Promise<PersonRequest> {
  await acted(id, { action: 'lift', letterSentOn: TODAY });
  expect(await worked()).toEqual(['contacts']);
  return kept(id);
}

test('what is granted is set at once, and no other; the request can be completed then, and what staff change later stays', async () => {
  const { id } = await decided(['901', '902', '903'], { refused: ['903'] });
  await expect(acted(id, { action: 'complete' })).rejects.toThrow('restriction');
  expect(await worked()).toEqual(['contacts']);
  expect([value('901'), value('902'), value('903')]).toEqual(['true', 'true', '']);
  expect(await written('901')).toEqual([['', 'true', `Art. 18 request=${id}`]]);
  expect((await kept(id)).restricted).toEqual(['901', '902']);
  expect((await answered(id)).state).toBe('partly_answered');
  set('901', 'false');
  for (const scope of ['changed', 'clock', 'all'] as const) await later().run(scope);
  expect([value('901'), value('902')]).toEqual(['false', 'true']);
  expect(await requests().owed()).toEqual([]);
  const told = (await auditEvents(app.table('audit'))).filter(({ action }) => action === 'request_restricted');
  expect(told.map(({ subject, cause }) => [subject, cause])).toContainEqual([
    `request:${id}`,
    `request=${id} kind=restriction set=2`,
  ]);
});

test('an objection restricts as well, but for one to direct marketing', async () => {
  const { id } = await decided(['904'], { kind: 'objection' });
  await worked();
  expect([value('904'), (await kept(id)).restricted]).toEqual(['true', ['904']]);
  expect(await written('904')).toEqual([['', 'true', `Art. 21 request=${id}`]]);
  const { id: other } = await filed({ kind: 'objection', marketing: true, contactIds: ['905'] });
  await acted(other, { action: 'identify', how: 'call_back' });
  const items = [
    { subject: 'contact:905', outcome: 'granted' as const, ground: null, statute: null, until: null, proofRef: null },
  ];
  await acted(other, { action: 'decide', items });
  await worked();
  await later().run('changed');
  expect([value('905'), (await kept(other)).restricted]).toEqual(['', []]);
});

test('who is restricted already is left so, whoever is gone is done with, and of whoever was merged the survivor is restricted', async () => {
  const { id } = await decided(['906', '907', '908', '909']);
  set('906', 'true');
  purgeRecord(account, 'contacts', '907', now());
  mergeRecords(account, 'contacts', '910', '908', now(), true);
  const { id: survivor } = mergeRecords(account, 'contacts', '911', '909', now(), false);
  await worked();
  expect([value('906'), value('910'), value(survivor)]).toEqual(['true', 'true', 'true']);
  expect((await kept(id)).restricted).toEqual(['906', '907', '908', '909']);
  expect(await written('906')).toEqual([]);
  expect((await answered(id)).state).toBe('answered');
});

test('a run that never came: the next sync restricts', async () => {
  const { id } = await decided(['912']);
  const engine = app.newEngine();
  for (const next of await engine.history.latest(5))
    if (next.status === 'queued') await engine.cancelling.request(next.runId);
  await worked();
  expect(value('912')).toBe('');
  await later().run('changed');
  expect([value('912'), (await kept(id)).restricted]).toEqual(['true', ['912']]);
});

test('lifting frees who was restricted, after the letter, and what staff set themselves stays', async () => {
  const { id } = await decided(['913', '914', '915', '916', '917']);
  set('914', 'true');
  await worked();
  set('915', 'false');
  set('916', 'false');
  await later().run('changed');
  set('916', 'true');
  set('917', 'false');
  await later().run('changed');
  set('917', 'true', byApp(99));
  await answered(id);
  const { lifted: lifting, unrestricted } = await lifted(id);
  expect(lifting).toMatchObject({ letterSentOn: TODAY, by: OFFICER });
  expect(['913', '914', '915', '916', '917'].map(value)).toEqual(['false', 'true', 'false', 'true', 'true']);
  expect(unrestricted).toEqual(['913', '914', '915', '916', '917']);
  expect(await written('913')).toEqual([
    ['', 'true', `Art. 18 request=${id}`],
    ['true', 'false', `Art. 18 request=${id}`],
  ]);
  const { runId } = (await app.newEngine().history.latest(1))[0] ?? { runId: '' };
  const notices = await app.newEngine().reports.list(runId, 'notice', 10);
  expect(notices.map(({ id: contact, reason }) => [contact, reason.includes('it stays')])).toEqual([
    ['914', true],
    ['916', true],
    ['917', true],
  ]);
  set('913', 'true');
  await later().run('changed');
  expect(value('913')).toBe('true');
});

test('who is restricted by two requests is free when both are lifted', async () => {
  const one = await decided(['918']);
  await worked();
  const other = await decided(['918'], { kind: 'objection' });
  await worked();
  await answered(one.id);
  expect((await lifted(one.id)).unrestricted).toEqual(['918']);
  expect(value('918')).toBe('true');
  // The person wants the other one no more.
  await acted(other.id, { action: 'withdraw' });
  expect(await worked()).toEqual(['contacts']);
  expect([value('918'), (await kept(other.id)).unrestricted]).toEqual(['false', ['918']]);
});

test('of two records that were merged, the restriction of the one that nobody lifted stays', async () => {
  const one = await decided(['919']);
  await worked();
  await answered(one.id);
  const other = await decided(['920']);
  await worked();
  await answered(other.id);
  mergeRecords(account, 'contacts', '919', '920', now(), true);
  await later().run('changed');
  await lifted(one.id);
  expect(value('919')).toBe('true');
  await lifted(other.id);
  expect(value('919')).toBe('false');
});

test('what HubSpot refuses, or does not tell, stays open; the run says of whom, and the next one tries again', async () => {
  const { id } = await decided(['921', '922']);
  const { faults } = app.hubspot;
  const isRestriction = (body: unknown, contact: string) => {
    const text = JSON.stringify(body);
    return text.includes(RESTRICTED) && text.includes(`"${contact}"`);
  };
  faults.add({ match: ({ path, body }) => path.endsWith('/batch/update') && isRestriction(body, '921'), kind: '400' });
  await worked();
  expect([value('921'), value('922')]).toEqual(['', 'true']);
  expect((await kept(id)).restricted).toEqual(['922']);
  faults.clear();
  faults.add({ match: ({ path, body }) => path.endsWith('/batch/read') && isRestriction(body, '921'), kind: '400' });
  const { problems } = await later().run('changed');
  expect(problems).toContainEqual(expect.stringContaining('Restrictions of 1 contacts could not be set'));
  expect(value('921')).toBe('');
  faults.clear();
  await later().run('changed');
  expect([value('921'), (await kept(id)).restricted]).toEqual(['true', ['922', '921']]);
});

test('a dry run lists who would be restricted, and restricts nobody', async () => {
  const { id } = await decided(['923']);
  await cancelled();
  const engine = app.newEngine();
  const asked = await requestRun(engine, { scope: 'changed', trigger: 'http', actor: OFFICER, dryRun: true });
  const run = await app.finish(engine, asked.runId);
  const { items } = await engine.changes.page(run, writtenParts(run), FIRST_CHANGE, 100);
  expect(items.map(({ id: contact, property, after }) => [contact, property, after])).toEqual([
    ['923', RESTRICTED, 'true'],
  ]);
  expect([value('923'), (await kept(id)).restricted]).toEqual(['', []]);
});
