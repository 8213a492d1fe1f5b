import { describe, expect, it, test } from 'vitest';
import { hindranceTo, letterCalledFor } from '../../../src/rights/letters/called-for.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { isWaiting, waitsFor } from '../../../src/rights/requests/waits-for.ts';
import { requestOf } from '../../support/request-samples.ts';

const TODAY = '2026-12-24';

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
  expect(waitsFor({ reason, until }, TODAY)).toBe(wanted);
});

describe('an erasure that was granted to two people who are protected', () => {
  const item = (id: string) => {
    const nothing = { ground: null, statute: null, until: null, proofRef: null };
    return { subject: `contact:${id}`, outcome: 'granted' as const, ...nothing };
  };
  const decision = {
    ...{ items: [item('101'), item('102')], by: 'o', at: '2026-11-24T08:00:00.000Z', on: '2026-11-24' },
    proposedBy: null,
  };
  const left = (contactId: string, reason: string): PersonRequest['left'][number] => {
    return { contactId, listId: 'L', status: 'protected', reason };
  };
  const granted: Partial<PersonRequest> = {
    ...{ kind: 'erasure', state: 'awaiting_approval', contactIds: ['101', '102'], decision },
  };
  const both = { ...granted, left: [left('101', 'hold'), left('102', 'restricted')] };
  const told: PersonRequest['letters'] = [
    { letter: 'answer', sentOn: '2026-11-25', by: 'o', at: '2026-11-25T08:00:00.000Z' },
  ];

  it('can be answered once a list has said of each why, though no list can be approved', () => {
    const policy = { processors: [] };
    expect(hindranceTo(requestOf(granted), policy, 'answer')).toBe('not_carried_out');
    expect(hindranceTo(requestOf({ ...granted, left: [left('101', 'hold')] }), policy, 'answer')).toBe(
      'not_carried_out',
    );
    expect(hindranceTo(requestOf(both), policy, 'answer')).toBeUndefined();
    expect(letterCalledFor(requestOf(both))).toBe('answer');
    expect(letterCalledFor(requestOf({ ...both, letters: told }))).toBeUndefined();
  });

  it('waits when the person was told, and nothing but a hold or a restriction stands before it', () => {
    expect(isWaiting(requestOf({ ...both, letters: told }), TODAY)).toBe(true);
    expect(isWaiting(requestOf(both), TODAY)).toBe(false);
    const before = told.map((one) => ({ ...one, at: '2026-11-23T08:00:00.000Z' }));
    expect(isWaiting(requestOf({ ...both, letters: before }), TODAY)).toBe(false);
    const request = { ...both, left: [left('101', 'hold'), left('102', 'open_request')], letters: told };
    expect(isWaiting(requestOf(request), TODAY)).toBe(false);
    expect(isWaiting(requestOf({ ...both, left: [left('101', 'hold')], letters: told }), TODAY)).toBe(false);
    const over = { ...both, left: [{ ...left('101', 'hold'), until: '2026-12-23' }], erased: ['102'], letters: told };
    expect(isWaiting(requestOf(over), TODAY)).toBe(false);
  });
});
