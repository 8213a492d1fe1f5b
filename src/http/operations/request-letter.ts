import { z } from 'zod';
import type { Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { NO_SUCH_REQUEST } from './person-requests.ts';

const GET: Operation = {
  operationId: 'getRequestLetter',
  summary: 'Write a letter of a request',
  description:
    'A page to look at and to print, from the templates of the company: a draft until it is sent. Name and address of the person are ' +
    'read from HubSpot for it and kept nowhere. Record with letter-sent that it was sent.',
  answers: {
    200: {
      description: 'The letter.',
      content: { 'text/html': { schema: z.string(), examples: { letter: '<!doctype html><html lang="fi">…</html>' } } },
    },
    404: NO_SUCH_REQUEST,
    409: problemAnswer(
      409,
      'No such letter now',
      'The letter answer cannot be written; the request is assessing. Nothing is decided yet: do that with decide first.',
    ),
  },
};

/** `GET /api/requests/{id}/letter`. */
export const requestLetterOperations = { GET };
