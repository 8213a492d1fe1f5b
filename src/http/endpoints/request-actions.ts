import type { z } from 'zod';
import { listOfRequest } from '../../rights/erasure/list-of-request.ts';
import { type Act, actOnRequest, type BareAction } from '../../rights/requests/actions/act.ts';
import type { RequestAction } from '../../rights/requests/transitions.ts';
import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { ACTION_OPERATIONS } from '../operations/person-request-actions.ts';
import { personRequestAnswer } from '../person-request-answer.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import { ACTION_BODIES } from '../person-requests-request.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { requestRectifications } from './request-rectifications.ts';

type ActionEndpoint<Body> = Endpoint<Record<string, never>, Body, Register>;

/** `POST /api/requests/{id}/…`: a function for each action. */
export const requestActionEndpoints = {
  requestAskIdentity: withoutBody('requestAskIdentity', 'ask-identity'),
  requestIdentify: withBody('requestIdentify', 'identify', ACTION_BODIES.identify, (body) => {
    return { action: 'identify', ...body };
  }),
  requestPause: withBody('requestPause', 'pause', ACTION_BODIES.pause, (body) => ({ action: 'pause', ...body })),
  requestResume: withoutBody('requestResume', 'resume'),
  requestExtend: withBody('requestExtend', 'extend', ACTION_BODIES.extend, (body) => ({ action: 'extend', ...body })),
  requestDecide: withBody('requestDecide', 'decide', ACTION_BODIES.decide, (body) => ({ action: 'decide', ...body })),
  requestLetterSent: withBody('requestLetterSent', 'letter-sent', ACTION_BODIES['letter-sent'], (body) => {
    return { action: 'letter-sent', ...body };
  }),
  requestRecipientTold: withBody('requestRecipientTold', 'recipient-told', ACTION_BODIES['recipient-told'], (body) => {
    return { action: 'recipient-told', ...body };
  }),
  requestComplete: withoutBody('requestComplete', 'complete'),
  requestLift: withBody('requestLift', 'lift', ACTION_BODIES.lift, (body) => ({ action: 'lift', ...body })),
  requestWithdraw: withoutBody('requestWithdraw', 'withdraw'),
  requestCloseUnidentified: withoutBody('requestCloseUnidentified', 'close-unidentified'),
  requestRectifications,
};

function withoutBody(name: string, action: BareAction): ActionEndpoint<undefined> {
  return withBody(name, action, NO_BODY, () => ({ action }));
}

function withBody<Body>(
  name: string,
  action: RequestAction,
  body: z.ZodType<Body>,
  actOf: (body: Body) => Act,
): ActionEndpoint<Body> {
  return {
    name,
    operations: { POST: ACTION_OPERATIONS[action] },
    route: `requests/{id}/${action}`,
    mayCall: { POST: ['officer'] },
    personRequired: true,
    query: NO_QUERY,
    body,
    answer: async ({ params: { id = '' }, body: sent, actor, register: { engine } }) => {
      const lists = { underway: (requestId: string) => listOfRequest(engine, requestId) };
      const done = await actOnRequest(engine, id, actOf(sent), actor, lists);
      return done.kind === 'done' ? json(200, personRequestAnswer(engine, done.request)) : personRequestRefusal(done);
    },
  };
}
