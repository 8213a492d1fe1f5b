import { z } from 'zod';
import { STATUSES } from '../../health/check.ts';
import { instantSchema } from './instant.ts';

const statusSchema = z
  .enum(STATUSES)
  .describe('`degraded` needs somebody’s attention, `failed` means that the register is not kept.');

const checkSchema = z
  .looseObject({
    name: z.string(),
    status: statusSchema,
    reason: z.string().optional().describe('What is wrong, or what is not known.'),
    action: z.string().optional().describe('What to do about it.'),
  })
  .meta({ id: 'Check', description: 'One thing that was looked at, with facts of its own beside the status.' });

const ofAccountSchema = z.object({
  account: z.string(),
  status: statusSchema,
  checkedAt: instantSchema,
  checks: z.array(checkSchema),
});

/** The answer to `GET /api/health`; to somebody without a role the status alone. */
export const healthSchema = z
  .object({
    status: statusSchema,
    checkedAt: instantSchema.optional(),
    checks: z.array(checkSchema).optional(),
    accounts: z
      .array(ofAccountSchema)
      .optional()
      .describe('Where there are several HubSpot accounts and none is named: each that the caller may see.'),
  })
  .meta({ id: 'Health', description: 'How the register is. A caller without a role is told the status alone.' });

export type HealthAnswer = z.input<typeof healthSchema>;
