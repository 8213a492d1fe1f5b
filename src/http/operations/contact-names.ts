import { jsonContent, type Operation } from '../openapi/operation.ts';
import { type NamesAnswer, namesSchema } from '../schemas/names.ts';

const names: NamesAnswer = {
  names: [{ contactId: '101', name: 'Maija Mallikas', email: 'maija.mallikas@example.fi' }],
  missing: ['102'],
};

const POST: Operation = {
  operationId: 'readNames',
  summary: 'Read the names of the people on a screen',
  description:
    'From HubSpot, in one request, kept nowhere. Where the policy has names masked, the audit trail says whose names the caller has seen ' +
    '(`names_shown`).',
  requests: { screen: { contactIds: ['101', '102'] } },
  answers: { 200: { description: 'The names.', content: jsonContent(namesSchema, { names }) } },
};

/** `POST /api/contacts/names`. */
export const contactNamesOperations = { POST };
