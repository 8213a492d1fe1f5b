import { z } from 'zod';
import { csvTable } from '../../audit/csv.ts';
import { recordSchema } from '../../notice/record/record.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { csvFileHeader, VARY_HEADER } from './headers.ts';
import { PROCESSING_RECORD } from './notice-examples.ts';

const csvExample = csvTable(
  ['Kohta', 'Artikla', 'Mistä', 'Tieto', 'Arvo'],
  [['Vastaanottajat', '30(1)(d)', 'HubSpot Ireland Ltd', 'Maa', 'Irlanti']],
);

const GET: Operation = {
  operationId: 'getRecordOfProcessing',
  summary: 'See the record of processing activities',
  description:
    'Article 30(1), from the same policy as the notice, with what the policy does not say named as such. A page or CSV by ' +
    '`Accept`, in the language of `lang`; JSON holds codes, and texts in both languages.',
  answers: {
    200: {
      description: 'The record.',
      headers: {
        Vary: VARY_HEADER,
        'Content-Disposition': csvFileHeader('rekisteri-record-of-processing.csv'),
      },
      content: {
        ...jsonContent(recordSchema, { record: PROCESSING_RECORD }),
        'text/html': { schema: z.string(), examples: { page: '<!doctype html><html lang="fi">…</html>' } },
        'text/csv': { schema: z.string(), examples: { table: csvExample } },
      },
    },
  },
};

/** `GET /api/record-of-processing`. */
export const recordOfProcessingOperations = { GET };
