import type { z } from 'zod';
import { carryOutOffboarding } from '../../rights/offboarding/carry-out.ts';
import { offboardingPlan } from '../../rights/offboarding/plan.ts';
import { badRequest, json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { offboardingAnswer, planAnswer } from '../offboarding-answer.ts';
import { offboardingOperations } from '../operations/offboarding.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { offboardingRequestSchema } from '../schemas/offboarding.ts';

type Body = z.infer<typeof offboardingRequestSchema> | undefined;

/** `GET` and `POST /api/offboarding`. */
export const offboarding: Endpoint<Record<string, never>, Body, Register> = {
  name: 'offboarding',
  operations: offboardingOperations,
  route: 'offboarding',
  mayCall: { GET: ['admin'], POST: ['admin'] },
  personRequired: true,
  query: NO_QUERY,
  body: offboardingRequestSchema.optional(),
  answer: async ({ method, body, actor, register: { engine } }) => {
    if (method !== 'POST') return json(200, planAnswer(await offboardingPlan(engine)));
    if (body === undefined)
      return badRequest([{ path: 'confirm', message: 'must repeat what GET /api/offboarding gives' }]);
    return offboardingAnswer(await carryOutOffboarding(engine, body, actor));
  },
};
