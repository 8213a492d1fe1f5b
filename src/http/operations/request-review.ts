import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemsAnswer } from '../openapi/problem-answer.ts';
import { type CopyReviewAnswer, copyReviewSchema } from '../schemas/copy-review.ts';
import { MERGED_CONTACT, REQUEST_ID } from './person-request-examples.ts';
import { NO_SUCH_REQUEST } from './person-requests.ts';

const REVIEW: CopyReviewAnswer = {
  requestId: REQUEST_ID,
  asOf: '2026-11-24T08:00:00.000Z',
  withOthers: [
    { subject: 'meetings:5512', contactId: '101', type: 'meetings', at: '2024-05-06T09:00:00.000Z', othersCount: 2 },
  ],
  hints: [{ subject: 'notes:5513', contactId: '101', at: '2024-06-01T09:00:00.000Z', found: ['Eero Esimerkki'] }],
  missingScopes: [],
};

const GET: Operation = {
  operationId: 'reviewCopy',
  summary: 'See where a copy may tell of other people',
  description:
    'Of a request of the kinds access and portability, before the decision: engagements with other people, and texts of the person that ' +
    'seem to name colleagues. Read from HubSpot as it is now, and kept nowhere. Hints are no proof: look at the copy as well.',
  answers: {
    200: { description: 'What to look at.', content: jsonContent(copyReviewSchema, { review: REVIEW }) },
    404: NO_SUCH_REQUEST,
    409: problemsAnswer({
      otherKind: {
        type: 'about:blank',
        title: 'Not now',
        status: 409,
        detail: 'The request is of a kind that no copy is given for: there is nothing to look at.',
      },
      merged: MERGED_CONTACT,
    }),
  },
};

/** `GET /api/requests/{id}/review`. */
export const requestReviewOperations = { GET };
