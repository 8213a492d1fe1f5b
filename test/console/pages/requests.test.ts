import { expect, test } from 'vitest';
import {
  bodyOf,
  changed,
  draftOf,
  faultsOf,
  pathOf,
  UNFOUNDED,
  withSubject,
} from '../../../console/src/pages/requests/decision-draft.ts';
import { bodyOfDraft, EMPTY_DRAFT, faultsOfDraft } from '../../../console/src/pages/requests/file-draft.ts';
import { mayGiveCopy, mayPrepareList, nextSteps, untilWhen } from '../../../console/src/pages/requests/next-steps.ts';
import { timelineOf } from '../../../console/src/pages/requests/timeline.ts';
import { personRequestAnswer } from '../../../src/http/person-request-answer.ts';
import { requestActions } from '../../../src/rights/requests/look.ts';
import { REQUEST_KINDS } from '../../../src/rights/requests/request.ts';
import { REQUEST_ACTIONS } from '../../../src/rights/requests/transitions.ts';
import { decidedRequest, personRequest } from '../../support/person-request.ts';
import { policyWith } from '../../support/policy.ts';

// What the page of a request decides by itself, of answers as the API gives them.

const TODAY = '2026-11-23';
const policy = policyWith({});
const answer = (request: Parameters<typeof personRequestAnswer>[1]) =>
  personRequestAnswer({ policy, now: () => Date.parse(`${TODAY}T09:30:00Z`) }, request);

const OTHERS = { subject: 'notes:32', contactId: '101', type: 'notes' as const, at: null, othersCount: 1 };
const HINT = { subject: 'notes:33', contactId: '101', at: null, found: ['Eero'] };
const review = { withOthers: [OTHERS], hints: [HINT] };

test('every action that is possible has its place on the page: a button, a letter or a processor', () => {
  const placed = new Set<string>(['letter-sent', 'recipient-told']);
  for (const kind of REQUEST_KINDS)
    for (const state of ['received', 'identifying', 'assessing', 'executing', 'answered'] as const)
      for (const to of [null, TODAY]) {
        const pauses = [{ reason: 'identity' as const, from: TODAY, to }];
        const request = personRequest(['101'], { kind, state, pauses });
        const actions = requestActions(request, policy, TODAY);
        const { forward, besides } = nextSteps({ actions });
        for (const one of [...forward, ...besides]) placed.add(one);
        expect([...forward, ...besides, 'letter-sent', 'recipient-told']).toEqual(expect.arrayContaining(actions));
      }
  const { forward } = nextSteps({ actions: ['complete', 'lift', 'close-unidentified'] });
  for (const one of forward) placed.add(one);
  expect(placed).toEqual(new Set(REQUEST_ACTIONS));
});

test('what is done now comes first, and a pause is ended before all else', () => {
  expect(nextSteps({ actions: ['ask-identity', 'identify', 'pause', 'extend', 'withdraw'] })).toEqual({
    forward: ['identify', 'ask-identity'],
    besides: ['pause', 'extend', 'withdraw'],
  });
  expect(nextSteps({ actions: ['decide', 'resume'] }).forward).toEqual(['resume', 'decide']);
  const open = answer(personRequest(['101']));
  expect(untilWhen(open, 'extend')).toBe('2026-12-21');
  expect(untilWhen(open, 'withdraw')).toBeUndefined();
  expect(untilWhen({ ...open, endedAt: '2026-11-24T08:00:00.000Z' }, 'decide')).toBeUndefined();
});

test('a copy and a list are offered when there may be one', () => {
  expect(mayGiveCopy(answer(personRequest(['101'])))).toBe(true);
  expect(mayGiveCopy(answer(personRequest(['101'], { identity: null, state: 'received' })))).toBe(false);
  expect(mayGiveCopy(answer(personRequest(['101'], { kind: 'erasure' })))).toBe(false);
  expect(mayGiveCopy(answer(personRequest(['101'], { state: 'withdrawn' })))).toBe(false);
  const granted = { granted: ['contact:101'] };
  const waiting = { kind: 'erasure', state: 'awaiting_approval' } as const;
  expect(mayPrepareList(answer(decidedRequest(['101'], granted, waiting)))).toBe(true);
  expect(mayPrepareList(answer(decidedRequest(['101'], granted, { ...waiting, erased: ['101'] })))).toBe(false);
  expect(mayPrepareList(answer(decidedRequest(['101'], granted, { kind: 'access' })))).toBe(false);
});

