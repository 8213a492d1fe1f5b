import { jsonContent, type Operation } from '../openapi/operation.ts';
import { sessionSchema } from '../schemas/session.ts';

const GET: Operation = {
  operationId: 'getSession',
  summary: 'Ask who calls',
  description:
    'Who the caller is and what they may do in which register, as every other function decides it. A caller without a role is told so.',
  answers: {
    200: {
      description: 'The caller.',
      content: jsonContent(sessionSchema, {
        officer: {
          caller: 'person',
          personId: '00000000-0000-4000-8000-000000000002',
          name: 'Onni Oksanen',
          today: '2026-11-23',
          registers: [{ account: null, roles: ['officer'], names: 'shown' }],
        },
        nobody: { caller: 'key', personId: null, name: null, today: '2026-11-23', registers: [] },
      }),
    },
  },
};

/** `GET /api/session`. */
export const sessionOperations = { GET };
