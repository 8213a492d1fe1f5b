import { z } from 'zod';
import { localText, orSilent, words } from './text.ts';

/** What lets personal data leave the EEA (Art. 44 to 49), or that it does not. */
const MECHANISMS = ['eea', 'adequacy', 'dpf', 'scc', 'bcr', 'none', 'privacy_shield'] as const;

/** Who receives the data, on whose behalf, where, and what protects it there: §4, §9 and Art. 13(1)(e), (f). */
export const processorSchema = z.strictObject({
  name: words,
  role: orSilent(z.enum(['processor', 'controller', 'joint_controller'])).describe('Art. 4(7), 26, 28.'),
  purpose: orSilent(localText).describe('What the recipient does with the data.'),
  country: orSilent(z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two letters (ISO 3166-1) such as FI')),
  mechanism: orSilent(z.enum(MECHANISMS)).describe(
    'eea: data stays in the EEA; adequacy: Art. 45; dpf: EU-US Data Privacy Framework; scc: model clauses (EU) 2021/914; bcr: Art. 47.',
  ),
  evidence: orSilent(words).describe('Where the safeguard, or a copy of it, is to be found: a document or an address.'),
  checkedOn: orSilent(z.iso.date()).describe('When somebody last looked that the safeguard still holds.'),
  safeguard: orSilent(localText).describe(
    '§9, §10 Where data is and what protects it, as the notice says of this recipient.',
  ),
});

export type Processor = z.infer<typeof processorSchema>;
