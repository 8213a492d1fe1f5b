import { z } from 'zod';
import { LANGUAGES, type Language } from '../policy/text.ts';

/** The query of a document that there is in both languages of the notice. */
export interface LanguageRequest {
  readonly lang: Language;
}

const error = `must be ${LANGUAGES.join(' or ')}`;

export const languageQuery: z.ZodType<LanguageRequest> = z.strictObject({
  lang: z
    .enum(LANGUAGES, { error })
    .default('fi')
    .describe('Language. What the notice says in Finnish alone stays Finnish.'),
});
