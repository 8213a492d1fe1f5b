import { expect, test } from 'vitest';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { staffSteps } from '../../../src/rights/requests/staff-steps.ts';
import { requestOf } from '../../support/request-samples.ts';

const item = { subject: 'contact:101', ground: null, statute: null, until: null, proofRef: null };
const decided = (outcome: 'granted' | 'refused') => ({
  decision: {
    items: [{ ...item, outcome }],
    by: 'o',
    at: '2026-11-23T09:00:00.000Z',
    on: '2026-11-23',
    proposedBy: null,
  },
});
const lifted = { letterSentOn: '2026-11-23', at: '2026-11-23T10:00:00.000Z', by: 'o' };
const EXCLUDE = ['exclude_from_email', 'exclude_from_workflows'];

test.each<[string, Partial<PersonRequest>, string[]]>([
  ['nothing is decided', { kind: 'restriction' }, []],
  ['it is refused', { kind: 'restriction', ...decided('refused') }, []],
  ['a restriction is granted', { kind: 'restriction', state: 'executing', ...decided('granted') }, EXCLUDE],
  ['it lasts', { kind: 'restriction', state: 'answered', restricted: ['101'], ...decided('granted') }, EXCLUDE],
  [
    'it is lifted',
    { kind: 'restriction', state: 'answered', restricted: ['101'], lifted, ...decided('granted') },
    ['end_exclusions'],
  ],
  [
    'it was withdrawn after it was set',
    { kind: 'restriction', state: 'withdrawn', restricted: ['101'], ...decided('granted') },
    ['end_exclusions'],
  ],
  ['it was withdrawn before', { kind: 'restriction', state: 'withdrawn', ...decided('granted') }, []],
  ['an objection is granted', { kind: 'objection', state: 'executing', ...decided('granted') }, EXCLUDE],
  [
    'one to marketing is',
    { kind: 'objection', marketing: true, state: 'executing', ...decided('granted') },
    ['opt_out_of_email'],
  ],
  ['it has ended', { kind: 'objection', marketing: true, state: 'answered', endedAt: 'x', ...decided('granted') }, []],
  ['access is granted', { state: 'executing', ...decided('granted') }, []],
])('what staff have to do when %s', (_, difference, steps) => {
  expect(staffSteps(requestOf(difference))).toEqual(steps);
});
