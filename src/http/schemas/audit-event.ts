import { z } from 'zod';
import { ACTIONS } from '../../audit/event.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

/** An event of the audit trail: as a reader needs it, and then what a verifier needs besides (`docs/audit-format.md`). */
export const auditEventSchema = z
  .object({
    sequence: z.int().min(1).describe('Place in its chain.'),
    at: instantSchema,
    runId: z.string().describe('Empty when it belongs to no run.'),
    actor: z.string().describe('Object id of the caller in Entra, `key`, or `timer`.'),
    action: z.enum(ACTIONS),
    subject: z
      .string()
      .describe('`contact:ID`, `company:ID`, `run:ID`, `function:NAME`, `policy:notice` or `audit:CHAIN`.'),
    property: z
      .string()
      .describe(
        'Empty when no property is concerned. Of people who are erased a step: `erasure:addresses`, `erasure:person`, or an ' +
          'engagement such as `notes:5512`.',
      ),
    before: z.string().describe('Of an engagement its class.'),
    after: z
      .string()
      .describe(
        'Of an engagement what it becomes: `archived`, `kept_scrubbed` or `archived_only` (text nobody may change).',
      ),
    cause: z.string(),
    hash: z.string().describe('Ties it to all events of its chain before it.'),
    chain: z.string(),
    previousHash: z.string(),
    keyId: z.string().describe('Names the key of the hash without revealing it.'),
  })
  .meta({ id: 'AuditEvent' });

export const auditPageSchema = z
  .object({ events: z.array(auditEventSchema).describe('Newest first.'), continuation: continuationSchema })
  .meta({ id: 'AuditPage' });

export type AuditEventAnswer = z.input<typeof auditEventSchema>;
export type AuditPageAnswer = z.input<typeof auditPageSchema>;
