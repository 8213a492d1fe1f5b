import { z } from 'zod';
import { FINDINGS, SEVERITIES } from '../../notice/findings/codes.ts';
import { instantSchema } from './instant.ts';

const wordsSchema = z.object({
  says: z.string().describe('What is wrong.'),
  toDo: z.string().describe('What somebody should do.'),
});

const findingSchema = z
  .object({
    code: z.enum(FINDINGS.map(({ code }) => code)),
    article: z.string().describe('Articles of the GDPR that ask for it, such as 13(1)(c).'),
    severity: z
      .enum(SEVERITIES)
      .describe(
        'error: what the notice says has no force; gap: it does not say what the law asks for; advice: mend it.',
      ),
    where: z.array(z.string()).describe('Fields of the policy, such as purposes.0.'),
    fi: wordsSchema,
    en: wordsSchema,
  })
  .meta({ id: 'NoticeFinding' });

/** The answer to `GET /api/notice/findings`. */
export const findingsSchema = z.object({ checkedAt: instantSchema, findings: z.array(findingSchema) });

export type FindingsAnswer = z.infer<typeof findingsSchema>;
