import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFreshSignIn } from '../../../src/rights/erasure/actions/fresh-sign-in.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const policy = (freshSignInMinutes: number | null) => ({ approvals: { erasure: 2 as const, freshSignInMinutes } });

test.each([
  ['this moment', 0, true],
  ['an hour ago', 60 * MINUTE, true],
  ['more than an hour ago', 60 * MINUTE + 1, false],
  ['in five minutes, by a clock that is ahead', -5 * MINUTE, true],
  ['in more than that', -5 * MINUTE - 1, false],
  ['tomorrow', -24 * 60 * MINUTE, false],
])('who signed in %s', (_when, age, fresh) => {
  expect(isFreshSignIn(policy(60), NOW - age, NOW)).toBe(fresh);
});

test('nothing is asked where nothing tells when, or where the policy asks nothing', () => {
  expect(isFreshSignIn(policy(1), undefined, NOW)).toBe(true);
  expect(isFreshSignIn(policy(null), 0, NOW)).toBe(true);
});

test('whoever is fresh enough for a strict policy is so for a milder one', () => {
  const minutes = fc.integer({ min: 1, max: 1440 });
  fc.assert(
    fc.property(minutes, minutes, fc.integer({ min: 0, max: 2_000 * MINUTE }), (one, other, age) => {
      const [strict, mild] = [Math.min(one, other), Math.max(one, other)];
      return !isFreshSignIn(policy(strict), NOW - age, NOW) || isFreshSignIn(policy(mild), NOW - age, NOW);
    }),
  );
});
