import type { z } from 'zod';
import { prepareErasure } from '../../rights/erasure/actions/prepare.ts';
import { erasurePage } from '../../rights/erasure/look.ts';
import { addressOf } from '../account-query.ts';
import { badRequest, json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { erasureSummary } from '../erasure-answer.ts';
import { erasureRefusal } from '../erasure-refusal.ts';
import { continuationOf } from '../continuation.ts';
import { erasuresQuerySchema, prepareErasureSchema } from '../erasure-request.ts';
import { erasuresOperations } from '../operations/erasures.ts';
import type { Register } from '../register.ts';
import { POLL_SECONDS } from '../resync-answer.ts';
import type { ErasuresAnswer, Prepared } from '../schemas/erasure.ts';

type Query = z.infer<typeof erasuresQuerySchema>;
type Body = z.infer<typeof prepareErasureSchema> | undefined;

/** `GET` and `POST /api/erasures`. */
export const erasures: Endpoint<Query, Body, Register> = {
  name: 'erasures',
  operations: erasuresOperations,
  route: 'erasures',
  mayCall: { POST: ['officer'] },
  personRequired: true,
  query: erasuresQuerySchema,
  body: prepareErasureSchema.optional(),
  answer: async ({ method, query: { limit, continuation }, body, actor, register: { account, engine } }) => {
    if (method === 'POST') {
      if (body === undefined) return badRequest([{ path: 'ground', message: 'must be retention or request' }]);
      const prepared = await prepareErasure(engine, body, actor);
      if (prepared.kind !== 'created') return erasureRefusal(prepared);
      const { id, state, runId } = prepared.list;
      const answer: Prepared = { id, state, runId };
      const location = addressOf(`/api/erasures/${id}`, account);
      return json(202, answer, { location, 'retry-after': POLL_SECONDS });
    }
    const { lists, next } = await erasurePage(engine, limit, continuation);
    const answer: ErasuresAnswer = {
      erasures: lists.map(erasureSummary),
      continuation: next === null ? null : continuationOf(next),
    };
    return json(200, answer);
  },
};
