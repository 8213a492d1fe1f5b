import { describe, expect, it } from 'vitest';
import { type Clock, EMPTY_CLOCK, unreadClock } from '../../src/register/clock.ts';
import { eraseNotices, implausibleNotices } from '../../src/register/notices.ts';
import { policyWith } from '../support/policy.ts';

const call = (at: string): Clock => ({ read: true, latest: { type: 'calls', id: '77', at: Date.parse(at) } });

describe('a service contact that is older than any can be is reported', () => {
  it.each([
    ['1970-01-01T00:00:00Z', '1970'],
    ['1969-12-31T22:00:00Z', '1970'],
    ['1989-12-31T21:59:59Z', '1989'],
    ['1000-06-01T00:00:00Z', '1000'],
  ])('%s is of %s', (at, year) => {
    expect(implausibleNotices(call(at), policyWith())).toEqual([
      `the service contact calls:77 is dated ${year}: it is used as it is, look at its date`,
    ]);
  });

  it.each([call('1989-12-31T22:00:00Z'), call('2020-01-01T00:00:00Z'), EMPTY_CLOCK, unreadClock('x')])(
    '%o is not',
    (clock) => {
      expect(implausibleNotices(clock, policyWith())).toEqual([]);
    },
  );

  it('by the year of the policy, and 1970 in any case', () => {
    const policy = policyWith({ retention: { implausibleBefore: 1950 } });
    expect(implausibleNotices(call('1960-06-01T00:00:00Z'), policy)).toEqual([]);
    expect(implausibleNotices(call('1970-06-01T00:00:00Z'), policy)).toHaveLength(1);
    expect(implausibleNotices(call('1949-06-01T00:00:00Z'), policy)).toHaveLength(1);
  });
});

it('a decision to erase is reported once the data may be kept again', () => {
  const reported = (['active', 'ending_soon', 'on_hold', 'ended', 'unknown'] as const).filter(
    (status) => eraseNotices(true, { status }).length > 0,
  );
  expect(reported).toEqual(['active', 'ending_soon', 'on_hold']);
  expect(eraseNotices(false, { status: 'active' })).toEqual([]);
});
