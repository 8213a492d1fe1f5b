import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Act, changeOf } from '../../../src/rights/requests/actions/act.ts';
import { openDuties, processorCode } from '../../../src/rights/requests/duties.ts';
import { requestActions } from '../../../src/rights/requests/look.ts';
import {
  type DecidedItem,
  isOpen,
  LETTERS,
  type PersonRequest,
  REQUEST_KINDS,
  type RequestState,
} from '../../../src/rights/requests/request.ts';
import { allows, REQUEST_ACTIONS, type RequestAction } from '../../../src/rights/requests/transitions.ts';
import { policyWith } from '../../support/policy.ts';
import { requestOf } from '../../support/request-samples.ts';

const policy = policyWith({ processors: [{ name: 'One Oy', safeguard: 'EU' }] });
const TODAY = '2026-11-24';

const by = (actor: string, today = TODAY) => ({ policy, actor, at: `${today}T10:00:00.000Z`, today });

const item = (subject: string, outcome: DecidedItem['outcome'], more: Partial<DecidedItem> = {}): DecidedItem => {
  return { subject, outcome, ground: null, statute: null, until: null, proofRef: null, ...more };
};
const refused = (subject: string, more: Partial<DecidedItem> = {}) =>
  item(subject, 'refused', { ground: 'still_needed', ...more });

/** What comes of several actions of one officer after another; throws where one is refused. */
function reached(request: PersonRequest, acts: readonly Act[], actor = 'one', optedOut = false): PersonRequest {
  let now = request;
  for (const act of acts) {
    const outcome = changeOf(now, act, by(actor), optedOut);
    if (outcome.kind !== 'change') throw new Error(JSON.stringify(outcome));
    now = { ...now, ...outcome.change };
  }
  return now;
}

const done = (request: PersonRequest, act: Act, actor = 'one', optedOut = false) =>
  changeOf(request, act, by(actor), optedOut);

const IDENTIFY: Act = { action: 'identify', how: 'call_back' };
const COMPLETE: Act = { action: 'complete' };
const letter = (name: (typeof LETTERS)[number], sentOn = TODAY): Act => ({
  action: 'letter-sent',
  letter: name,
  sentOn,
});
const decide = (...items: DecidedItem[]): Act => ({ action: 'decide', items });

const WHILE_OPEN: RequestAction[] = ['pause', 'resume', 'extend', 'letter-sent', 'recipient-told', 'withdraw'];
const TELL: RequestAction[] = ['letter-sent', 'recipient-told'];

test.each<[RequestState, RequestAction[], RequestAction[]]>([
  ['received', [...WHILE_OPEN, 'ask-identity', 'identify'], []],
  ['identifying', [...WHILE_OPEN, 'identify', 'close-unidentified'], []],
  ['assessing', [...WHILE_OPEN, 'decide'], ['rectifications']],
  ['awaiting_approval', WHILE_OPEN, []],
  ['executing', [...WHILE_OPEN, 'complete'], ['rectifications']],
  ['answered', TELL, ['lift']],
  ['partly_answered', TELL, ['lift']],
  ['refused', TELL, []],
  ['expired', TELL, []],
  ['withdrawn', [], []],
])('of a request that is %s officers can do this, of any kind, and that, of one', (state, ofAny, ofOne) => {
  const kindOf: Partial<Record<RequestAction, string>> = { rectifications: 'rectification', lift: 'restriction' };
  for (const kind of REQUEST_KINDS) {
    const allowed = [...ofAny, ...ofOne.filter((action) => kindOf[action] === kind)];
    expect(REQUEST_ACTIONS.filter((action) => allows({ state, kind }, action)).toSorted()).toEqual(allowed.toSorted());
  }
});

