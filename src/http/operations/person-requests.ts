import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { personRequestListSchema, personRequestSchema, requestWithChoicesSchema } from '../schemas/person-request.ts';
import { PERSON_REQUESTS, REQUEST_ID, REQUEST_WITH_CHOICES } from './person-request-examples.ts';

/** What every call about one request may be answered. */
export const NO_SUCH_REQUEST = problemAnswer(
  404,
  'No such request',
  'Take the id from the answer that filed it, or from GET /api/requests.',
);

const LIST: Operation = {
  operationId: 'listRequests',
  summary: 'List requests of people in the register',
  description:
    'Requests with their deadlines, newest first; with `state=open` those that have not ended, the earliest deadline first.',
  answers: {
    200: {
      description: 'A page of requests.',
      content: jsonContent(personRequestListSchema, {
        page: {
          requests: [PERSON_REQUESTS.received, PERSON_REQUESTS.answered],
          continuation: null,
        },
      }),
      links: {
        next: {
          operationId: 'listRequests',
          description: 'The next page, unless the continuation is null. Filters have to be given again.',
          parameters: { limit: '$request.query.limit', continuation: '$response.body#/continuation' },
        },
      },
    },
  },
};

const FILE: Operation = {
  operationId: 'fileRequest',
  summary: 'File a request of a person',
  description:
    'By ids of contacts, or by addresses, which are looked up at once and not kept. With nobody found the request is filed all the ' +
    'same: the answer to the person is that nothing is held. Nobody has two of one kind open.',
  requests: {
    byAddress: { kind: 'access', receivedOn: '2026-11-20', channel: 'other_email', emails: ['aino@example.fi'] },
    byContact: { kind: 'erasure', receivedOn: '2026-11-20', channel: 'registered_email', contactIds: ['101'] },
    marketing: { kind: 'objection', receivedOn: '2026-11-20', channel: 'phone', contactIds: ['101'], marketing: true },
  },
  answers: {
    201: {
      description: 'It is filed.',
      headers: {
        Location: { description: 'Address of the request.', required: true, example: `/api/requests/${REQUEST_ID}` },
      },
      content: jsonContent(personRequestSchema, { filed: PERSON_REQUESTS.received }),
      links: {
        request: {
          operationId: 'getRequest',
          description: 'See how it is.',
          parameters: { id: '$response.body#/id' },
        },
      },
    },
    409: problemAnswer(409, 'Not now', `Somebody in it has a request of this kind open: ${REQUEST_ID}.`),
  },
};

const GET: Operation = {
  operationId: 'getRequest',
  summary: 'See a request of a person',
  description:
    'Its state and deadlines, what is open, what may be done with it next, and what there is to choose from for that.',
  answers: {
    200: {
      description: 'The request.',
      content: jsonContent(requestWithChoicesSchema, { decided: REQUEST_WITH_CHOICES }),
    },
    404: NO_SUCH_REQUEST,
  },
};

/** `GET` and `POST /api/requests`. */
export const requestsOperations = { GET: LIST, POST: FILE };

/** `GET /api/requests/{id}`. */
export const requestOperations = { GET };
