import { type AnswerDescription, jsonContent, type Operation } from '../openapi/operation.ts';
import { FRESH_SIGN_IN_PROBLEM, PREPARER_PROBLEM, STALE_HASH_PROBLEM } from '../erasure-refusal.ts';
import { problemAnswer, problemsAnswer, RETRY_AFTER } from '../openapi/problem-answer.ts';
import { erasureAnswerSchema } from '../schemas/erasure.ts';
import { ERASURES, LIST_HASH } from './erasure-examples.ts';

/** What every call about one list may be answered. */
export const NO_SUCH_LIST = problemAnswer(404, 'No such list', 'Take the id from the answer that prepared the list.');
const WRONG_STATE = problemAnswer(409, 'Not now', 'The list is cancelled: look at it again.');

const shown: AnswerDescription = {
  description: 'The list with a page of its people.',
  content: jsonContent(erasureAnswerSchema, { awaiting: ERASURES.awaiting }),
  links: {
    next: {
      operationId: 'getErasure',
      description: 'The next page of people, unless the continuation is null.',
      parameters: { id: '$request.path.id', continuation: '$response.body#/continuation' },
    },
  },
};

const GET: Operation = {
  operationId: 'getErasure',
  summary: 'See a list of people to erase',
  description: 'State, hash and people of a list, and what may be done with it next.',
  answers: { 200: shown, 404: NO_SUCH_LIST },
};

const PATCH: Operation = {
  operationId: 'excludeFromErasure',
  summary: 'Take people off a list',
  description: 'While the list awaits approval. Its hash changes; who excludes is no preparer by that.',
  requests: { one: { exclude: [{ contactId: '101', reason: 'needs_review' }] } },
  answers: { 200: shown, 404: NO_SUCH_LIST, 409: WRONG_STATE },
};

const DELETE: Operation = {
  operationId: 'cancelErasure',
  summary: 'Cancel a list',
  description: 'Any officer or administrator may, until it is carried out. Nobody is erased then.',
  answers: {
    200: {
      description: 'It is cancelled.',
      content: jsonContent(erasureAnswerSchema, { cancelled: ERASURES.cancelled }),
    },
    404: NO_SUCH_LIST,
    409: WRONG_STATE,
  },
};

const APPROVE: Operation = {
  operationId: 'approveErasure',
  summary: 'Approve exactly this list',
  description:
    'By the hash that was looked at, and by somebody who did not prepare it and signed in lately. Everything is read anew then; a list that differs goes ' +
    'back with what changed. It is carried out after the delay of the policy, by the next sync.',
  requests: { approve: { listHash: LIST_HASH } },
  answers: {
    202: {
      description: 'A run checks the list.',
      headers: {
        'Retry-After': { ...RETRY_AFTER, description: 'Seconds after which it is worth looking at it.', example: '5' },
      },
      content: jsonContent(erasureAnswerSchema, { checking: ERASURES.checking }),
    },
    403: problemsAnswer({ preparer: PREPARER_PROBLEM, fresh_sign_in: FRESH_SIGN_IN_PROBLEM }),
    404: NO_SUCH_LIST,
    409: problemsAnswer({ stale: STALE_HASH_PROBLEM }),
  },
};

const REJECT: Operation = {
  operationId: 'rejectErasure',
  summary: 'Reject a list',
  description: 'While it awaits approval, with a code of the policy (erasure.excludeReasons).',
  requests: { reject: { reason: 'needs_review' } },
  answers: {
    200: {
      description: 'It is rejected.',
      content: jsonContent(erasureAnswerSchema, { rejected: ERASURES.rejected }),
    },
    403: problemsAnswer({ preparer: PREPARER_PROBLEM }),
    404: NO_SUCH_LIST,
    409: WRONG_STATE,
  },
};

/** `GET`, `PATCH` and `DELETE /api/erasures/{id}`. */
export const erasureOperations = { GET, PATCH, DELETE };

/** `POST /api/erasures/{id}/approval`. */
export const approvalOperations = { POST: APPROVE };

/** `POST /api/erasures/{id}/rejection`. */
export const rejectionOperations = { POST: REJECT };
