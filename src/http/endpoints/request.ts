import { requestById } from '../../rights/requests/look.ts';
import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { requestOperations } from '../operations/person-requests.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { requestWithChoices } from '../request-choices.ts';

/** `GET /api/requests/{id}`. */
export const request: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'request',
  operations: requestOperations,
  route: 'requests/{id}',
  personRequired: true,
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ params: { id = '' }, register: { engine } }) => {
    const found = await requestById(engine, id);
    return found === undefined
      ? personRequestRefusal({ kind: 'unknown_request' })
      : json(200, requestWithChoices(engine, found));
  },
};
