import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer } from '../openapi/problem-answer.ts';
import { type DriftAnswer, driftSchema } from '../schemas/drift.ts';

const at = '2026-11-22T02:10:03.000Z';

const none: DriftAnswer = {
  comparedAt: at,
  runId: '20261122T020000123Z-1f2e3d4c',
  policyChanged: false,
  undeclared: [],
  uncounted: [],
  lacking: [],
  unlisted: [],
  failed: null,
  engagements: [
    { type: 'notes', records: 412, countedAt: at },
    { type: 'tasks', records: 38, countedAt: at },
  ],
  hosting: { location: 'eu1', agrees: true },
};

const some: DriftAnswer = {
  ...none,
  undeclared: [
    {
      object: 'contacts',
      property: 'kengannumero',
      sensitivity: 'non_sensitive',
      records: 118,
      orMore: false,
      countedAt: at,
    },
  ],
  uncounted: [
    { object: 'contacts', property: 'henkilotunnus', sensitivity: 'highly_sensitive', reason: 'may_lack_scope' },
  ],
  lacking: [{ object: 'contacts', property: 'ruokavalio' }],
  hosting: { location: 'na1', agrees: false },
};

/** A comparison that finds nothing, and one that finds something. */
export const DRIFT = { none, some };

const GET: Operation = {
  operationId: 'getDrift',
  summary: 'See where HubSpot and the notice differ',
  description:
    'What the last reconcile found: properties of contacts and companies that hold data and that the notice does not mention, with how ' +
    'many records hold a value; properties that the policy names and the account lacks; kinds of engagement that it does not count; ' +
    'where the account is hosted. Names and numbers only.',
  answers: {
    200: { description: 'The last comparison.', content: jsonContent(driftSchema, DRIFT) },
    404: problemAnswer(
      404,
      'Not compared yet',
      'Start a run over everything: it compares the account with the notice.',
    ),
  },
};

/** `GET /api/notice/drift`. */
export const driftOperations = { GET };
