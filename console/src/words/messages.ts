import { formatCount, pluralOf } from './formats.ts';
import { type Language, useLanguage } from './language.ts';
import { type KeyOf, type TableName, wordsIn } from './load.ts';
import type { Message, Table } from './message.ts';

/** What stands in place of the braces; numbers are written as the language does. */
type Values = Readonly<Record<string, string | number>>;

/** Gives a text in the language of the page. */
export type Translate<Name extends TableName> = (key: KeyOf<Name>, values?: Values) => string;

/** The texts of a table in the language of the page. */
export function useMessages<Name extends TableName>(name: Name): Translate<Name> {
  const { language } = useLanguage();
  const own = wordsIn(language)[name];
  return (key, values = {}) => fill(own[key], values, language);
}

/** The text for a code of the API, `otherwise` where there is none, or the code itself: the API may gain codes. */
export function codeText(name: TableName, language: Language, code: string, otherwise = code): string {
  const own: Table = wordsIn(language)[name];
  const message = Object.hasOwn(own, code) ? own[code] : undefined;
  return message === undefined ? otherwise : fill(message, {}, language);
}

/** Codes that a table has texts for, in its order. */
export function codesIn(name: TableName, language: Language): readonly string[] {
  return Object.keys(wordsIn(language)[name]);
}

/** The codes of a table with their texts, after one for none of them: what a choice offers. */
export function codeOptions(name: TableName, language: Language, none: string): readonly (readonly [string, string])[] {
  return [['', none], ...codesIn(name, language).map((code) => [code, codeText(name, language, code)] as const)];
}

function fill(message: Message, values: Values, language: Language): string {
  const { count } = values;
  const text =
    typeof message === 'string' ? message : message[pluralOf(typeof count === 'number' ? count : 0, language)];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? formatCount(value, language) : value;
  });
}
