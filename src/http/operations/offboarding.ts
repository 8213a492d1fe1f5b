import { z } from 'zod';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import {
  type OffboardingPlanAnswer,
  type OffboardingReportAnswer,
  offboardingPlanSchema,
  offboardingReportSchema,
} from '../schemas/offboarding.ts';

const none = { count: 0, ids: [] };

/** A plan that nothing stands against. */
const OFFBOARDING: OffboardingPlanAnswer = {
  state: 'in_use',
  remove: ['list 101', 'folder 11', 'contacts.rekisteri_retention_status', 'contacts.rekisteri'],
  left: [{ name: 'contacts.rekisteri_hold_until', reason: 'not_made_by_it' }],
  blockers: { holds: none, restrictions: none, requests: none, erasures: none },
  staff: { contacts: 12, archived: 1, values: { rekisteri_retention_decision: 11, rekisteri_hold_reason: 1 } },
  confirm: 'Zk3bq0v1nT5xYh2LrWc8Qd',
  tables: null,
};

const done: OffboardingReportAnswer = {
  complete: true,
  removed: OFFBOARDING.remove,
  remaining: [],
  left: OFFBOARDING.left,
};

const GET: Operation = {
  operationId: 'planOffboarding',
  summary: 'See what taking the add-on out of HubSpot would remove',
  description:
    'Properties, groups, segments and their folder that the add-on made, as its trail says; what is left alone; what stands against it. Changes nothing.',
  answers: { 200: { description: 'The plan.', content: jsonContent(offboardingPlanSchema, { plan: OFFBOARDING }) } },
};

const POST: Operation = {
  operationId: 'offboard',
  summary: 'Take the add-on out of HubSpot',
  description:
    'Removes what the plan names and reads back that it is gone. From its first moment no run begins, until an administrator asks for a run over ' +
    'everything. Safe to repeat after an interruption: it goes on with what is left. Trail, seals and all tables stay. Once it has left, the same ' +
    'call with where an export of the trail ends, and what it holds, removes the tables, the copies and, of an only account, the queue; seals stay.',
  requests: {
    confirmed: {
      confirm: OFFBOARDING.confirm,
      exported: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    tables: {
      confirm: 'q7b1yW3nVt5rXk9LsPc2Ad',
      trail: [
        {
          chain: 'chain-0',
          sequence: 812,
          hash: 'b1f3',
          digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        },
      ],
    },
  },
  answers: {
    200: { description: 'What was removed.', content: jsonContent(offboardingReportSchema, { done }) },
    409: problemAnswer(
      409,
      'Something is not over',
      '2 holds in force, 1 open requests: GET /api/offboarding names them. Nothing was removed.',
    ),
  },
};

/** `GET` and `POST /api/offboarding`. */
export const offboardingOperations = { GET, POST };

const EXPORT: Operation = {
  operationId: 'exportStaffValues',
  summary: 'Save what staff typed into the add-on’s properties',
  description:
    'A line of JSON for each contact with its id and values, free text among them (`archived` where it lies in the recycle bin), and a last line with the totals and the digest of the lines before. ' +
    'A file without that line is not whole.',
  answers: {
    200: {
      description: 'The lines.',
      headers: {
        'Content-Disposition': {
          description: 'A browser saves it.',
          required: true,
          example: 'attachment; filename="rekisteri-offboarding.jsonl"',
        },
      },
      content: {
        'application/x-ndjson': {
          schema: z.string(),
          examples: {
            one: '{"contactId":"301","values":{"rekisteri_retention_decision":"keep"}}\n{"end":true,"contacts":1,"archived":0,"values":{},"digest":"9f86…"}\n',
          },
        },
      },
    },
  },
};

/** `GET /api/offboarding/export`. */
export const offboardingExportOperations = { GET: EXPORT };
