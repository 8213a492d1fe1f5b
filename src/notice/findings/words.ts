import type { Language } from '../../policy/text.ts';
import type { FindingCode, FindingWords } from './codes.ts';
import { ENGLISH_WORDS } from './words-en.ts';
import { FINNISH_WORDS } from './words-fi.ts';

/** The words of a finding in a language of the notice. */
export function wordsOf(code: FindingCode, lang: Language): FindingWords {
  return (lang === 'fi' ? FINNISH_WORDS : ENGLISH_WORDS)[code];
}
