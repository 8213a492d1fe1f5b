import { describe, expect, it } from 'vitest';
import { oracle } from '../../../support/oracle.ts';
import { policyWith } from '../../../support/policy.ts';
import { companyAccount, NOW } from './generated-account.ts';

describe.each([1, 2, 3])('what the notice’s rule says of the generated company (seed %i)', (seed) => {
  const account = companyAccount(seed);

  it('is mostly active, with a couple of dozen ending soon and ended', () => {
    const count = counted(oracle(account, policyWith(), NOW).contacts.values(), 'rekisteri_retention_status');
    expect([...count.keys()].sort()).toEqual(['active', 'ended', 'ending_soon']);
    expect(count.get('active')).toBeGreaterThan(180);
    for (const status of ['ending_soon', 'ended']) {
      expect(count.get(status)).toBeGreaterThanOrEqual(24);
      expect(count.get(status)).toBeLessThanOrEqual(60);
    }
  });

  it('has every basis that the default policy knows', () => {
    const count = counted(oracle(account, policyWith(), NOW).contacts.values(), 'rekisteri_retention_basis');
    expect([...count.keys()].sort()).toEqual([
      'call',
      'colleague_activity',
      'communication',
      'company_activity',
      'email',
      'meeting',
      'postal_mail',
      'record_created',
    ]);
  });

  it('has contacts of unknown end when a policy does not start from the record’s creation', () => {
    const policy = policyWith({ retention: { withoutContact: 'unknown' } });
    const count = counted(oracle(account, policy, NOW).contacts.values(), 'rekisteri_retention_status');
    expect([...count.keys()].sort()).toEqual(['active', 'ended', 'ending_soon', 'unknown']);
  });

  it('has companies with and without a service contact', () => {
    const ends = [...oracle(account, policyWith(), NOW).companies.values()].map((values) =>
      Boolean(values.rekisteri_retention_ends),
    );
    expect(new Set(ends)).toEqual(new Set([true, false]));
  });
});

function counted(values: Iterable<Record<string, string>>, name: string): Map<string, number> {
  const count = new Map<string, number>();
  for (const { [name]: value = '' } of values) count.set(value, (count.get(value) ?? 0) + 1);
  return count;
}
