import { type AnswerDescription, jsonContent, type Operation } from '../openapi/operation.ts';
import { healthSchema } from '../schemas/health.ts';

const checkedAt = '2026-11-23T09:30:00.000Z';

const well: AnswerDescription = {
  description: 'The register is kept.',
  content: jsonContent(healthSchema, {
    ok: { status: 'ok', checkedAt, checks: [{ name: 'poisonQueue', status: 'ok', messages: 0 }] },
    withoutRole: { status: 'ok' },
  }),
};

const failed: AnswerDescription = {
  description: 'The register is not kept, or its trail does not prove what it should: `checks` say why and what to do.',
  content: jsonContent(healthSchema, {
    failed: {
      status: 'failed',
      checkedAt,
      checks: [
        {
          name: 'hubspotToken',
          status: 'failed',
          reason: 'HubSpot does not accept the token (401).',
          action: 'Set HUBSPOT_ACCESS_TOKEN to a valid token of a service key or private app, and restart the app.',
        },
      ],
    },
  }),
};

const GET: Operation = {
  operationId: 'getHealth',
  summary: 'See whether the register is well',
  description: 'Cheap enough to be called each minute. A caller without a role is told the status alone.',
  answers: { 200: well, 503: failed },
};

/** `GET /api/health`. */
export const healthOperations = { GET };
