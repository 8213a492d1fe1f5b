import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { type Act, actOnRequest } from '../../../src/rights/requests/actions/act.ts';
import { fileRequest } from '../../../src/rights/requests/actions/file.ts';
import { rectify } from '../../../src/rights/requests/actions/rectify.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
import { type ErasureWorld, erasureAccount, startErasureWorld } from '../../support/erasure-world.ts';
import { requestOf } from '../../support/request-samples.ts';
import { MINUTE, NOW } from '../../support/sync-world.ts';

// A process dies at every step of every action on a request: the request is as it was or as it was to be, can be acted on again, and
// the trail tells of the action twice at most.

const MOST_STEPS = 40;
const TODAY = '2026-11-23';
const lists = { underway: async () => undefined };
const item = {
  subject: 'contact:101',
  outcome: 'granted',
  ground: null,
  statute: null,
  until: null,
  proofRef: null,
} as const;
const decision = { items: [item], by: 'o', at: '2026-11-23T09:00:00.000Z', on: TODAY, proposedBy: null };
const answer = { letter: 'answer', sentOn: TODAY, by: 'o', at: '2026-11-23T09:00:00.000Z' } as const;
const refusal = { ...answer, letter: 'refusal' } as const;

let world: ErasureWorld;
let made = 0;
beforeAll(async () => {
  world = await startErasureWorld(erasureAccount());
  await world.app.newEngine().storage.prepare();
});
afterAll(() => world.app.close());

/** Dies at the first step, at the second, and so on, until the action comes to its end; gives how often it died. */
async function dieEverywhere(act: (engine: Engine) => Promise<{ readonly kind: string }>, check: () => Promise<void>) {
  for (let at = 1; at <= MOST_STEPS; at += 1) {
    const outcome = await act(dyingEngine(world.app.newEngine(), at)).catch((error: unknown) => error);
    if (typeof outcome === 'object' && outcome !== null && 'kind' in outcome) {
      expect(outcome.kind).toMatch(/^(?:done|filed)$/);
      return at - 1;
    }
    expect(outcome).toMatchObject({ code: 'lease_lost' });
    await check();
  }
  throw new Error('It never came to its end.');
}

const toldOf = async (id: string) => {
  const events = (await world.events()).filter(({ subject }) => subject === `request:${id}`);
  return events.map(({ action }) => action).filter((action) => action !== 'refused');
};

const ACTIONS: readonly (readonly [Act, Partial<PersonRequest>])[] = [
  [{ action: 'ask-identity' }, { state: 'received' }],
  [{ action: 'identify', how: 'call_back' }, { state: 'identifying' }],
  [{ action: 'pause', reason: 'identity' }, { state: 'identifying' }],
  [{ action: 'resume' }, { state: 'assessing', pauses: [{ reason: 'identity', from: '2026-11-21', to: null }] }],
  [{ action: 'extend', reason: 'number' }, { state: 'assessing' }],
  [{ action: 'decide', items: [] }, { state: 'assessing' }],
  [
    { action: 'letter-sent', letter: 'answer', sentOn: TODAY },
    { state: 'executing', decision },
  ],
  [
    { action: 'recipient-told', processor: 'HubSpot Inc.', on: TODAY },
    { state: 'executing', decision },
  ],
  [{ action: 'complete' }, { state: 'executing', decision: { ...decision, items: [] }, letters: [answer] }],
  [
    { action: 'lift', letterSentOn: TODAY },
    { kind: 'restriction', state: 'answered', decision },
  ],
  [{ action: 'withdraw' }, { state: 'assessing' }],
  [{ action: 'close-unidentified' }, { state: 'identifying', letters: [refusal] }],
];

test.each(ACTIONS)('%j', async (act, difference) => {
  const { processors } = world.app.policy;
  const meant = act.action === 'recipient-told' ? { ...act, processor: processors[0]?.name ?? '' } : act;
  // Each death needs a request as it was, for the last step of all loses only the answer.
  const fresh = async () => {
    made += 1;
    const request = requestOf({ contactIds: [], ...difference }, NOW - made * 1_000);
    await requestsOf(world.app.newEngine()).create(request);
    return request;
  };
  let request = await fresh();
  const deaths = await dieEverywhere(
    (engine) => actOnRequest(engine, request.id, meant, 'officer', lists),
    async () => {
      const engine = world.app.newEngine();
      const now = (await requestsOf(engine).find(request.id))?.request;
      const told = await toldOf(request.id);
      const isAsItWas = now?.revision === request.revision;
      if (isAsItWas) {
        expect(now).toEqual(request);
        const again = await actOnRequest(engine, request.id, meant, 'officer', lists);
        expect(again.kind).toBe('done');
      } else expect(told).toHaveLength(1);
      expect((await toldOf(request.id)).length).toBe(isAsItWas ? told.length + 1 : 1);
      expect((await toldOf(request.id)).length).toBeLessThanOrEqual(2);
      request = await fresh();
    },
  );
  // Before and after the event and the save, at the least.
  expect(deaths).toBeGreaterThanOrEqual(4);
});

