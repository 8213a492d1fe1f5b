import { z } from 'zod';
import { csvTable } from '../../audit/csv.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { type ContactAnswer, contactPageSchema, contactSchema } from '../schemas/contacts.ts';
import { csvFileHeader, linkHeader, VARY_HEADER } from './headers.ts';

const contact: ContactAnswer = {
  contactId: '101',
  companyId: '201',
  status: 'ending_soon',
  endsOn: '2027-03-01',
  basis: 'meeting',
  source: 'meetings:5512',
  lastContactAt: '2017-03-01T09:00:00.000Z',
  customerLastContactAt: '2017-03-01T09:00:00.000Z',
  decision: null,
  restricted: false,
  holdUntil: null,
  consentReview: true,
  requestOpen: ['access'],
};

const columns = contactSchema.keyof().options;
const csvExample = csvTable(columns, [columns.map((name) => String(contact[name] ?? ''))]);

const GET: Operation = {
  operationId: 'listContacts',
  summary: 'List contacts by when they end',
  description:
    'Ids, dates and codes, as HubSpot held them after the last run, page by page; all of them as CSV with `format=csv` or ' +
    '`Accept: text/csv`. A contact that stays as it is while somebody pages is met once; one that changes meanwhile may be met twice, or not ' +
    'at all.',
  answers: {
    200: {
      description: 'A page of contacts, or all as CSV.',
      headers: {
        Vary: VARY_HEADER,
        Link: linkHeader(
          '/api/contacts?sort=endsOn&limit=50&continuation=ZW5kc09u',
          'Absent when there is none, and with CSV.',
        ),
        'Content-Disposition': csvFileHeader('rekisteri-contacts.csv'),
      },
      content: {
        ...jsonContent(contactPageSchema, {
          page: { contacts: [contact], continuation: null, asOf: '2026-11-23T08:15:04.310Z' },
        }),
        'text/csv': { schema: z.string(), examples: { all: csvExample } },
      },
      links: {
        next: {
          operationId: 'listContacts',
          description:
            'The next page, unless the continuation is null. Filters and order have to be given again, as the header Link does.',
          parameters: { continuation: '$response.body#/continuation' },
        },
      },
    },
    503: problemAnswer(503, 'Contacts are not listed yet', 'Contacts are listed once a reconcile has come to its end.'),
  },
};

/** `GET /api/contacts`. */
export const contactsOperations = { GET };
