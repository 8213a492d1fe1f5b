import { z } from 'zod';
import { PHASES } from '../../src/runs/run.ts';

const counts = z.object({
  total: z.int(),
  processed: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  unknown: z.int(),
});

/** The answer of `GET /api/runs/{runId}`, as far as it is shown here. */
export const runViewSchema = z.object({
  runId: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  phase: z.enum(PHASES),
  contacts: counts,
  companies: counts,
  requests: z.object({ count: z.int(), retried: z.int(), throttledMs: z.int() }),
  failures: z.array(
    z.object({ contactId: z.string().optional(), companyId: z.string().optional(), reason: z.string() }),
  ),
  notices: z.array(
    z.object({ contactId: z.string().optional(), companyId: z.string().optional(), reason: z.string() }),
  ),
  problems: z.array(z.string()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});

export type RunView = z.infer<typeof runViewSchema>;

export function hasEnded({ status }: Pick<RunView, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}
