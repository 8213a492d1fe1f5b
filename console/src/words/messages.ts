import { formatCount, pluralOf } from './formats.ts';
import { type Language, useLanguage } from './language.tsx';

/** A text, or one for each plural form of `{count}`. Values stand in braces. */
export type Message = string | { readonly one: string; readonly other: string };

/** Texts in both languages, under the same keys. */
export type Messages<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, Message>>>>;

/** What stands in place of the braces; numbers are written as the language does. */
type Values = Readonly<Record<string, string | number>>;

/** Gives a text in the language of the page. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/** Declares texts: what Finnish has, English has to have too, and nothing else. */
export function messages<const Fi extends Readonly<Record<string, Message>>>(
  fi: Fi,
  en: Readonly<Record<keyof Fi & string, Message>>,
): Messages<keyof Fi & string> {
  return { fi, en };
}

/** The texts in the language of the page. */
export function useMessages<Key extends string>(all: Messages<Key>): Translate<Key> {
  const { language } = useLanguage();
  const own = all[language];
  return (key, values = {}) => fill(own[key], values, language);
}

/** The text for a code of the API, `code` itself where there is none: the API may gain codes. */
export function codeText<Key extends string>(all: Messages<Key>, language: Language, code: string): string {
  const own: Readonly<Record<string, Message>> = all[language];
  const message = Object.hasOwn(own, code) ? own[code] : undefined;
  return message === undefined ? code : fill(message, {}, language);
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
