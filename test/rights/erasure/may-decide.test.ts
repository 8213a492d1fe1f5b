import { expect, test } from 'vitest';
import { mayDecide } from '../../../src/rights/erasure/actions/may-decide.ts';

test.each([
  { now: 2, whenPrepared: 2, preparer: false },
  { now: 1, whenPrepared: 1, preparer: true },
  // A policy that asks for less by now does not let somebody through whose list was prepared for two.
  { now: 1, whenPrepared: 2, preparer: false },
  { now: 2, whenPrepared: 1, preparer: false },
] as const)(
  '$now to approve by the policy, $whenPrepared when it was prepared: who prepared it may: $preparer',
  (given) => {
    const policy = { approvals: { erasure: given.now, freshSignInMinutes: null } };
    const list = { approvals: given.whenPrepared, preparers: ['one', 'two'] };
    expect(['one', 'two', 'three'].map((actor) => mayDecide(policy, list, actor))).toEqual([
      given.preparer,
      given.preparer,
      true,
    ]);
  },
);
