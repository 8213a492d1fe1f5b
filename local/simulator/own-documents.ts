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

const identifier = object(['type', 'value'], { type: text, value: text });

const party = object([], { actorId: text, name: text, deliveryIdentifier: identifier });

const thread = object(['archived', 'associatedContactId', 'createdAt', 'id', 'inboxId', 'spam', 'status'], {
  id: text,
  associatedContactId: text,
  inboxId: text,
  originalChannelId: text,
  originalChannelAccountId: text,
  archived: { type: 'boolean' },
  spam: { type: 'boolean' },
  status: { type: 'string', enum: ['OPEN', 'CLOSED'] },
  createdAt: { type: 'string', format: 'date-time' },
  closedAt: { type: 'string', format: 'date-time' },
});

const message = object(['conversationsThreadId', 'createdAt', 'id', 'recipients', 'senders', 'type'], {
  id: text,
  conversationsThreadId: text,
  type: text,
  direction: text,
  subject: text,
  text,
  richText: text,
  createdAt: { type: 'string', format: 'date-time' },
  truncationStatus: text,
  senders: { type: 'array', items: party },
  recipients: { type: 'array', items: party },
  attachments: { type: 'array', items: object(['type'], { type: text, fileId: text }) },
});

/** A page that does not count what all its pages hold. */
function forward(items: Json): Json {
  return object(['results'], {
    results: { type: 'array', items },
    paging: object([], { next: object(['after'], { after: text, link: text }) }),
  });
}

function reading(operationId: string, parameters: readonly Json[], schema: Json): Json {
  const answer = { description: 'An answer.', content: { 'application/json': { schema } } };
  return { get: { operationId, parameters, responses: { 200: answer, default: { description: 'An error.' } } } };
}

const within = (name: string): Json => ({ name, in: 'path', required: true, schema: text });
const paged = [query('after', text), query('limit', count)];

/** The operations of conversations that are used, in the words of HubSpot's own document (Conversations, 2026-09). */
export const CONVERSATIONS: Json = {
  openapi: '3.0.1',
  info: { title: 'Conversations', version: '2026-09' },
  paths: {
    '/conversations/conversations/2026-09/threads': reading(
      'threads',
      [
        ...paged,
        query('associatedContactId', { type: 'integer', format: 'int64' }),
        query('threadStatus', { type: 'string', enum: ['OPEN', 'CLOSED'] }),
        query('archived', { type: 'boolean' }),
      ],
      forward(thread),
    ),
    '/conversations/conversations/2026-09/threads/{threadId}/messages': reading(
      'messages',
      [within('threadId'), ...paged, query('archived', { type: 'boolean' })],
      forward(message),
    ),
    '/conversations/conversations/2026-09/threads/{threadId}/messages/{messageId}/original-content': reading(
      'originalContent',
      [within('threadId'), within('messageId')],
      object([], { text, richText: text }),
    ),
  },
  components: { schemas: { Error: failure } },
};
