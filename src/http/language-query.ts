import { z } from 'zod';
import { LANGUAGES, type Language } from '../policy/text.ts';
import { oneOf } from './request-fields.ts';

/** The query of a document that there is in both languages of the notice. */
export interface LanguageRequest {
  readonly lang: Language;
}

export const languageQuery: z.ZodType<LanguageRequest> = z.strictObject({
  lang: oneOf(LANGUAGES).default('fi').describe('Language. What the notice says in Finnish alone stays Finnish.'),
});
