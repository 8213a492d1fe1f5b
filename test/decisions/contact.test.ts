import { expect, test } from 'vitest';
import { type Circumstances, decideContact } from '../../src/decisions/contact.ts';
import { EMPTY_CLOCK } from '../../src/register/clock.ts';
import { bareSetup } from '../support/bare-setup.ts';
import { DECIDED_AT, lookedAtContact } from '../support/looked-at.ts';
import { policyWith } from '../support/policy.ts';

const BEFORE = { held: {}, inputs: '', merged: '7', own: EMPTY_CLOCK };

test.each<[string, Circumstances['open'], string, typeof BEFORE | undefined, boolean]>([
  ['requests could not be read, and somebody was merged into them', 'unread', '7;8', BEFORE, true],
  ['requests could not be read, and nobody has looked before', 'unread', '7', undefined, true],
  ['requests could not be read, and nobody was merged into them', 'unread', '7', BEFORE, false],
  ['requests could not be read, and nobody ever was', 'unread', '', undefined, false],
  ['requests were read', [], '7;8', BEFORE, false],
  ['nobody knows of requests', undefined, '7;8', BEFORE, false],
])('a contact is looked at again or not, where %s', (_, open, merged, before, isAgain) => {
  const { facts } = lookedAtContact({ before, merged });
  const decided = decideContact(facts, policyWith(), DECIDED_AT, bareSetup(), { unproved: [], open });
  expect(decided.again).toBe(isAgain);
});
