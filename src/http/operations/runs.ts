import { jsonContent, type Operation } from '../openapi/operation.ts';
import { runListSchema } from '../schemas/run.ts';
import { SUMMARIES } from './examples.ts';

const GET: Operation = {
  operationId: 'listRuns',
  summary: 'List runs',
  description: 'The latest runs, newest first, without their failures and notices.',
  answers: {
    200: {
      description: 'A page of runs.',
      content: jsonContent(runListSchema, {
        page: { runs: [SUMMARIES.running, SUMMARIES.erasing, SUMMARIES.ended], continuation: null },
      }),
      links: {
        next: {
          operationId: 'listRuns',
          description: 'The next page, unless the continuation is null.',
          parameters: { limit: '$request.query.limit', continuation: '$response.body#/continuation' },
        },
      },
    },
  },
};

/** `GET /api/runs`. */
export const runsOperations = { GET };
