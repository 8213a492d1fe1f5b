import { z } from 'zod';
import { verificationSchema } from '../../audit/verification.ts';

/** The answer to `GET /api/audit/verification`. */
export const verificationAnswerSchema = z
  .object({
    which: z.enum(['now', 'last']).describe('Whether it was verified for this answer or before.'),
    ...verificationSchema.shape,
  })
  .meta({ id: 'Verification', description: 'What a verification of the whole audit trail found.' });

export type VerificationAnswer = z.input<typeof verificationAnswerSchema>;
