import { driftOf } from '../../notice/create-engine.ts';
import { comparedOf } from '../../notice/drift/undeclared.ts';
import { json, problem } from '../answers.ts';
import { driftAnswer } from '../drift-answer.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { driftOperations } from '../operations/drift.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';

/** `GET /api/notice/drift`. */
export const drift: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'drift',
  operations: driftOperations,
  route: 'notice/drift',
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ register: { engine } }) => {
    await engine.storage.prepare();
    const row = await driftOf(engine).read();
    if (row === undefined)
      return problem(404, 'Not compared yet', 'Start a run over everything: it compares the account with the notice.');
    return json(200, driftAnswer(row, comparedOf(engine.policy)));
  },
};
