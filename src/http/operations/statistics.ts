import { jsonContent, type Operation } from '../openapi/operation.ts';
import { type StatisticsAnswer, statisticsSchema } from '../schemas/statistics.ts';

const nobody = { active: 0, ending_soon: 0, ended: 0, on_hold: 0, unknown: 0 };

const counted: StatisticsAnswer = {
  asOf: '2026-11-23T08:15:04.310Z',
  names: 'shown',
  counts: {
    total: 3,
    byStatus: { ...nobody, active: 1, ended: 1, unknown: 1 },
    endedByDecision: { keep: 0, erase: 1, none: 0 },
    restricted: 1,
    consentReview: 0,
    requestOpen: 0,
    byMonth: [
      { month: '2026-10', total: 1, byStatus: { ...nobody, ended: 1 } },
      { month: '2031-05', total: 1, byStatus: { ...nobody, active: 1 } },
      { month: null, total: 1, byStatus: { ...nobody, unknown: 1 } },
    ],
    companies: [{ companyId: '201', total: 2, ended: 1, endingSoon: 0, nextEndsOn: '2031-05-31' }],
  },
};

const GET: Operation = {
  operationId: 'getStatistics',
  summary: 'Count contacts by status, month of their end and customer',
  description: 'Numbers, as of the end of the last run. Before a reconcile has counted, counts is null: nobody knows.',
  answers: {
    200: {
      description: 'What was counted.',
      content: jsonContent(statisticsSchema, { counted, none: { asOf: null, names: 'masked', counts: null } }),
    },
  },
};

/** `GET /api/statistics`. */
export const statisticsOperations = { GET };
