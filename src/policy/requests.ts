import { z } from 'zod';

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a code of a-z, 0-9 and _');

/** Refusing because a request is unfounded or excessive takes a proof, and another officer (Art. 12(5); C-526/24). */
export const UNFOUNDED = 'unfounded_or_excessive';

/** Why a request may be refused in whole or in part, GDPR and Tietosuojalaki 1050/2018. */
const DEFAULT_GROUNDS = [
  'identity_not_verified',
  UNFOUNDED,
  'rights_of_others',
  'fi_34_security',
  'fi_34_health_or_rights',
  'fi_34_supervision',
  'legal_obligation',
  'legal_claims',
  'expression',
  'public_interest',
  'archiving_research',
  'still_needed',
  'compelling_grounds',
  'not_applicable_basis',
];

/** How requests of people in the register are answered, §11 to §13 and Art. 12, 15 to 21. */
export const requestsSchema = z
  .strictObject({
    grounds: z
      .array(code)
      .min(1)
      .default([...DEFAULT_GROUNDS])
      .describe('Why what somebody asks for may be refused.'),
    keepYears: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('How long requests are kept after they have ended. Without it as long as audit.keepYears says.'),
  })
  .prefault({})
  .describe('§11-13, Art. 12 and 15 to 21 Requests of people in the register.');
