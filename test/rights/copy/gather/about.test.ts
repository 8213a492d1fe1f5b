import { expect, it } from 'vitest';
import { recipientsPart } from '../../../../src/rights/copy/gather/about.ts';
import { policyWith } from '../../../support/policy.ts';

it('all that the policy says of a recipient stands in the copy, but for when somebody last looked', () => {
  const said = { name: 'Pilvi Oy', purpose: 'Varmistukset', safeguard: 'Salattu', evidence: 'https://example.fi/scc' };
  const processor = { ...said, role: 'processor', country: 'US', mechanism: 'scc', checkedOn: '2026-10-01' };
  const [recipient] = recipientsPart(policyWith({ processors: [processor] })).recipients;
  expect(recipient).toMatchObject({ ...said, role: 'processor', country: 'US', mechanism: 'scc' });
});
