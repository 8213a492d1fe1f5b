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
} as const;

/** A problem as RFC 9457 describes it. */
export const problemSchema = z
  .object({
    type: z
      .enum(['about:blank', ...Object.values(PROBLEM_TYPES)])
      .describe('What kind of problem it is; `about:blank` where the status says it.'),
    title: z.string().describe('The kind in words; the same for each of its kind.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What to do about it.'),
    errors: z.array(fieldErrorSchema).optional().describe('With bad input: what is wrong with each field, at most 50.'),
  })
  .meta({ id: 'Problem', description: 'A problem (RFC 9457).' });

export type Problem = z.input<typeof problemSchema>;
