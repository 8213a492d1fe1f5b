import type { Language } from '../../policy/text.ts';
import { LETTERS, type Letter } from '../requests/request.ts';

/** The languages that every template is there in. */
export const LETTER_LANGUAGES = ['fi', 'en'] as const satisfies readonly Language[];

/** Parts that several letters share: `{% render 'remedy' %}`. */
export const PARTS = ['remedy', 'closing'] as const;

export type Part = (typeof PARTS)[number];

/** A template: a letter, or a part of letters. */
export type TemplateName = Letter | Part;

/** Every template that a folder must hold, in each language. */
export const TEMPLATE_NAMES: readonly TemplateName[] = [...LETTERS, ...PARTS];

export function isPart(name: string): name is Part {
  return PARTS.some((part) => part === name);
}

/** The file of a template in its folder. */
export function templateFile(name: TemplateName, language: Language): string {
  return `${name}.${language}.md`;
}

/** What a letter must name, itself or in a part that it renders, because the law asks for it. */
export const REQUIRED: Readonly<Record<Letter, readonly string[]>> = {
  receipt: [],
  identity: [],
  // Art. 12(3): why, and until when.
  extension: ['extension.complexity', 'extension.number', 'extension.newDueOn'],
  // Art. 12(4), also where only a part is refused.
  answer: ['nothingHeld', 'refused.what', 'refused.ground', 'authority.name'],
  refusal: ['unidentified', 'refused.what', 'refused.ground', 'authority.name'],
  lifting: [],
};
