import { describe, expect, it, test } from 'vitest';
import { personRequestAnswer } from '../../../src/http/person-request-answer.ts';
import { hindranceTo, letterCalledFor } from '../../../src/rights/letters/called-for.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { isWaiting, waitsFor } from '../../../src/rights/requests/waits-for.ts';
import { policyWith } from '../../support/policy.ts';
import { requestOf } from '../../support/request-samples.ts';

const TODAY = '2026-12-24';
const POLICY = { processors: [] };

test.each([
  ['hold', '2026-12-24', 'hold'],
  ['hold', '2026-12-23', 'list'],
  ['hold', undefined, 'hold'],
  ['hold_of_merged', undefined, 'hold'],
  ['restricted', undefined, 'restriction'],
  ['open_request', undefined, 'request'],
  ['engagement_unread', undefined, 'reading'],
  ['other_id', undefined, 'merge'],
  ['mistake', undefined, 'list'],
  [null, undefined, 'list'],
] as const)('somebody left out for %s until %s waits for %s then: %s', (reason, until, wanted) => {
  expect(waitsFor({ status: 'protected', reason, until }, TODAY)).toBe(wanted);
});

test('somebody whom an officer excluded waits for no hold, whatever the code is called', () => {
  expect(waitsFor({ status: 'excluded', reason: 'hold' }, TODAY)).toBe('list');
});

describe('an erasure that was granted to two people who are protected', () => {
  const item = (id: string) => {
    const nothing = { ground: null, statute: null, until: null, proofRef: null };
    return { subject: `contact:${id}`, outcome: 'granted' as const, ...nothing };
  };
  const decision = {
    items: [item('101'), item('102')],
    by: 'o',
    at: '2026-11-24T08:00:00.000Z',
    on: '2026-11-24',
    proposedBy: null,
  };
  const left = (contactId: string, reason: string): PersonRequest['left'][number] => {
    return { contactId, listId: 'L', status: 'protected', reason };
  };
  const granted: Partial<PersonRequest> = {
    kind: 'erasure',
    state: 'awaiting_approval',
    contactIds: ['101', '102'],
    decision,
  };
  const both = { ...granted, left: [left('101', 'hold'), left('102', 'restricted')] };
  const told: PersonRequest['letters'] = [
    { letter: 'answer', sentOn: '2026-11-25', by: 'o', at: '2026-11-25T08:00:00.000Z' },
  ];

  it('can be answered once a list has said of each why, though no list can be approved', () => {
    expect(hindranceTo(requestOf(granted), POLICY, 'answer')).toBe('not_carried_out');
    expect(hindranceTo(requestOf({ ...granted, left: [left('101', 'hold')] }), POLICY, 'answer')).toBe(
      'not_carried_out',
    );
    expect(hindranceTo(requestOf(both), POLICY, 'answer')).toBeUndefined();
    expect(letterCalledFor(requestOf(both))).toBe('answer');
    expect(letterCalledFor(requestOf({ ...both, letters: told }))).toBeUndefined();
  });

  it('waits when the person was told, and nothing but a hold or a restriction stands before it', () => {
    expect(isWaiting(requestOf({ ...both, letters: told }), POLICY, TODAY)).toBe(true);
    expect(isWaiting(requestOf(both), POLICY, TODAY)).toBe(false);
    const before = told.map((one) => ({ ...one, at: '2026-11-23T08:00:00.000Z' }));
    expect(isWaiting(requestOf({ ...both, letters: before }), POLICY, TODAY)).toBe(false);
    const request = { ...both, left: [left('101', 'hold'), left('102', 'open_request')], letters: told };
    expect(isWaiting(requestOf(request), POLICY, TODAY)).toBe(false);
    expect(isWaiting(requestOf({ ...both, left: [left('101', 'hold')], letters: told }), POLICY, TODAY)).toBe(false);
    const over = { ...both, left: [{ ...left('101', 'hold'), until: '2026-12-23' }], erased: ['102'], letters: told };
    expect(isWaiting(requestOf(over), POLICY, TODAY)).toBe(false);
  });

  it('is answered by no letter that went before a list had said why', () => {
    const since = (at: string) => [left('101', 'hold'), left('102', 'restricted')].map((one) => ({ ...one, at }));
    const waits = (difference: Partial<PersonRequest>) => isWaiting(requestOf(difference), POLICY, TODAY);
    const said = { ...granted, left: since('2026-11-25T07:00:00.000Z'), letters: told };
    expect(waits(said)).toBe(true);
    // What was said of somebody who is erased by now counts no longer, nor does the time that was not kept of one list hide another's.
    const [first, second] = said.left;
    const [early, late] = ['2026-11-25T07:00:00.000Z', '2026-11-27T07:00:00.000Z'];
    const apart = (ats: readonly (string | undefined)[]) =>
      [first, second].flatMap((one, place) => (one === undefined ? [] : { ...one, at: ats[place] }));
    expect(waits({ ...said, left: apart([late, early]), erased: ['101'] })).toBe(true);
    expect(waits({ ...said, left: apart([undefined, late]) })).toBe(false);
    // On the same day, but before the list.
    expect(waits({ ...said, left: since('2026-11-25T09:00:00.000Z') })).toBe(false);
    expect(letterCalledFor(requestOf(said))).toBeUndefined();
    const later = { ...said, left: since('2026-11-27T07:00:00.000Z') };
    expect(waits(later)).toBe(false);
    expect(letterCalledFor(requestOf(later))).toBe('answer');
    // It is recorded after the list, and went before it.
    const recordedLate = told.map((one) => ({ ...one, at: '2026-11-28T08:00:00.000Z' }));
    expect(waits({ ...later, letters: recordedLate })).toBe(false);
    expect(waits({ ...later, letters: recordedLate.map((one) => ({ ...one, sentOn: '2026-11-28' })) })).toBe(true);
    for (const letter of ['receipt', 'refusal', 'extension'] as const)
      expect(waits({ ...said, letters: told.map((one) => ({ ...one, letter })) })).toBe(false);
  });

  it('is waiting however late it was answered: it was overdue until then', () => {
    const late = told.map((one) => ({ ...one, sentOn: TODAY, at: `${TODAY}T08:00:00.000Z` }));
    expect(isWaiting(requestOf({ ...both, letters: late }), POLICY, TODAY)).toBe(true);
  });

  it('does not only wait while recipients are to be told of somebody who is erased', () => {
    const one = requestOf({ ...granted, left: [left('102', 'hold')], erased: ['101'], letters: told });
    expect(isWaiting(one, POLICY, TODAY)).toBe(true);
    expect(isWaiting(one, policyWith(), TODAY)).toBe(false);
    const nobodyYet = requestOf({ ...both, letters: told });
    expect(isWaiting(nobodyYet, policyWith(), TODAY)).toBe(true);
  });

  it('says in every answer whether it waits', () => {
    const engine = { policy: policyWith(), now: () => Date.parse(`${TODAY}T08:00:00.000Z`) };
    const waiting = (request: Partial<PersonRequest>) => personRequestAnswer(engine, requestOf(request)).waiting;
    expect(waiting({ ...both, letters: told })).toBe(true);
    expect(waiting(both)).toBe(false);
    expect(waiting({ ...granted, left: [left('102', 'hold')], erased: ['101'], letters: told })).toBe(false);
  });
});
