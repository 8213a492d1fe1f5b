import { z } from 'zod';
import { csvTable } from '../../audit/csv.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { type AuditEventAnswer, auditEventSchema, auditPageSchema } from '../schemas/audit-event.ts';
import { RUN_ID } from './examples.ts';
import { csvFileHeader, linkHeader, VARY_HEADER } from './headers.ts';

const event: AuditEventAnswer = {
  sequence: 17,
  at: '2026-11-23T08:00:31.204Z',
  runId: RUN_ID,
  actor: 'key',
  action: 'applied',
  subject: 'contact:101',
  property: 'rekisteri_retention_status',
  before: 'active',
  after: 'ending_soon',
  cause: 'end date 2027-03-01',
  hash: '9b2f6c0d',
  chain: 'chain-3',
  previousHash: '51c7e8aa',
  keyId: 'k1',
};

const columns = auditEventSchema.keyof().options;
const csvExample = csvTable(columns, [columns.map((name) => String(event[name]))]);

const GET: Operation = {
  operationId: 'listAuditEvents',
  summary: 'Read the audit trail',
  description: 'Events, newest first, page by page; as CSV with `format=csv` or `Accept: text/csv`.',
  answers: {
    200: {
      description: 'A page of events.',
      headers: {
        Vary: VARY_HEADER,
        Link: linkHeader('/api/audit?limit=100&continuation=WzFd'),
        'Content-Disposition': csvFileHeader('rekisteri-audit.csv'),
      },
      content: {
        ...jsonContent(auditPageSchema, { page: { events: [event], continuation: null } }),
        'text/csv': { schema: z.string(), examples: { page: csvExample } },
      },
      links: {
        next: {
          operationId: 'listAuditEvents',
          description:
            'The next page, unless the continuation is null. Filters have to be given again, as the header Link does.',
          parameters: { continuation: '$response.body#/continuation' },
        },
      },
    },
  },
};

/** `GET /api/audit`. */
export const auditOperations = { GET };
