import { describe, expect, it } from 'vitest';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../src/register/clock.ts';
import { clockOf } from '../support/clock-of.ts';
import { policyWith } from '../support/policy.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const call = (id: string, at: string) => ({ type: 'calls', id, properties: { hs_timestamp: at } }) as const;
const clock: Clock = { read: true, latest: { at: NOW, type: 'calls', id: '7' } };

describe('clockOf', () => {
  it('is empty, and read, without activities', () => {
    expect(clockOf([], policyWith(), NOW)).toEqual(EMPTY_CLOCK);
    expect(EMPTY_CLOCK).toEqual({ read: true, latest: undefined });
  });

  it('tells every activity that it could not read', () => {
    const activities = [call('9', 'x'), call('10', '2026-01-02T08:00:00Z'), call('8', 'y'), call('9', 'x')];
    expect(clockOf(activities, policyWith(), NOW)).toEqual({
      read: false,
      reasons: ['calls:8 has a date that cannot be read', 'calls:9 has a date that cannot be read'],
    });
  });
});

describe('latestOf', () => {
  it('takes the clock that is not empty', () => {
    expect(latestOf(EMPTY_CLOCK, clock)).toEqual(clock);
    expect(latestOf(clock, EMPTY_CLOCK)).toEqual(clock);
  });

  it('is unread when either is, with all reasons once and in order', () => {
    expect(latestOf(clock, unreadClock('a'))).toEqual(unreadClock('a'));
    expect(latestOf(unreadClock('a'), clock)).toEqual(unreadClock('a'));
    expect(latestOf(unreadClock('b'), latestOf(unreadClock('a'), unreadClock('b')))).toEqual({
      read: false,
      reasons: ['a', 'b'],
    });
  });
});

describe('reasons of an unread clock', () => {
  it('are a few, the same whatever the order in which clocks are joined, and say that there are more', () => {
    const clocks = Array.from({ length: 40 }, (_, index) => unreadClock(`calls:${10 + index} could not be read`));
    const joined = clocks.reduce(latestOf);
    expect(joined).toEqual(clocks.toReversed().reduce(latestOf));
    expect(joined).toMatchObject({
      read: false,
      reasons: expect.arrayContaining(['calls:10 could not be read', 'and more']),
    });
    expect('reasons' in joined && joined.reasons).toHaveLength(6);
    expect(latestOf(joined, unreadClock('calls:10 could not be read'))).toEqual(joined);
  });
});