test('nothing is decided beforehand, and what tells of others may be left so', () => {
  const request = answer(personRequest(['101']));
  const fresh = draftOf(request, review);
  expect(fresh.map(({ subject, from, outcome }) => [subject, from, outcome])).toEqual([
    ['contact:101', 'contact', ''],
    ['notes:32', 'with_others', ''],
    ['notes:33', 'hint', ''],
  ]);
  expect(faultsOf(fresh, request)).toEqual([{ path: 'items', code: 'nothing_decided' }]);
  const draft = changed(fresh, 'contact:101', { outcome: 'granted' });
  expect(faultsOf(draft, request)).toEqual([]);
  expect(bodyOf(draft)).toEqual({ items: [{ subject: 'contact:101', outcome: 'granted' }] });
  expect(pathOf(draft, 'notes:32')).toBeUndefined();
  const more = changed(draft, 'notes:33', { outcome: 'refused', ground: 'rights_of_others', statute: ' KPL 2:10 ' });
  expect(pathOf(more, 'notes:33')).toBe('items.1');
  expect(bodyOf(more).items[1]).toEqual({
    subject: 'notes:33',
    outcome: 'refused',
    ground: 'rights_of_others',
    statute: 'KPL 2:10',
  });
  expect(bodyOf(changed(more, 'notes:33', { outcome: 'granted' })).items[1]).toEqual({
    subject: 'notes:33',
    outcome: 'granted',
  });
});

test('of an erasure engagements are not asked about, and each contact is', () => {
  const request = answer(personRequest(['101', '102'], { kind: 'erasure' }));
  const draft = draftOf(request, review);
  expect(draft.map(({ subject }) => subject)).toEqual(['contact:101', 'contact:102']);
  expect(faultsOf(draft, request)).toEqual([{ path: 'items', code: 'nothing_decided' }]);
  const half = changed(draft, 'contact:101', { outcome: 'granted' });
  expect(faultsOf(half, request)).toEqual([{ path: 'items', code: 'undecided' }]);
  expect(faultsOf(changed(half, 'contact:102', { outcome: 'granted' }), request)).toEqual([]);
});

test('a refusal takes a ground, and one as excessive a proof, which goes with the ground', () => {
  const request = answer(personRequest(['101']));
  const refused = changed(draftOf(request, undefined), 'contact:101', { outcome: 'refused' });
  expect(faultsOf(refused, request)).toEqual([{ path: 'items.0.ground', code: 'no_ground' }]);
  const excessive = changed(refused, 'contact:101', { ground: UNFOUNDED });
  expect(faultsOf(excessive, request)).toEqual([{ path: 'items.0.proofRef', code: 'no_proof' }]);
  const proved = changed(excessive, 'contact:101', { proofRef: 'D-7' });
  expect(faultsOf(proved, request)).toEqual([]);
  expect(bodyOf(changed(proved, 'contact:101', { ground: 'legal_claims' })).items[0]).not.toHaveProperty('proofRef');
});

test('another officer decides about a proposal: its details come as they were made, the decision is theirs', () => {
  const item = { subject: 'contact:101', outcome: 'refused' as const, ground: UNFOUNDED };
  const items = [{ ...item, statute: null, until: null, proofRef: 'D-7' }];
  const proposal = { items, by: 'officer', at: '2026-11-22T08:00:00.000Z', on: '2026-11-22' };
  const request = answer(personRequest(['101'], { proposal }));
  const draft = draftOf(request, review);
  expect(faultsOf(changed(draft, 'notes:32', { outcome: 'granted' }), request)).toEqual([
    { path: 'items', code: 'undecided' },
  ]);
  const same = changed(draft, 'contact:101', { outcome: 'refused' });
  expect(bodyOf(same)).toEqual({ items: [{ ...item, proofRef: 'D-7' }] });
});

