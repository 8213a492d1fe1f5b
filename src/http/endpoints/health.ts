import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { healthAnswer, healthWithoutRole } from '../health-answer.ts';
import { healthOperations } from '../operations/health.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';

/** `GET /api/health`: of the account that is named, or of all. */
export const health: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'health',
  operations: healthOperations,
  route: 'health',
  account: 'optional',
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ registers, byAccount }) => {
    const found = await Promise.all(
      registers.map(async ({ account, health: service }) => ({ account, health: await service.check() })),
    );
    return healthAnswer(found, byAccount);
  },
  answerWithoutRole: async (registers) => {
    const found = await Promise.all(registers.map(({ health: service }) => service.checkWithoutAsking()));
    return healthWithoutRole(found);
  },
};
