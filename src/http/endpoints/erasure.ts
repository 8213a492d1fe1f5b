import type { z } from 'zod';
import { cancelList } from '../../rights/erasure/actions/cancel.ts';
import { excludeFromList } from '../../rights/erasure/actions/exclude.ts';
import { erasureOf } from '../../rights/erasure/look.ts';
import { badRequest, json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { erasureAnswer } from '../erasure-answer.ts';
import { erasureRefusal } from '../erasure-refusal.ts';
import { erasureQuerySchema, excludeSchema } from '../erasure-request.ts';
import { erasureOperations } from '../operations/erasure.ts';
import type { Register } from '../register.ts';

type Query = z.infer<typeof erasureQuerySchema>;
type Body = z.infer<typeof excludeSchema> | undefined;

/** `GET`, `PATCH` and `DELETE /api/erasures/{id}`. */
export const erasure: Endpoint<Query, Body, Register> = {
  name: 'erasure',
  operations: erasureOperations,
  route: 'erasures/{id}',
  mayCall: { PATCH: ['officer'], DELETE: ['officer', 'admin'] },
  personRequired: true,
  query: erasureQuerySchema,
  body: excludeSchema.optional(),
  answer: async ({ method, params: { id = '' }, query, body, actor, register: { engine }, log }) => {
    if (method === 'PATCH') {
      if (body === undefined) return badRequest([{ path: 'exclude', message: 'must name whom to take off, and why' }]);
      const excluded = await excludeFromList(engine, id, body.exclude, actor);
      if (excluded.kind !== 'excluded') return erasureRefusal(excluded);
      return json(200, await erasureAnswer(engine, excluded.list, query));
    }
    if (method === 'DELETE') {
      const cancelled = await cancelList(engine, id, actor, log);
      if (cancelled.kind !== 'cancelled') return erasureRefusal(cancelled);
      return json(200, await erasureAnswer(engine, cancelled.list, query));
    }
    const list = await erasureOf(engine, id);
    return list === undefined
      ? erasureRefusal({ kind: 'unknown_list' })
      : json(200, await erasureAnswer(engine, list, query));
  },
};
