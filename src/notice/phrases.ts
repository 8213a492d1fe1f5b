import { DateTime } from 'luxon';
import type { Language, LocalText } from '../policy/text.ts';
import { type Block, type Line, linesIn, paragraph, type Said } from './document.ts';

/** How the sections say things in one language. */
export interface Phrases {
  readonly lang: Language;
  line(...parts: readonly Said[]): Line;
  /** The program's own words in this language. */
  own(words: Readonly<Record<Language, string>>): string;
  /** A text of the policy, of which each line is a paragraph. */
  texts(text: LocalText | null): Block[];
  /** A calendar date. */
  date(iso: string): string;
  /** The name of a country by its code. */
  country(code: string): string;
}

/** Makes them. */
export function phrasesIn(lang: Language): Phrases {
  const line = linesIn(lang);
  const countries = new Intl.DisplayNames([lang === 'fi' ? 'fi' : 'en-GB'], { type: 'region' });
  return {
    lang,
    line,
    own: (words) => words[lang],
    texts: (text) =>
      line(text).flatMap((run) => linesOf(run.text).flatMap((one) => paragraph([{ ...run, text: one }]))),
    date: (iso) => DateTime.fromISO(iso).toFormat(lang === 'fi' ? 'd.M.yyyy' : 'd LLLL yyyy', { locale: 'en-GB' }),
    country: (code) => countries.of(code) ?? code,
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
