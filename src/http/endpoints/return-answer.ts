import type { z } from 'zod';
import { isReturnId } from '../../erased/return.ts';
import { lookAtContacts } from '../../rights/requests/look-at-contacts.ts';
import { answerReturn } from '../../rights/returns/answer.ts';
import { json, problem } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { returnAnswerOperations } from '../operations/returns.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { returnLine } from '../return-answer.ts';
import { returnAnswerRequestSchema } from '../returns-request.ts';

/** `POST /api/returns/{id}/answer`. */
export const returnAnswer: Endpoint<Record<string, never>, z.infer<typeof returnAnswerRequestSchema>, Register> = {
  name: 'returnAnswer',
  operations: returnAnswerOperations,
  route: 'returns/{id}/answer',
  personRequired: true,
  mayCall: { POST: ['officer'] },
  query: NO_QUERY,
  body: returnAnswerRequestSchema,
  answer: async ({ params: { id = '' }, body: { answer }, actor, register: { engine } }) => {
    await engine.storage.prepare();
    const result = isReturnId(id)
      ? await answerReturn(engine, id, answer, actor, (filed) => lookAtContacts(engine, filed, actor))
      : ({ kind: 'unknown' } as const);
    if (result.kind === 'unknown') return problem(404, 'No such return', 'Take the id from GET /api/returns.');
    if (result.kind === 'answered') return json(200, returnLine(result.found));
    const detail = `It was answered with ${result.found.answer}: an answer is not changed.`;
    return problem(409, 'Answered otherwise', detail);
  },
};
