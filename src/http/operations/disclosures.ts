import { z } from 'zod';
import { disclosuresCsv } from '../disclosures-answer.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { type DisclosureAnswer, disclosurePageSchema } from '../schemas/disclosure.ts';
import { REQUEST_ID } from './person-request-examples.ts';
import { csvFileHeader, linkHeader, VARY_HEADER } from './headers.ts';

const OFFICER = '0f3e7c54-0000-4000-8000-000000000001';

const told: DisclosureAnswer = {
  at: '2026-11-26T08:00:00.000Z',
  kind: 'recipient_told',
  actor: OFFICER,
  requestId: REQUEST_ID,
  requestKind: 'erasure',
  erasureId: null,
  state: null,
  letter: null,
  processor: 'HubSpot Inc.',
  on: '2026-11-26',
  format: null,
  sha256: null,
  bytes: null,
  places: null,
  people: null,
  sequence: 41,
  chain: 'chain-3',
  hash: '9b2f6c0d',
};

const given: DisclosureAnswer = {
  ...told,
  kind: 'copy_given',
  requestKind: 'access',
  processor: null,
  on: null,
  format: 'json',
  sha256: '4f1c',
  bytes: 20480,
  places: 'covered:12,empty:3',
  sequence: 40,
  hash: '51c7e8aa',
};

const GET: Operation = {
  operationId: 'listDisclosures',
  summary: 'See what was disclosed',
  description:
    'Copies given, letters sent, processors told (Art. 19) and lists of people erased, from the audit trail, newest first; as CSV with ' +
    '`format=csv` or `Accept: text/csv`. What an officer did may stand there twice when a process was cut short.',
  answers: {
    200: {
      description: 'A page of disclosures.',
      headers: {
        Vary: VARY_HEADER,
        Link: linkHeader('/api/disclosures?limit=100&continuation=WzFd'),
        'Content-Disposition': csvFileHeader('rekisteri-disclosures.csv'),
      },
      content: {
        ...jsonContent(disclosurePageSchema, { page: { disclosures: [told, given], continuation: null } }),
        'text/csv': { schema: z.string(), examples: { page: disclosuresCsv([told]) } },
      },
      links: {
        next: {
          operationId: 'listDisclosures',
          description: 'The next page, unless the continuation is null. The time has to be given again.',
          parameters: { continuation: '$response.body#/continuation' },
        },
      },
    },
  },
};

/** `GET /api/disclosures`. */
export const disclosuresOperations = { GET };
