import type * as Finnish from './fi/tables.ts';
import type { Language } from './language.ts';
import type { Same } from './message.ts';
import { type Packed, unpack } from './packed.ts';

/** What tables of texts are called, the same in both languages. */
export type TableName = keyof typeof Finnish;

/** Keys of a table. */
export type KeyOf<Name extends TableName> = keyof (typeof Finnish)[Name] & string;

type Words = { readonly [Name in TableName]: Same<(typeof Finnish)[Name]> };

/** Each language is a file of its own: nobody fetches what they do not read. */
const FILES: Readonly<Record<Language, () => Promise<{ readonly default: Packed }>>> = {
  fi: () => import('./fi/index.ts'),
  en: () => import('./en/index.ts'),
};

const loaded = new Map<Language, Words>();

/** Fetches the texts of a language, once. Rejects where they could not be fetched. */
export async function loadWords(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, unpack<Words>((await FILES[language]()).default));
}

/** Texts of a language that was loaded; nothing is shown in another. */
export function wordsIn(language: Language): Words {
  const words = loaded.get(language);
  if (words === undefined) throw new Error(`The texts of ${language} are not loaded.`);
  return words;
}
