import type { z } from 'zod';
import { writeLetter } from '../../rights/letters/write-letter.ts';
import { requestById } from '../../rights/requests/look.ts';
import { html } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { letterQuerySchema } from '../letter-query.ts';
import { letterRefusal } from '../letter-refusal.ts';
import { requestLetterOperations } from '../operations/request-letter.ts';
import { personRequestRefusal } from '../person-request-refusal.ts';
import type { Register } from '../register.ts';

/** `GET /api/requests/{id}/letter`. */
export const requestLetter: Endpoint<z.infer<typeof letterQuerySchema>, undefined, Register> = {
  name: 'requestLetter',
  operations: requestLetterOperations,
  route: 'requests/{id}/letter',
  mayCall: { GET: ['officer'] },
  personRequired: true,
  sameSiteOnly: true,
  query: letterQuerySchema,
  body: NO_BODY,
  answer: async ({ params: { id = '' }, query: { kind, lang }, register: { engine, letters } }) => {
    const request = await requestById(engine, id);
    if (request === undefined) return personRequestRefusal({ kind: 'unknown_request' });
    const made = await writeLetter(engine, letters, request, { letter: kind, language: lang });
    if (made.kind === 'unread') return personRequestRefusal(made);
    if (made.kind === 'not_now') return letterRefusal(request, made.letter, made.why);
    // Loaded for those who want a page: nobody else waits for what makes it.
    const [{ letterPage }, { PAGE_POLICY }] = await Promise.all([
      import('../../rights/letters/letter-page.ts'),
      import('../../rights/page.ts'),
    ]);
    return html(letterPage(made.written), PAGE_POLICY);
  },
};
