import { requestById } from '../../rights/requests/look.ts';
import { json, problem } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { requestReviewOperations } from '../operations/request-review.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';

/** `GET /api/requests/{id}/review` (Art. 15(4)). */
export const requestReview: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'requestReview',
  operations: requestReviewOperations,
  route: 'requests/{id}/review',
  mayCall: { GET: ['officer'] },
  personRequired: true,
  sameSiteOnly: true,
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ params: { id = '' }, register: { engine } }) => {
    const request = await requestById(engine, id);
    if (request === undefined) return personRequestRefusal({ kind: 'unknown_request' });
    if (request.kind !== 'access' && request.kind !== 'portability')
      return problem(
        409,
        'Not now',
        'The request is of a kind that no copy is given for: there is nothing to look at.',
      );
    const { reviewCopy } = await import('../../rights/copy/review/review.ts');
    return json(200, await reviewCopy(engine, request));
  },
};
