import type { z } from 'zod';
import { returnsPage } from '../../rights/returns/page.ts';
import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { returnsOperations } from '../operations/returns.ts';
import type { Register } from '../register.ts';
import { returnLine } from '../return-answer.ts';
import { continuationBefore, returnsQuerySchema } from '../returns-request.ts';
import type { ReturnList } from '../schemas/return.ts';

/** `GET /api/returns`. */
export const returns: Endpoint<z.infer<typeof returnsQuerySchema>, undefined, Register> = {
  name: 'returns',
  operations: returnsOperations,
  route: 'returns',
  personRequired: true,
  query: returnsQuerySchema,
  body: NO_BODY,
  answer: async ({ query: { limit, continuation }, register: { engine } }) => {
    await engine.storage.prepare();
    const { shown, next } = await returnsPage(engine, limit, continuation);
    const more = next === undefined ? null : continuationBefore(next);
    const answer: ReturnList = { returns: shown.map(returnLine), continuation: more };
    return json(200, answer);
  },
};
