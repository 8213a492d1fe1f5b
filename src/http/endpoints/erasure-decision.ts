import type { z } from 'zod';
import { approveList } from '../../rights/erasure/actions/approve.ts';
import { rejectList } from '../../rights/erasure/actions/reject.ts';
import { json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { erasureAnswer } from '../erasure-answer.ts';
import { erasureRefusal } from '../erasure-refusal.ts';
import { approvalSchema, rejectionSchema } from '../erasure-request.ts';
import { approvalOperations, rejectionOperations } from '../operations/erasure.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { POLL_SECONDS } from '../resync-answer.ts';

type NoQuery = Record<string, never>;

/** `POST /api/erasures/{id}/approval`. */
export const erasureApproval: Endpoint<NoQuery, z.infer<typeof approvalSchema>, Register> = {
  name: 'erasureApproval',
  operations: approvalOperations,
  route: 'erasures/{id}/approval',
  mayCall: { POST: ['officer'] },
  personRequired: true,
  query: NO_QUERY,
  body: approvalSchema,
  answer: async ({ params: { id = '' }, body: { listHash }, actor, caller, register: { engine } }) => {
    const approved = await approveList(engine, id, listHash, actor, caller.signedInAt);
    if (approved.kind !== 'checking') return erasureRefusal(approved);
    return json(202, await erasureAnswer(engine, approved.list), { 'retry-after': POLL_SECONDS });
  },
};

/** `POST /api/erasures/{id}/rejection`. */
export const erasureRejection: Endpoint<NoQuery, z.infer<typeof rejectionSchema>, Register> = {
  name: 'erasureRejection',
  operations: rejectionOperations,
  route: 'erasures/{id}/rejection',
  mayCall: { POST: ['officer'] },
  personRequired: true,
  query: NO_QUERY,
  body: rejectionSchema,
  answer: async ({ params: { id = '' }, body: { reason }, actor, register: { engine } }) => {
    const rejected = await rejectList(engine, id, reason, actor);
    if (rejected.kind !== 'rejected') return erasureRefusal(rejected);
    return json(200, await erasureAnswer(engine, rejected.list));
  },
};
