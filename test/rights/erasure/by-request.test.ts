import { expect, onTestFinished, test } from 'vitest';
import { purgeRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { prepareErasure } from '../../../src/rights/erasure/actions/prepare.ts';
import { openDuties } from '../../../src/rights/requests/duties.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { listEnded } from '../../../src/rights/requests/list-ended.ts';
import { waitsFor } from '../../../src/rights/requests/waits-for.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { erasureWorld, NOW, PREPARER, people, prepared } from '../../support/erasure-register.ts';
import { requestOf } from '../../support/request-samples.ts';

async function start() {
  const app = await erasureWorld();
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  const keep = async (request: PersonRequest) => {
    await requestsOf(engine).create(request);
    return request;
  };
  const now = async ({ id }: PersonRequest) => (await requestsOf(engine).find(id))?.request;
  return { app, engine, keep, now };
}

const decided = (granted: readonly string[], refused: readonly string[] = []): Partial<PersonRequest> => {
  const item = (outcome: 'granted' | 'refused') => (id: string) => {
    return { subject: `contact:${id}`, outcome, ground: null, statute: null, until: null, proofRef: null };
  };
  const items = [...granted.map(item('granted')), ...refused.map(item('refused'))];
  return {
    kind: 'erasure',
    state: 'awaiting_approval',
    contactIds: [...granted, ...refused],
    decision: { items, by: 'officer-1', at: '2026-11-23T09:00:00.000Z', on: '2026-11-23', proposedBy: null },
  };
};

test('a list by a request takes those it was granted for, and nobody else', async () => {
  const { app, engine, keep } = await start();
  const { id: requestId } = await keep(requestOf(decided(['303', '307'], ['304'])));
  const wish = { ground: 'request', requestId } as const;
  expect(await prepareErasure(engine, { ...wish, contactIds: ['303', '304'] }, PREPARER)).toEqual({
    kind: 'not_granted',
    contactIds: ['304'],
  });
  // 307 is a living customer: nothing but the request is asked for.
  expect(await people(engine, (await prepared(app, wish)).id)).toEqual(['303: proposed', '307: proposed']);
  expect(await people(engine, (await prepared(app, { ...wish, contactIds: ['307'] })).id)).toEqual(['307: proposed']);
});

test.each<[string, Partial<PersonRequest>]>([
  ['not decided', { ...decided(['303']), state: 'assessing', decision: null }],
  ['withdrawn', { ...decided(['303']), state: 'withdrawn' }],
  ['of access', { ...decided(['303']), kind: 'access' }],
  ['refused', decided([], ['303'])],
  ['carried out', { ...decided(['303']), state: 'executing', erased: ['303'] }],
])('a request that is %s is no ground', async (_, request) => {
  const { engine, keep } = await start();
  const { id: requestId } = await keep(requestOf(request));
  const asked = await prepareErasure(engine, { ground: 'request', requestId }, PREPARER);
  expect(asked).toEqual({ kind: 'no_such_request' });
});

test('whoever asks for something else is protected, under the id of a record that was merged into theirs too', async () => {
  const { app, engine, keep } = await start();
  await keep(requestOf({ contactIds: ['302'] }));
  await keep(requestOf({ contactIds: ['303'] }));
  mergeRecords(app.hubspot.account, 'contacts', '304', '302', NOW, true);
  const list = await prepared(app, { contactIds: ['303', '304'] });
  expect(await people(engine, list.id)).toEqual(['303: protected open_request', '304: protected open_request']);
});

test('of two who were merged, both of whose erasure was granted, the survivor can be erased once the other request is withdrawn', async () => {
  const { app, engine, keep, now } = await start();
  const [loser, survivor] = [await keep(requestOf(decided(['302']))), await keep(requestOf(decided(['304']), NOW + 1))];
  mergeRecords(app.hubspot.account, 'contacts', '304', '302', NOW, true);
  const listOf = async ({ id }: PersonRequest) =>
    people(engine, (await prepared(app, { ground: 'request', requestId: id })).id);
  expect(await listOf(loser)).toEqual(['302: protected other_id']);
  expect((await now(loser))?.left.map((one) => waitsFor(one, '2026-11-23'))).toEqual(['merge']);
  expect(await listOf(survivor)).toEqual(['304: protected open_request']);
  const stored = await requestsOf(engine).find(loser.id);
  if (stored !== undefined) await requestsOf(engine).save(stored, { state: 'withdrawn' });
  expect(await listOf(survivor)).toEqual(['304: proposed']);
});

test('a list that says again why somebody is left leaves it at when that was first said; another reason, or end, is news', async () => {
  const { engine, keep, now } = await start();
  const request = await keep(requestOf(decided(['305'])));
  const at = ['2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z', '2026-11-25T10:00:00.000Z'] as const;
  const held = { contactId: '305', status: 'protected', reason: 'hold', until: '2030-01-01' };
  const saidAt = async (instant: string, left: typeof held, listId: string) => {
    const list = { requestId: request.id, listId, gone: [], left: [left], hasEnded: false };
    await listEnded({ ...engine, now: () => Date.parse(instant) }, list, { runId: 'run-1', actor: 'officer-1' });
    return (await now(request))?.left.map((one) => one.at);
  };
  expect(await saidAt(at[0], held, 'list-1')).toEqual([at[0]]);
  expect(await saidAt(at[1], held, 'list-2')).toEqual([at[0]]);
  expect(await saidAt(at[1], { ...held, until: '2031-01-01' }, 'list-3')).toEqual([at[1]]);
  expect(await saidAt(at[2], { ...held, until: '2031-01-01', reason: 'restricted' }, 'list-4')).toEqual([at[2]]);
});

test('whoever is left is named with the reason, also where nobody could be approved, until another list takes them', async () => {
  const { app, engine, keep, now } = await start();
  const request = await keep(requestOf(decided(['305', '307'])));
  const { id: requestId } = request;
  const { id: listId } = await prepared(app, { ground: 'request', requestId, contactIds: ['305'] });
  const held = { contactId: '305', listId, status: 'protected', reason: 'hold', until: '2030-01-01' };
  expect(await now(request)).toMatchObject({ state: 'awaiting_approval', left: [held], erased: [] });
  const author = { runId: 'run-1', actor: 'officer-1' };
  const failed = { contactId: '307', status: 'failed', reason: 'person_not_erased', until: undefined };
  const kept = { contactId: '307', status: 'failed', reason: 'person_not_erased', listId: 'list-2' };
  const ended = { requestId, listId: 'list-2', gone: [], left: [failed], hasEnded: true };
  for (const _ of ['once', 'again']) await listEnded(engine, ended, author);
  expect(await now(request)).toMatchObject({
    state: 'executing',
    erased: [],
    left: [held, kept],
  });
  await listEnded(engine, { ...ended, listId: 'list-3', gone: ['305'], left: [] }, author);
  const letter = { letter: 'answer', sentOn: '2026-11-23', by: 'o', at: '2026-11-23T09:10:00.000Z' } as const;
  const after = await now(request);
  expect(after).toMatchObject({ erased: ['305'], left: [kept] });
  // Who was told that they are not erased yet is told when they are.
  const openWith = (at: string) =>
    openDuties({ ...request, ...after, letters: [{ ...letter, at }] }, { processors: [] });
  expect(openWith(letter.at)).toContain('answer_letter');
  expect(openWith('2026-11-23T23:00:00.000Z')).not.toContain('answer_letter');
  const told = (await auditEvents(engine.storage.audit)).filter(({ subject }) => subject === `request:${requestId}`);
  expect(told.map(({ cause }) => cause.replace(/^.* erasure=\S+ /, ''))).toEqual([
    'contacts=0 left=1',
    'contacts=0 left=2',
    'contacts=1 left=1',
  ]);
});

test('its own request, shown in HubSpot, keeps nobody from being erased; another does, and so does any from an end of retention', async () => {
  const { app, keep } = await start();
  const { id: requestId } = await keep(requestOf(decided(['303', '304'])));
  await keep(requestOf({ contactIds: ['304'], kind: 'rectification' }));
  await app.run('changed');
  const shown = ['303', '304'].map(
    (id) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_request_open,
  );
  expect(shown).toEqual(['erasure', 'rectification;erasure']);
  const asked = await prepared(app, { ground: 'request', requestId });
  expect(await people(app.newEngine(), asked.id)).toEqual(['303: proposed', '304: protected open_request']);
  const ended = await prepared(app, { contactIds: ['303'] });
  expect(await people(app.newEngine(), ended.id)).toEqual(['303: protected open_request']);
});

test('a request for somebody who was gone before can be answered, though nobody can approve its list', async () => {
  const { app, engine, keep, now } = await start();
  const request = await keep(requestOf(decided(['303'])));
  purgeRecord(app.hubspot.account, 'contacts', '303', NOW);
  const list = await prepared(app, { ground: 'request', requestId: request.id });
  expect(await people(engine, list.id)).toEqual(['303: gone_already']);
  expect(await now(request)).toMatchObject({ state: 'executing', erased: ['303'] });
});

test('the end of a list is told to its request once, and those who were left out stay to be erased', async () => {
  const { app, engine, keep, now } = await start();
  const request = await keep(requestOf(decided(['303', '307'])));
  const author = { runId: 'run-1', actor: 'officer-1' };
  const ended = { listId: 'list-1', requestId: request.id, gone: ['303', '999'], left: [], hasEnded: true };
  for (const _ of ['once', 'again']) await listEnded(engine, ended, author);
  expect(await now(request)).toMatchObject({ state: 'executing', erased: ['303'] });
  const told = (await auditEvents(engine.storage.audit)).filter(({ subject }) => subject === `request:${request.id}`);
  expect(told.map(({ action, cause }) => [action, cause])).toEqual([
    ['request_erased', `request=${request.id} kind=erasure erasure=list-1 contacts=1 left=0`],
  ]);
  const rest = await prepared(app, { ground: 'request', requestId: request.id });
  expect(await people(engine, rest.id)).toEqual(['307: proposed']);
});
