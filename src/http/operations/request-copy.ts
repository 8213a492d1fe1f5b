import { z } from 'zod';
import { type AnswerDescription, jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer, problemsAnswer, RETRY_AFTER } from '../openapi/problem-answer.ts';
import { type PreparedCopy, preparedCopySchema } from '../schemas/prepared-copy.ts';
import { REQUEST_PROBLEM_TYPES } from '../schemas/problem.ts';
import { VARY_HEADER } from './headers.ts';
import { MERGED_CONTACT, REQUEST_ID } from './person-request-examples.ts';
import { NO_SUCH_REQUEST } from './person-requests.ts';

const COPY_ID = '20261124T090000000Z-1a2b3c4d';
const ADDRESS = `/api/requests/${REQUEST_ID}/copies/${COPY_ID}`;

const preparing: PreparedCopy = {
  copyId: COPY_ID,
  requestId: REQUEST_ID,
  format: 'html',
  state: 'preparing',
  deletedAt: null,
};
const ready: PreparedCopy = { ...preparing, state: 'ready', deletedAt: '2026-11-24T10:02:00.000Z' };

const SAVED = {
  description: 'A file name that holds ids only.',
  required: true,
  example: `attachment; filename="copy-${REQUEST_ID}.json"`,
};
const LENGTH = { description: 'Bytes of the whole copy: fewer are not all of it.', required: true, example: '48213' };

const HEADERS = { Vary: VARY_HEADER, 'Content-Disposition': SAVED, 'Content-Length': LENGTH };
const HTML = { schema: z.string(), examples: { page: '<!doctype html><html lang="fi">…</html>' } };
/** Its own schema is docs/access-copy.schema.json. */
const JSON_COPY = { schema: z.looseObject({}), examples: { copy: { schema: 'rekisteri/access-copy/1' } } };

const PREPARING: AnswerDescription = {
  description: 'It is prepared by a run, or is ready: fetch it from its address, once, within the hour.',
  headers: {
    Location: { description: 'Address of the copy.', required: true, example: ADDRESS },
    'Retry-After': { ...RETRY_AFTER, example: '10' },
    Vary: VARY_HEADER,
  },
  content: jsonContent(preparedCopySchema, { preparing, ready }),
  links: {
    copy: {
      operationId: 'getPreparedCopy',
      description: 'Fetch it.',
      parameters: { id: '$response.body#/requestId', copyId: '$response.body#/copyId' },
    },
  },
};

const NOT_NOW = problemsAnswer({
  unidentified: {
    type: REQUEST_PROBLEM_TYPES.no_copy,
    title: 'Not now',
    status: 409,
    detail: 'Nobody has established who asks: identify the person first.',
  },
  merged: MERGED_CONTACT,
});

const GET: Operation = {
  operationId: 'getCopy',
  summary: 'Give a person a copy of what is held of them',
  description:
    'Of a request of the kinds access and portability, once it is known who asks; made of HubSpot as it is now. JSON, by `Accept` a ' +
    'page in Finnish or a PDF (for access, up to a size). Recorded as disclosed before it leaves. One that takes longer than a call is ' +
    'prepared by a run; whoever asks again meanwhile is told of the same.',
  headers: {
    Accept: { description: 'application/json, text/html or application/pdf.', required: false, example: 'text/html' },
  },
  answers: {
    200: {
      description: 'The copy, whole.',
      headers: HEADERS,
      content: {
        'application/json': JSON_COPY,
        'text/html': HTML,
        'application/pdf': { schema: z.string(), examples: { document: '%PDF-1.7 …' } },
      },
    },
    202: PREPARING,
    404: NO_SUCH_REQUEST,
    406: problemAnswer(
      406,
      'Not in this form',
      'It would be too long for a PDF: ask for text/html, which prints as well.',
      { headers: { Vary: VARY_HEADER } },
    ),
    409: NOT_NOW,
  },
};

const GET_PREPARED: Operation = {
  operationId: 'getPreparedCopy',
  summary: 'Fetch a copy that was prepared',
  description:
    'Streamed. Deleted when it was taken to its end, and an hour after it was made at the latest; one that breaks off can be fetched ' +
    'again until then. Recorded as disclosed before it leaves.',
  answers: {
    200: {
      description: 'The copy.',
      headers: HEADERS,
      content: { 'application/json': JSON_COPY, 'text/html': HTML },
    },
    202: PREPARING,
    404: problemAnswer(404, 'No such copy', 'Take its address from the answer of GET /api/requests/{id}/copy.'),
    409: problemsAnswer({
      notNow: {
        type: REQUEST_PROBLEM_TYPES.no_copy,
        title: 'Not now',
        status: 409,
        detail: 'The request was refused.',
      },
      altered: {
        type: 'about:blank',
        title: 'The copy was altered',
        status: 409,
        detail: 'The copy that was prepared is not what was written: somebody else changed or removed its blob.',
      },
    }),
    410: problemAnswer(
      410,
      'The copy is gone',
      'All of it was sent, and it was deleted then: whether all of it arrived nobody here can know. Ask for another with GET /api/requests/{id}/copy.',
    ),
  },
};

/** `GET /api/requests/{id}/copy`. */
export const requestCopyOperations = { GET };

/** `GET /api/requests/{id}/copies/{copyId}`. */
export const requestPreparedCopyOperations = { GET: GET_PREPARED };
