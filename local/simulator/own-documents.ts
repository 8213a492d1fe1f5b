import type { Json } from './openapi-amendments.ts';

const text = { type: 'string' };
const count = { type: 'integer', format: 'int32' };

function object(required: readonly string[], properties: Json): Json {
  return { type: 'object', required, properties };
}

const contact = object(['contactId', 'email'], { contactId: text, email: text, firstname: text, lastname: text });

const marketingEvent = object(['marketingEventId', 'name'], {
  marketingEventId: text,
  name: text,
  externalAccountId: text,
  externalEventId: text,
});

const participation = object(['associations', 'createdAt', 'id', 'properties'], {
  id: text,
  createdAt: { type: 'string', format: 'date-time' },
  associations: object(['contact', 'marketingEvent'], { contact, marketingEvent }),
  properties: object(['attendanceState', 'occurredAt'], {
    attendanceState: { type: 'string', enum: ['ATTENDED', 'CANCELLED', 'EMPTY', 'NO_SHOW', 'REGISTERED'] },
    occurredAt: { type: 'integer', format: 'int64' },
    attendanceDurationSeconds: count,
    attendancePercentage: text,
  }),
});

const page = object(['results', 'total'], {
  total: count,
  results: { type: 'array', items: participation },
  paging: object([], { next: object(['after'], { after: text, link: text }) }),
});

const failure = object(['category', 'correlationId', 'message'], {
  category: text,
  correlationId: text,
  message: text,
});

function query(name: string, schema: Json): Json {
  return { name, in: 'query', schema };
}

/**
 * The one operation of marketing events that is used, in the words of HubSpot's reference ("Read participations breakdown by
 * Contact identifier", 2026-09), for folders of documents without the one about marketing events.
 */
export const MARKETING_EVENTS: Json = {
  openapi: '3.0.1',
  info: { title: 'Marketing events', version: '2026-09' },
  paths: {
    '/marketing/marketing-events/2026-09/participations/contacts/{contactIdentifier}/breakdown': {
      get: {
        operationId: 'participationsOfContact',
        parameters: [
          { name: 'contactIdentifier', in: 'path', required: true, schema: text },
          query('after', text),
          query('limit', { ...count, minimum: 1, maximum: 100 }),
          query('state', text),
        ],
        responses: {
          200: { description: 'A page.', content: { 'application/json': { schema: page } } },
          default: { description: 'An error.' },
        },
      },
    },
  },
  components: { schemas: { Error: failure } },
};
