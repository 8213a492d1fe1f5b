import { z } from 'zod';
import { runSchema } from '../../src/runs/run.ts';

const { shape } = runSchema;

const reasons = z.array(
  z.object({ contactId: z.string().optional(), companyId: z.string().optional(), reason: z.string() }),
);

/** The answer of `GET /api/runs/{runId}`, as far as it is shown here. */
export const runViewSchema = z.object({
  runId: shape.runId,
  status: shape.status,
  phase: shape.phase,
  contacts: shape.contacts,
  companies: shape.companies,
  requests: shape.requests,
  failures: reasons,
  notices: reasons,
  problems: shape.problems,
  error: shape.error,
});

export type RunView = z.infer<typeof runViewSchema>;

export function hasEnded({ status }: Pick<RunView, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}
