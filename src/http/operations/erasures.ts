import { jsonContent, type LinkDescription, type Operation } from '../openapi/operation.ts';
import { problemAnswer, RETRY_AFTER } from '../openapi/problem-answer.ts';
import { erasuresAnswerSchema, preparedSchema } from '../schemas/erasure.ts';
import { ERASURE_ID, ERASURE_SUMMARIES } from './erasure-examples.ts';
import { RUN_ID } from './examples.ts';

const toRun: LinkDescription = {
  operationId: 'getRun',
  description: 'Follow its preparation.',
  parameters: { runId: '$response.body#/runId' },
};

const GET: Operation = {
  operationId: 'listErasures',
  summary: 'List the lists of people to erase',
  description: 'The latest lists, newest first, without their people.',
  answers: {
    200: {
      description: 'A page of lists.',
      content: jsonContent(erasuresAnswerSchema, {
        page: { erasures: [ERASURE_SUMMARIES.awaiting, ERASURE_SUMMARIES.completed], continuation: null },
      }),
      links: {
        next: {
          operationId: 'listErasures',
          description: 'The next page, unless the continuation is null.',
          parameters: { limit: '$request.query.limit', continuation: '$response.body#/continuation' },
        },
      },
    },
  },
};

const POST: Operation = {
  operationId: 'prepareErasure',
  summary: 'Have a list of people to erase prepared',
  description:
    'Of the ground `retention`: contacts that are `ended` (§7) and whom a person decided to erase. Of the ground `request`: those of ' +
    'whom a request was granted (Art. 17). A run reads everything about them and leaves out whoever is protected. Nothing is erased.',
  requests: {
    retention: { ground: 'retention' },
    some: { ground: 'retention', contactIds: ['101', '102'] },
    request: { ground: 'request', requestId: 'r-2026-17' },
  },
  answers: {
    202: {
      description: 'A run prepares the list.',
      headers: {
        Location: { description: 'Address of the list.', required: true, example: `/api/erasures/${ERASURE_ID}` },
        'Retry-After': { ...RETRY_AFTER, description: 'Seconds after which it is worth looking at it.', example: '5' },
      },
      content: jsonContent(preparedSchema, { prepared: { id: ERASURE_ID, state: 'preparing', runId: RUN_ID } }),
      links: { run: toRun },
    },
    409: problemAnswer(409, 'Nothing can be erased', 'Set ERASURE_KEY: without it nobody would be known again.'),
    429: problemAnswer(429, 'Too many runs wait', 'Try again when some of them have ended.', {
      headers: { 'Retry-After': RETRY_AFTER },
    }),
  },
};

/** `GET` and `POST /api/erasures`. */
export const erasuresOperations = { GET, POST };