describe('the way of a request', () => {
  test('of nobody in the register: identified, decided, told that nothing is held', () => {
    const asked = reached(requestOf({ contactIds: [] }), [{ action: 'ask-identity' }, IDENTIFY, decide()]);
    expect(asked.state).toBe('executing');
    expect(done(asked, COMPLETE)).toEqual({ kind: 'unfinished', open: ['answer_letter'] });
    expect(reached(asked, [letter('answer'), COMPLETE])).toMatchObject({ state: 'answered', endedAt: by('one').at });
  });

  test('that is refused ends with the letter of the refusal, and no other', () => {
    const no = reached(requestOf({}), [IDENTIFY, decide(refused('contact:101'))]);
    expect(done(reached(no, [letter('answer')]), COMPLETE)).toEqual({ kind: 'unfinished', open: ['refusal_letter'] });
    const early = reached(no, [letter('refusal', '2026-11-23')]);
    expect(done(early, COMPLETE)).toEqual({ kind: 'unfinished', open: ['refusal_letter'] });
    expect(reached(no, [letter('refusal'), COMPLETE]).state).toBe('refused');
  });

  test('a letter from before the decision is no answer to it', () => {
    const told = reached(requestOf({}), [letter('refusal'), IDENTIFY, decide(refused('contact:101'))]);
    const later = { ...told, decision: told.decision && { ...told.decision, at: `${TODAY}T11:00:00.000Z` } };
    expect(done(later, COMPLETE)).toEqual({ kind: 'unfinished', open: ['refusal_letter'] });
    expect(done(reached(later, [letter('refusal', '2026-11-23')]), COMPLETE)).toMatchObject({ kind: 'unfinished' });
  });

  test.each([
    ['access', 'copy'],
    ['portability', 'copy'],
    ['rectification', 'rectification'],
    ['restriction', 'restriction'],
    ['objection', 'restriction'],
  ] as const)('of %s that is granted does not end before its effect', (kind, duty) => {
    const yes = reached(requestOf({ kind }), [
      IDENTIFY,
      decide(item('contact:101', 'granted')),
      letter('answer'),
      { action: 'recipient-told', processor: 'One Oy', on: TODAY },
    ]);
    expect(done(yes, COMPLETE)).toEqual({ kind: 'unfinished', open: [duty] });
    expect(requestActions(yes, policy, TODAY)).not.toContain('complete');
  });

  test.each([
    ['09:59:59', ['copy', 'answer_letter']],
    ['10:00:00', ['answer_letter']],
  ])('of access is answered by no copy from before the decision (%s)', (time, open) => {
    const yes = reached(requestOf({}), [IDENTIFY, decide(item('contact:101', 'granted'))]);
    const copy = { at: `${TODAY}T${time}.000Z`, format: 'json' as const, sha256: 'x', bytes: 1, by: 'one' };
    expect(openDuties({ ...yes, disclosed: [copy] }, policy)).toEqual(open);
  });

  test('of erasure: granted for some, it waits for its list, its recipients and its letter', () => {
    const request = requestOf({ kind: 'erasure', contactIds: ['101', '102'] });
    const items = [item('contact:101', 'granted'), refused('contact:102')];
    const granted = reached(request, [IDENTIFY, decide(...items)]);
    expect(granted.state).toBe('awaiting_approval');
    expect(done(granted, COMPLETE)).toEqual({ kind: 'wrong_state', state: 'awaiting_approval' });
    const erased: PersonRequest = { ...granted, state: 'executing', erased: ['101'] };
    expect(openDuties(erased, policy)).toEqual(['recipients', 'answer_letter']);
    expect(openDuties({ ...erased, erased: [] }, policy)).toContain('erasure');
    const no = erased.decision && { ...erased.decision, items: [refused('contact:101'), refused('contact:102')] };
    expect(openDuties({ ...erased, decision: no }, policy)).toEqual(['refusal_letter']);
    const told = reached(erased, [{ action: 'recipient-told', processor: 'One Oy', on: TODAY }, letter('answer')]);
    expect(told.recipients).toEqual([{ processor: processorCode('One Oy'), on: TODAY, by: 'one' }]);
    expect(reached(told, [COMPLETE]).state).toBe('partly_answered');
  });

  test('an objection to direct marketing is not refused, and ends when HubSpot holds the opt-out', () => {
    const asked = reached(requestOf({ kind: 'objection', marketing: true }), [IDENTIFY]);
    expect(done(asked, decide(refused('contact:101')))).toMatchObject({ kind: 'wrong_field', path: 'items.0.outcome' });
    const yes = reached(asked, [decide(item('contact:101', 'granted')), letter('answer')]);
    expect(done(yes, COMPLETE)).toEqual({ kind: 'unfinished', open: ['opt_out'] });
    expect(requestActions(yes, policy, TODAY)).toContain('complete');
    expect(requestActions({ ...yes, letters: [] }, policy, TODAY)).not.toContain('complete');
    expect(done(yes, COMPLETE, 'one', true)).toMatchObject({ change: { state: 'answered' } });
  });

  test('who was never identified is told so first', () => {
    const asked = reached(requestOf({}), [{ action: 'ask-identity' }]);
    expect(done(asked, { action: 'close-unidentified' })).toEqual({ kind: 'letter_missing', letter: 'refusal' });
    const receipt = reached(asked, [letter('receipt')]);
    expect(requestActions(receipt, policy, TODAY)).not.toContain('close-unidentified');
    const waited = reached(receipt, [{ action: 'pause', reason: 'identity' }, letter('refusal')]);
    expect(requestActions(waited, policy, TODAY)).toContain('close-unidentified');
    const closed = reached(waited, [{ action: 'close-unidentified' }]);
    expect(closed).toMatchObject({ state: 'expired', pauses: [{ from: TODAY, to: TODAY }] });
  });
});

