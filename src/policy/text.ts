import { z } from 'zod';

/** Text that people read, in the languages of the notice. `en` is `null` where the notice has no English text. */
export interface LocalText {
  readonly fi: string;
  readonly en: string | null;
}

export const LANGUAGES = ['fi', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in one language: the Finnish one, and `lang` says so, where there is none in the language that was asked for. */
export function textIn(text: LocalText, lang: Language): { readonly text: string; readonly lang: Language } {
  const own = text[lang];
  return own === null ? { text: text.fi, lang: 'fi' } : { text: own, lang };
}

/** Facts of the policy that its texts may name, so that each stands in one place: `johon lisätään {years} vuotta`. */
const PLACEHOLDERS = ['years', 'address', 'email'] as const;

type Facts = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>;

const BRACES = /[{}]/;
const FACTS = new RegExp(`\\{(${PLACEHOLDERS.join('|')})\\}`, 'g');

const YEARS: Readonly<Record<Language, string>> = { fi: 'vuotta', en: 'years' };

/** A line of text as the policy file writes it. */
export const words = z.string().trim().min(1);

const plain = words.refine((text) => !BRACES.test(text), 'must not hold { or }: no fact can be filled in here');
const withFacts = words.refine(
  (text) => !BRACES.test(text.replaceAll(FACTS, '')),
  `may hold no { or } but around ${PLACEHOLDERS.join(', ')}`,
);

/** `"teksti"`, or `{"fi": "teksti", "en": "text"}`. */
export const localText = ofLanguages(plain).meta({ id: 'text' });

/** The same, with places for facts (`PLACEHOLDERS`), which the loading of the policy fills in. */
export const textWithFacts = ofLanguages(withFacts).meta({ id: 'textWithFacts' });

/** Fills facts of the policy into a text; of a single year the word after the number is in the singular. */
export function filledIn(text: LocalText | null, facts: Facts): LocalText | null {
  if (text === null) return null;
  const filled = (one: string, lang: Language) =>
    one
      .replaceAll(`{years} ${YEARS[lang]}`, yearsIn(Number(facts.years), lang))
      .replaceAll(FACTS, (_, name: keyof Facts) => facts[name]);
  return { fi: filled(text.fi, 'fi'), en: text.en === null ? null : filled(text.en, 'en') };
}

/** How many years, as a text of the program says it: `1 vuosi`, `10 vuotta`; `1 year`, `10 years`. */
export function yearsIn(years: number, lang: Language): string {
  if (years !== 1) return `${years} ${YEARS[lang]}`;
  return lang === 'fi' ? '1 vuosi' : '1 year';
}

/** For how many years somebody does something, as the object of the sentence: `säilytämme 1 vuoden`, `we keep it for 1 year`. */
export function forYearsIn(years: number, lang: Language): string {
  return lang === 'fi' && years === 1 ? '1 vuoden' : yearsIn(years, lang);
}

/** What the notice may be silent about: `null`, also where the file lacks the key. */
export function orSilent<Schema extends z.ZodType>(schema: Schema): z.ZodDefault<z.ZodNullable<Schema>> {
  return z.nullable(schema).default(null);
}

function ofLanguages(text: typeof words): z.ZodType<LocalText> {
  return z.union([
    text.transform((fi): LocalText => ({ fi, en: null })),
    z.strictObject({ fi: text, en: orSilent(text) }),
  ]);
}
