import { z } from 'zod';

/** What is wrong with one field of a request. */
const fieldErrorSchema = z.object({
  path: z.string().describe('Where it is, as a path of keys and places joined by dots; empty for the whole.'),
  message: z.string(),
});

/** Kinds of problem that a caller can tell apart by more than their status; of the rest the status says everything. */
export const PROBLEM_TYPES = {
  personRequired: '/problems/person-required',
  onlyInAzure: '/problems/only-in-azure',
  crossSite: '/problems/cross-site',
  freshSignIn: '/problems/fresh-sign-in',
  listChanged: '/problems/list-changed',
  anotherList: '/problems/another-list',
  noErasureKey: '/problems/no-erasure-key',
  nobodyProposed: '/problems/nobody-proposed',
  notListedYet: '/problems/not-listed-yet',
} as const;

/** Why something cannot be done with a request of a person now, by the refusals of `src/rights/requests/`. */
export const REQUEST_PROBLEM_TYPES = {
  wrong_state: '/problems/wrong-state',
  paused_already: '/problems/paused-already',
  not_paused: '/problems/not-paused',
  extended_already: '/problems/extended-already',
  too_late_to_extend: '/problems/too-late-to-extend',
  letter_missing: '/problems/letter-missing',
  unfinished: '/problems/unfinished',
  list_underway: '/problems/list-underway',
  already_lifted: '/problems/already-lifted',
  already_open: '/problems/already-open',
  too_large: '/problems/too-large',
  value_taken: '/problems/value-taken',
  merged_contact: '/problems/merged-contact',
  no_copy: '/problems/no-copy',
  recorded_already: '/problems/recorded-already',
  changed_meanwhile: '/problems/changed-meanwhile',
  same_officer: '/problems/same-officer',
} as const;

/** A problem as RFC 9457 describes it. */
export const problemSchema = z
  .object({
    type: z
      .enum(['about:blank', ...Object.values(PROBLEM_TYPES), ...Object.values(REQUEST_PROBLEM_TYPES)])
      .describe('What kind of problem it is; `about:blank` where the status says it.'),
    title: z.string().describe('The kind in words; the same for each of its kind.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What to do about it.'),
    errors: z.array(fieldErrorSchema).optional().describe('With bad input: what is wrong with each field, at most 50.'),
  })
  .meta({ id: 'Problem', description: 'A problem (RFC 9457).' });

export type Problem = z.input<typeof problemSchema>;
