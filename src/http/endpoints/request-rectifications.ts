import type { z } from 'zod';
import { rectify } from '../../rights/requests/actions/rectify.ts';
import { json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { ACTION_OPERATIONS } from '../operations/person-request-actions.ts';
import { personRequestAnswer } from '../person-request-answer.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import { ACTION_BODIES } from '../person-requests-request.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import type { RectifiedRequest } from '../schemas/person-request.ts';

type Body = z.infer<typeof ACTION_BODIES.rectifications>;

/** `POST /api/requests/{id}/rectifications`. */
export const requestRectifications: Endpoint<Record<string, never>, Body, Register> = {
  name: 'requestRectifications',
  operations: { POST: ACTION_OPERATIONS.rectifications },
  route: 'requests/{id}/rectifications',
  mayCall: { POST: ['officer'] },
  personRequired: true,
  query: NO_QUERY,
  body: ACTION_BODIES.rectifications,
  answer: async ({ params: { id = '' }, body, actor, register: { engine } }) => {
    const done = await rectify(engine, id, body, actor);
    if (done.kind !== 'done') return personRequestRefusal(done);
    const { request, rectification } = done;
    const answer: RectifiedRequest = { ...personRequestAnswer(engine, request), rectification };
    return json(200, answer);
  },
};