describe('a decision', () => {
  const asked = reached(requestOf({ kind: 'erasure', contactIds: ['101', '102'] }), [IDENTIFY]);
  const access = reached(requestOf({}), [IDENTIFY]);
  const wrong = reached(requestOf({ kind: 'rectification' }), [IDENTIFY]);

  test.each<[string, PersonRequest, DecidedItem[], string]>([
    ['of nothing', access, [], 'items'],
    ['of a stranger', access, [item('contact:999', 'granted')], 'items.0.subject'],
    ['of one twice', access, [item('contact:101', 'granted'), refused('contact:101')], 'items'],
    ['of an engagement, of erasure', asked, [item('notes:5', 'granted')], 'items.0.subject'],
    ['that leaves a contact out, of erasure', asked, [item('contact:101', 'granted')], 'items'],
    ['of what the program puts right nowhere', wrong, [item('property:lifecyclestage', 'granted')], 'items.0.subject'],
    ['granted with a ground', access, [item('contact:101', 'granted', { ground: 'still_needed' })], 'items.0.ground'],
    ['refused without a ground', access, [item('contact:101', 'refused')], 'items.0.ground'],
    ['by a ground that the policy has not', access, [refused('contact:101', { ground: 'whim' })], 'items.0.ground'],
    ['excessive unproved', access, [refused('contact:101', { ground: 'unfounded_or_excessive' })], 'items.0.proofRef'],
  ])('%s is none', (_, request, items, path) => {
    expect(done(request, decide(...items))).toMatchObject({ kind: 'wrong_field', path });
  });

  test('to refuse as excessive takes another officer who decides the same', () => {
    const excessive = (proofRef: string) =>
      decide(refused('contact:101', { ground: 'unfounded_or_excessive', proofRef }));
    const proposed = reached(access, [excessive('D-1')]);
    expect(proposed).toMatchObject({ state: 'assessing', decision: null, proposal: { by: 'one' } });
    expect(done(proposed, excessive('D-1'))).toEqual({ kind: 'same_officer' });
    expect(reached(proposed, [excessive('D-2')], 'two')).toMatchObject({ state: 'assessing', proposal: { by: 'two' } });
    expect(reached(proposed, [excessive('D-1')], 'two')).toMatchObject({
      state: 'executing',
      proposal: null,
      decision: { by: 'two', proposedBy: 'one' },
    });
  });
});

describe('the term', () => {
  const received = requestOf({ receivedOn: '2026-10-26' });

  test('is extended once, and in the first month only', () => {
    const extend: Act = { action: 'extend', reason: 'number' };
    const on = (today: string) => changeOf(received, extend, by('one', today), false);
    expect(on('2026-11-26')).toMatchObject({ kind: 'change' });
    expect(on('2026-11-27')).toEqual({ kind: 'too_late_to_extend', until: '2026-11-26' });
    expect(done(reached(received, [extend]), extend)).toEqual({ kind: 'extended_already' });
    expect(requestActions(received, policy, '2026-11-27')).not.toContain('extend');
  });

  test('is paused once at a time, and goes on', () => {
    const pause: Act = { action: 'pause', reason: 'identity' };
    const paused = reached(received, [pause]);
    expect(done(received, { action: 'resume' })).toEqual({ kind: 'not_paused' });
    expect(done(paused, pause)).toEqual({ kind: 'paused_already' });
    expect(requestActions(received, policy, TODAY)).toEqual([
      'ask-identity',
      'identify',
      'pause',
      'extend',
      'letter-sent',
      'recipient-told',
      'withdraw',
    ]);
    expect(requestActions(paused, policy, TODAY)).toEqual([
      'ask-identity',
      'identify',
      'resume',
      'extend',
      'letter-sent',
      'recipient-told',
      'withdraw',
    ]);
    expect(reached(paused, [{ action: 'resume' }]).pauses).toEqual([{ reason: 'identity', from: TODAY, to: TODAY }]);
    expect(reached(paused, [{ action: 'withdraw' }]).pauses).toMatchObject([{ to: TODAY }]);
  });

  test.each(['2026-10-25', '2026-11-25'])('a letter of %s was not sent for it', (sentOn) => {
    expect(done(received, letter('receipt', sentOn))).toMatchObject({ kind: 'wrong_field', path: 'sentOn' });
  });
});

test('a restriction is lifted once, after the person was told', () => {
  const decision = { items: [], by: 'one', at: '2026-11-22T08:00:00.000Z', on: '2026-11-22', proposedBy: null };
  const answered = requestOf({ kind: 'restriction', state: 'answered', decision });
  const lift = (letterSentOn: string): Act => ({ action: 'lift', letterSentOn });
  for (const day of ['2026-11-21', '2026-11-25'])
    expect(done(answered, lift(day))).toMatchObject({ kind: 'wrong_field', path: 'letterSentOn' });
  const lifted = reached(answered, [lift('2026-11-23')]);
  expect(lifted.lifted).toMatchObject({ letterSentOn: '2026-11-23', by: 'one' });
  expect(done(lifted, lift('2026-11-23'))).toEqual({ kind: 'already_lifted' });
  expect(done({ ...answered, kind: 'access' }, lift('2026-11-23'))).toMatchObject({ kind: 'wrong_state' });
});