test('of a rectification what was put right is decided, and more can be added, each once', () => {
  const rectified = [
    { contactId: '101', property: 'city', at: '2026-11-22T08:00:00.000Z', by: 'officer' },
    { contactId: '102', property: 'city', at: '2026-11-22T08:00:00.000Z', by: 'officer' },
  ];
  const request = answer(personRequest(['101', '102'], { kind: 'rectification', rectified }));
  const fresh = draftOf(request, review);
  const one = changed(fresh, 'contact:101', { outcome: 'refused', ground: 'legal_claims' });
  expect(faultsOf(one, request)).toEqual([{ path: 'items', code: 'undecided' }]);
  const draft = changed(fresh, 'property:city', { outcome: 'granted' });
  expect(faultsOf(draft, request)).toEqual([]);
  expect(bodyOf(draft).items).toEqual([{ subject: 'property:city', outcome: 'granted' }]);
  expect(withSubject(draft, 'property:city')).toBe(draft);
  const more = withSubject(draft, 'notes:5');
  expect(faultsOf(more, request)).toEqual([{ path: 'items', code: 'undecided' }]);
  expect(bodyOf(changed(more, 'notes:5', { outcome: 'granted' })).items).toHaveLength(2);
});

test('of nobody there is nothing to decide', () => {
  const request = answer(personRequest([]));
  expect(faultsOf(draftOf(request, undefined), request)).toEqual([]);
  expect(bodyOf(draftOf(request, undefined))).toEqual({ items: [] });
});

test('what is filed says who asks in one way only', () => {
  const whole = {
    ...EMPTY_DRAFT,
    kind: 'access',
    receivedOn: TODAY,
    channel: 'letter',
    emails: 'a@b.fi, c@d.fi\na@b.fi',
  };
  expect(faultsOfDraft(whole, TODAY)).toEqual({});
  const base = { kind: 'access', receivedOn: TODAY, channel: 'letter' };
  expect(bodyOfDraft(whole)).toEqual({ ...base, emails: ['a@b.fi', 'c@d.fi'] });
  const ids = { ...whole, by: 'contact', contactIds: '101 102', marketing: true } as const;
  expect(bodyOfDraft(ids)).toEqual({ ...base, contactIds: ['101', '102'] });
  expect(bodyOfDraft({ ...ids, kind: 'objection' })).toMatchObject({ marketing: true });
  expect(bodyOfDraft({ ...whole, by: 'nobody' })).toEqual(base);
  expect(faultsOfDraft(EMPTY_DRAFT, TODAY)).toEqual({
    kind: 'needKind',
    receivedOn: 'needDay',
    channel: 'needChannel',
    emails: 'needEmails',
  });
  expect(faultsOfDraft({ ...whole, receivedOn: '2026-11-24', emails: 'nobody' }, TODAY)).toEqual({
    receivedOn: 'needDay',
    emails: 'wrongEmails',
  });
  expect(faultsOfDraft({ ...ids, contactIds: '0101' }, TODAY)).toEqual({ contactIds: 'wrongContacts' });
});

test('the timeline tells everything that the request keeps, the first first', () => {
  const request = decidedRequest(
    ['101'],
    { granted: ['contact:101'] },
    {
      pauses: [{ reason: 'identity', from: '2026-11-20', to: '2026-11-21' }],
      extension: { reason: 'number', on: '2026-11-22', by: 'officer' },
      letters: [{ letter: 'answer', sentOn: '2026-11-22', by: 'officer', at: '2026-11-22T10:00:00.000Z' }],
      lifted: { letterSentOn: '2026-11-23', at: '2026-11-23T12:00:00.000Z', by: 'officer' },
      endedAt: '2026-11-23T10:00:00.000Z',
      state: 'answered',
    },
  );
  const entries = timelineOf(answer(request));
  expect(entries.map(({ what }) => what)).toEqual([
    'paused',
    'filed',
    'resumed',
    'identified',
    'extended',
    'decided',
    'letter',
    'ended',
    'lifted',
  ]);
  expect(entries.find(({ what }) => what === 'letter')).toMatchObject({ of: 'answer', on: '2026-11-22' });
});
