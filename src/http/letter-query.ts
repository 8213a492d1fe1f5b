import { z } from 'zod';
import { LETTER_LANGUAGES } from '../rights/letters/letter-files.ts';
import { LETTERS } from '../rights/requests/request.ts';
import { oneOf } from './request-fields.ts';

/** Query of `GET /api/requests/{id}/letter`. */
export const letterQuerySchema = z.strictObject({
  kind: oneOf(LETTERS).optional().describe('Which letter; without it the one that the state of the request calls for.'),
  lang: oneOf(LETTER_LANGUAGES).default('fi').describe('In which language.'),
});