test('the letter that tells of the end of a restriction stands in the trail once, whichever action records it', () => {
  const decision = { items: [], by: 'one', at: '2026-11-22T08:00:00.000Z', on: '2026-11-22', proposedBy: null };
  const answered = requestOf({ kind: 'restriction', state: 'answered', decision });
  const lift = { action: 'lift', letterSentOn: '2026-11-23' } as const;
  const lifts = (request: PersonRequest, told: string) =>
    expect(done(request, lift)).toMatchObject({ event: { action: 'request_lifted', told } });
  lifts(answered, 'letterSentOn=2026-11-23');
  lifts(reached(answered, [letter('lifting', '2026-11-23')]), 'letterSentOn=2026-11-23 recorded=letter_sent');
  // Another letter, or one of another day, is not that one.
  for (const other of [letter('answer', '2026-11-23'), letter('lifting', '2026-11-22')])
    lifts(reached(answered, [other]), 'letterSentOn=2026-11-23');
  expect(done(reached(answered, [lift]), letter('lifting', '2026-11-23'))).toEqual({ kind: 'recorded_already' });
});

const subjects = fc.constantFrom('contact:101', 'contact:102', 'notes:5', 'property:phone');
const anyItem = fc.oneof(
  subjects.map((one) => item(one, 'granted')),
  subjects.map((one) => refused(one)),
  subjects.map((one) => refused(one, { ground: 'unfounded_or_excessive', proofRef: 'D-1' })),
);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act[]>(
    ...[{ action: 'ask-identity' } as const, IDENTIFY, { action: 'resume' } as const, COMPLETE],
    ...[{ action: 'withdraw' } as const, { action: 'close-unidentified' } as const],
    ...[{ action: 'pause', reason: 'identity' } as const, { action: 'extend', reason: 'number' } as const],
    { action: 'recipient-told', processor: 'One Oy', on: TODAY },
    { action: 'lift', letterSentOn: TODAY },
  ),
  fc.constantFrom(...LETTERS).map((name) => letter(name)),
  fc.uniqueArray(anyItem, { maxLength: 3, selector: ({ subject }) => subject }).map((items) => decide(...items)),
);

/** What an action makes of a request; whatever is not here leaves it as it is. */
const BECOMES: Partial<Record<RequestAction, readonly RequestState[]>> = {
  'ask-identity': ['identifying'],
  identify: ['assessing'],
  // One that another officer has to decide as well stays where it is.
  decide: ['assessing', 'awaiting_approval', 'executing'],
  complete: ['answered', 'partly_answered', 'refused'],
  withdraw: ['withdrawn'],
  'close-unidentified': ['expired'],
};

test('whatever officers do in which order, none ends without an answer to the person, and what has ended stays so', () => {
  const start = fc.record({
    kind: fc.constantFrom(...REQUEST_KINDS),
    marketing: fc.boolean(),
    contactIds: fc.subarray(['101', '102']),
  });
  const acts = fc.array(fc.record({ act: anyAct, actor: fc.constantFrom('one', 'two'), optedOut: fc.boolean() }), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(start, acts, (given, steps) => {
      let request = requestOf({ ...given, marketing: given.marketing && given.kind === 'objection' });
      for (const { act, actor, optedOut } of steps) {
        const outcome = changeOf(request, act, by(actor), optedOut);
        if (outcome.kind !== 'change') continue;
        const next = { ...request, ...outcome.change };
        expect(BECOMES[act.action] ?? [request.state]).toContain(next.state);
        if (!isOpen(request)) expect(next.state).toBe(request.state);
        expect(next.endedAt === null).toBe(isOpen(next));
        if (!isOpen(next)) expect(next.pauses.filter(({ to }) => to === null)).toEqual([]);
        request = next;
      }
      const sent = new Set(request.letters.map((one) => one.letter));
      if (['answered', 'partly_answered'].includes(request.state)) expect(sent).toContain('answer');
      if (['refused', 'expired'].includes(request.state)) expect(sent).toContain('refusal');
      const excessive = request.decision?.items.some(({ ground }) => ground === 'unfounded_or_excessive');
      if (excessive) expect(request.decision?.proposedBy).not.toBe(request.decision?.by);
      if (request.marketing) expect(request.state).not.toBe('refused');
    }),
    { numRuns: 300 },
  );
});
