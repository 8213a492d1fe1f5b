import type { z } from 'zod';
import { carryOutOffboarding } from '../../rights/offboarding/carry-out.ts';
import { offboardingPlan } from '../../rights/offboarding/plan.ts';
import { removeTables, tablesThere } from '../../rights/offboarding/tables.ts';
import type { Engine } from '../../work/engine.ts';
import { badRequest, json } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { NOTHING_LEFT, offboardingAnswer, planAnswer, tablesAnswer } from '../offboarding-answer.ts';
import { offboardingOperations } from '../operations/offboarding.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { type OffboardingPlanAnswer, offboardingRequestSchema } from '../schemas/offboarding.ts';

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
    if (method !== 'POST') return json(200, await plan(engine));
    if (body === undefined)
      return badRequest([{ path: 'confirm', message: 'must repeat what GET /api/offboarding gives' }]);
    if ('trail' in body) return tablesAnswer(await removeTables(engine, body));
    return offboardingAnswer(await carryOutOffboarding(engine, body, actor));
  },
};

async function plan(engine: Engine): Promise<OffboardingPlanAnswer> {
  await engine.storage.prepare();
  const hasLeft = (await engine.offboarded.read())?.state === 'left';
  const tables = hasLeft ? await tablesThere(engine) : null;
  // Without tables nothing is known any more of what there was.
  if (tables?.names.length === 0) return { ...NOTHING_LEFT, tables };
  return planAnswer(await offboardingPlan(engine), tables);
}
