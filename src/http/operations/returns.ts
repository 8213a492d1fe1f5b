import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { type ReturnLine, returnAnswerSchema, returnListSchema } from '../schemas/return.ts';

/** One that nobody has answered. */
export const RETURN: ReturnLine = {
  id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  contactId: '301',
  match: 'strong',
  erasureId: '20261123T080000123Z-1f2e3d4c',
  foundAt: '2027-02-01T08:15:02.000Z',
  answer: null,
  answeredAt: null,
  answeredBy: null,
  requestId: null,
};

const answered: ReturnLine = {
  ...RETURN,
  answer: 'new_relationship',
  answeredAt: '2027-02-01T10:02:11.000Z',
  answeredBy: '72f988bf-86f1-41af-91ab-2d7cd011db47',
};

const GET: Operation = {
  operationId: 'listReturns',
  summary: 'List people who were erased and are there again',
  description:
    'Contacts with an address of somebody who was erased, newest first: by the same address, or by one that differs in a plus tag or ' +
    'the dots of Gmail, which is only a hint. They are contacts like any other, and nobody is erased again by itself.',
  answers: {
    200: {
      description: 'A page of returns.',
      content: jsonContent(returnListSchema, { page: { returns: [RETURN, answered], continuation: null } }),
      links: {
        next: {
          operationId: 'listReturns',
          description: 'The next page, unless the continuation is null.',
          parameters: { limit: '$request.query.limit', continuation: '$response.body#/continuation' },
        },
        answer: {
          operationId: 'answerReturn',
          description: 'Say what it is.',
          parameters: { id: '$response.body#/returns/0/id' },
        },
      },
    },
  },
};

const POST: Operation = {
  operationId: 'answerReturn',
  summary: 'Say what it means that somebody is there again',
  description:
    'A new relationship, of which the person is informed anew (Art. 13, 14); or somebody to be erased again (Art. 17), for which a ' +
    'request is opened, or the open one named. The answer holds for that address and contact.',
  requests: { new: { answer: 'new_relationship' }, again: { answer: 'erase_again' } },
  answers: {
    200: { description: 'It is answered so, now or before.', content: jsonContent(returnAnswerSchema, { answered }) },
    404: problemAnswer(404, 'No such return', 'Take the id from GET /api/returns.'),
    409: problemAnswer(409, 'Answered otherwise', 'It was answered with new_relationship: an answer is not changed.'),
  },
};

/** `GET /api/returns`. */
export const returnsOperations = { GET };

/** `POST /api/returns/{id}/answer`. */
export const returnAnswerOperations = { POST };
