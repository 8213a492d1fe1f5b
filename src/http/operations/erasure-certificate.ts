import { z } from 'zod';
import { certificateSchema } from '../../rights/erasure/certificate-schema.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { NO_SUCH_LIST } from './erasure.ts';
import { CERTIFICATE } from './erasure-examples.ts';
import { VARY_HEADER } from './headers.ts';

const GET: Operation = {
  operationId: 'getErasureCertificate',
  summary: 'See what was erased, and what proves it',
  description:
    'Of a list that was carried out: ids, codes, dates and counts, no name and no address. `npm run verify-audit -- EXPORT ' +
    '--certificate FILE` proves it from an export of the audit trail alone. As a page in Finnish, to be printed, by `Accept`.',
  answers: {
    200: {
      description: 'The certificate.',
      headers: { Vary: VARY_HEADER },
      content: {
        ...jsonContent(certificateSchema, { certificate: CERTIFICATE }),
        'text/html': { schema: z.string(), examples: { page: '<!doctype html><html lang="fi">…</html>' } },
      },
    },
    404: NO_SUCH_LIST,
    409: problemAnswer(
      409,
      'No certificate yet',
      'The list is approved: there is a certificate once it was carried out.',
    ),
  },
};

/** `GET /api/erasures/{id}/certificate`. */
export const erasureCertificateOperations = { GET };
