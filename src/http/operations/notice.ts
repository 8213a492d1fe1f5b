import { z } from 'zod';
import { noticeSchema } from '../../notice/document.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { VARY_HEADER } from './headers.ts';
import { NOTICE } from './notice-examples.ts';

const GET: Operation = {
  operationId: 'getNotice',
  summary: 'Read the register notice',
  description:
    'What the policy says, in the thirteen sections of the notice and those that Articles 13 and 14 add. A page or Markdown by ' +
    '`Accept`. Texts that the policy has in Finnish alone stay Finnish in English, and are marked so.',
  answers: {
    200: {
      description: 'The notice.',
      headers: { Vary: VARY_HEADER },
      content: {
        ...jsonContent(noticeSchema, { notice: NOTICE }),
        'text/html': { schema: z.string(), examples: { page: '<!doctype html><html lang="fi">…</html>' } },
        'text/markdown': { schema: z.string(), examples: { text: '# Esimerkki Oy:n tietosuojaseloste\n' } },
      },
    },
  },
};

/** `GET /api/notice`. */
export const noticeOperations = { GET };
