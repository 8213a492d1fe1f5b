import { z } from 'zod';
import { LETTER_LANGUAGES } from '../rights/letters/letter-files.ts';
import { LETTERS } from '../rights/requests/request.ts';

/** Query of `GET /api/requests/{id}/letter`. */
export const letterQuerySchema = z.strictObject({
  kind: z
    .enum(LETTERS, { error: `must be one of ${LETTERS.join(', ')}` })
    .optional()
    .describe('Which letter; without it the one that the state of the request calls for.'),
  lang: z
    .enum(LETTER_LANGUAGES, { error: `must be one of ${LETTER_LANGUAGES.join(', ')}` })
    .default('fi')
    .describe('In which language.'),
});
