import type { z } from 'zod';
import { isReturnId } from '../../erased/return.ts';
import { lookAtContacts } from '../../rights/requests/look-at-contacts.ts';
import type { PersonRequest } from '../../rights/requests/request.ts';
import { elsewhereOf } from '../../rights/requests/resolve-person.ts';
import { answerReturn } from '../../rights/returns/answer.ts';
import { json, problem } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { returnAnswerOperations } from '../operations/returns.ts';
import { othersThan, type Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { returnLine } from '../return-answer.ts';
import { returnAnswerRequestSchema } from '../returns-request.ts';

type Body = z.infer<typeof returnAnswerRequestSchema>;

/** `POST /api/returns/{id}/answer`. `registers` gives all of the app: a person may be in several. */
export function returnAnswer(registers: () => readonly Register[]): Endpoint<Record<string, never>, Body, Register> {
  return {
    name: 'returnAnswer',
    operations: returnAnswerOperations,
    route: 'returns/{id}/answer',
    personRequired: true,
    mayCall: { POST: ['officer'] },
    query: NO_QUERY,
    body: returnAnswerRequestSchema,
    answer: async ({ params: { id = '' }, body: { answer }, actor, register: { account, engine } }) => {
      await engine.storage.prepare();
      const filing = {
        elsewhereOf: (contactId: string) => elsewhereOf(engine.hubspot, contactId, othersThan(account, registers())),
        whenFiled: (filed: PersonRequest) => lookAtContacts(engine, filed, actor),
      };
      const result = isReturnId(id)
        ? await answerReturn(engine, id, answer, actor, filing)
        : ({ kind: 'unknown' } as const);
      if (result.kind === 'unknown') return problem(404, 'No such return', 'Take the id from GET /api/returns.');
      if (result.kind === 'answered') return json(200, returnLine(result.found));
      const detail = `It was answered with ${result.found.answer}: an answer is not changed.`;
      return problem(409, 'Answered otherwise', detail);
    },
  };
}