test('filing', async () => {
  const contactIds = ['104'];
  const wish = { kind: 'access', receivedOn: TODAY, channel: 'letter', marketing: false, emails: [] } as const;
  const open = async () => [...(await requestsOf(world.app.newEngine()).openOf(contactIds)).values()].flat();
  await dieEverywhere(
    (engine) => fileRequest(engine, { ...wish, contactIds }, [], 'officer'),
    async () => {
      const engine = world.app.newEngine();
      const [kept] = await open();
      // It is filed, though nobody was told: filing it again names it.
      const again = await fileRequest(engine, { ...wish, contactIds }, [], 'officer');
      expect(again).toMatchObject(kept === undefined ? { kind: 'filed' } : { kind: 'already_open', id: kept.id });
      const [now] = await open();
      expect(await actOnRequest(engine, now?.id ?? '', { action: 'withdraw' }, 'officer', lists)).toMatchObject({
        kind: 'done',
      });
    },
  );
});

test('putting a value right: the trail says what HubSpot holds, as soon as the next run has looked', async () => {
  const { app, account } = world;
  const ask = async () => {
    made += 1;
    const contactId = String(7_000 + made);
    const createdAt = '2020-01-01T00:00:00.000Z';
    addRecord(account, 'contacts', { id: contactId, createdAt, properties: { city: 'Turku' } });
    const request = requestOf(
      { kind: 'rectification', state: 'assessing', contactIds: [contactId] },
      NOW - made * 1_000,
    );
    await requestsOf(app.newEngine()).create(request);
    return { contactId, id: request.id, wish: { contactId, property: 'city', value: 'Kuopio' } };
  };
  let asked = await ask();
  const cut = new Map<string, typeof asked & { readonly isThere: boolean }>();
  await dieEverywhere(
    (engine) => rectify(engine, asked.id, asked.wish, 'officer'),
    async () => {
      const isThere = account.records.contacts.get(asked.contactId)?.properties.city === 'Kuopio';
      cut.set(`contact:${asked.contactId}`, { ...asked, isThere });
      asked = await ask();
    },
  );
  const toldNow = async () => {
    const events = (await world.events()).filter(({ subject, property }) => cut.has(subject) && property === 'city');
    return new Map(
      [...cut.keys()].map((subject) => {
        return [subject, events.filter((event) => event.subject === subject).map(({ action }) => action)];
      }),
    );
  };
  const before = await toldNow();
  // Its call may still be at work: of what is not there yet nobody can tell.
  await world.slice();
  const soon = await toldNow();
  app.setNow(NOW + 6 * MINUTE);
  await world.slice();
  const later = await toldNow();
  for (const [subject, { isThere }] of cut) {
    const open = before.get(subject)?.length === 1;
    if (open) expect(soon.get(subject)).toEqual(isThere ? ['intent', 'applied'] : ['intent']);
    expect(later.get(subject)).toEqual(
      before.get(subject)?.length === 0 ? [] : ['intent', isThere ? 'applied' : 'not_applied'],
    );
  }
  expect(await app.newEngine().audit.open()).toEqual([]);
  expect((await app.newEngine().verifier.verify(() => undefined)).faults).toEqual([]);
  const openThen = [...cut].filter(([subject]) => before.get(subject)?.length === 1);
  expect(new Set(openThen.map(([, { isThere }]) => isThere))).toEqual(new Set([false, true]));
  // Each can be put right again, and is kept once.
  for (const { id, wish, isThere } of cut.values()) {
    expect(await rectify(app.newEngine(), id, wish, 'officer')).toMatchObject({
      kind: 'done',
      rectification: { as: isThere ? 'already_there' : 'written' },
      request: { rectified: [{ contactId: wish.contactId, property: 'city' }] },
    });
    expect((await toldOf(id)).length).toBeLessThanOrEqual(2);
  }
});
