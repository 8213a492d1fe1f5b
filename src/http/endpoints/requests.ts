import type { z } from 'zod';
import { fileRequest } from '../../rights/requests/actions/file.ts';
import { requestPage } from '../../rights/requests/look.ts';
import { addressOf } from '../account-query.ts';
import { badRequest, json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { continuationOf } from '../continuation.ts';
import { requestsOperations } from '../operations/person-requests.ts';
import { personRequestAnswer } from '../person-request-answer.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import { fileRequestSchema, personRequestsQuerySchema } from '../person-requests-request.ts';
import { othersThan, type Register } from '../register.ts';
import type { PersonRequestList } from '../schemas/person-request.ts';

type Query = z.infer<typeof personRequestsQuerySchema>;
type Body = z.infer<typeof fileRequestSchema> | undefined;

/** `GET` and `POST /api/requests`. `registers` gives all of the app: a person may be in several. */
export function requests(registers: () => readonly Register[]): Endpoint<Query, Body, Register> {
  return {
    name: 'requests',
    operations: requestsOperations,
    route: 'requests',
    mayCall: { POST: ['officer'] },
    personRequired: true,
    query: personRequestsQuerySchema,
    body: fileRequestSchema.optional(),
    answer: async ({ method, query, body, actor, register: { account, engine } }) => {
      if (method === 'POST') {
        if (body === undefined) return badRequest([{ path: 'kind', message: 'must say what is asked for' }]);
        const filed = await fileRequest(engine, body, othersThan(account, registers()), actor);
        if (filed.kind !== 'filed') return personRequestRefusal(filed);
        const location = addressOf(`/api/requests/${filed.request.id}`, account);
        return json(201, personRequestAnswer(engine, filed.request), { location });
      }
      const { limit, continuation, ...filter } = query;
      const { requests: shown, next } = await requestPage(engine, filter, limit, continuation);
      const answer: PersonRequestList = {
        requests: shown.map((one) => personRequestAnswer(engine, one)),
        continuation: next === null ? null : continuationOf(next),
      };
      return json(200, answer);
    },
  };
}
