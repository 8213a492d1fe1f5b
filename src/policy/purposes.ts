import { z } from 'zod';
import { DATA_CATEGORIES } from './data-categories.ts';
import { type LocalText, localText, orSilent, words } from './text.ts';

/** Legal bases of Art. 6(1)(a) to (f), in the order of the article. */
export const BASES = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
] as const;

export type Basis = (typeof BASES)[number];

const purpose = z.strictObject({
  code: orSilent(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a code of a-z, 0-9 and _')),
  text: localText,
  basis: orSilent(z.enum(BASES)).describe('Art. 6(1), 13(1)(c).'),
  legitimateInterest: orSilent(localText).describe('Art. 13(1)(d) The interest, where that is the basis.'),
  categories: orSilent(z.array(z.enum(DATA_CATEGORIES)).min(1)).describe('Categories of §6 that serve this purpose.'),
});

/** §5 A purpose; a plain text, as older files have it, says nothing of its basis. */
export const purposeSchema = z.union([words.transform(saysNoBasis), purpose]);

export type ProcessingPurpose = z.infer<typeof purpose>;

function saysNoBasis(fi: string): ProcessingPurpose {
  const text: LocalText = { fi, en: null };
  return { code: null, text, basis: null, legitimateInterest: null, categories: null };
}
