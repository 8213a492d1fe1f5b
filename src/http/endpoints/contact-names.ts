import type { z } from 'zod';
import { readNames } from '../../rights/names/read-names.ts';
import { json, problem } from '../answers.ts';
import { namesRequestSchema } from '../contacts-request.ts';
import type { Endpoint } from '../endpoint.ts';
import { contactNamesOperations } from '../operations/contact-names.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import type { NamesAnswer } from '../schemas/names.ts';

/** `POST /api/contacts/names`. */
export const contactNames: Endpoint<Record<string, never>, z.infer<typeof namesRequestSchema>, Register> = {
  name: 'contactNames',
  operations: contactNamesOperations,
  route: 'contacts/names',
  mayCall: { POST: ['officer', 'admin'] },
  personRequired: true,
  query: NO_QUERY,
  body: namesRequestSchema,
  answer: async ({ body: { contactIds }, actor, register: { engine } }) => {
    await engine.storage.prepare();
    const read = await readNames(engine, [...new Set(contactIds)], actor);
    if (read.kind === 'unread')
      return problem(503, 'HubSpot does not tell the names', 'Some contacts could not be read: try again.', {
        'retry-after': '60',
      });
    const answer: NamesAnswer = { names: [...read.names], missing: [...read.missing] };
    return json(200, answer);
  },
};
