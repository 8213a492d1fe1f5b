import { z } from 'zod';
import { runSchema, SCOPES } from '../../runs/run.ts';

/** The answer to `POST /api/resync`. */
export const startedSchema = z
  .object({
    runId: runSchema.shape.runId.describe('Names the run in all other requests.'),
    status: z.literal('queued'),
    scope: z.enum(SCOPES).exclude(['clock', 'erasure']),
    dryRun: z.boolean(),
  })
  .meta({ id: 'Started', description: 'A run that was asked for.' });

export type Started = z.input<typeof startedSchema>;
