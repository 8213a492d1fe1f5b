import { z } from 'zod';

const phaseSchema = z.object({
  phase: z.string(),
  seconds: z.number(),
  /** Requests to HubSpot. */
  requests: z.number(),
  /** Requests to Table Storage. */
  storageCalls: z.number(),
  /** Bytes. */
  peakRss: z.number(),
});

export type PhaseTime = z.infer<typeof phaseSchema>;

const countsSchema = z.object({
  total: z.number(),
  processed: z.number(),
  changed: z.number(),
  failed: z.number(),
  unknown: z.number(),
});

/** What the process that ran the slices tells of one run. */
export const runResultSchema = z.object({
  status: z.string(),
  problem: z.string().nullable(),
  seconds: z.number(),
  slices: z.number(),
  contacts: countsSchema,
  companies: countsSchema,
  phases: z.array(phaseSchema),
  storage: z.object({
    transactions: z.number(),
    rowWrites: z.number(),
    queries: z.number(),
    queue: z.number(),
  }),
  auditEvents: z.number(),
  /** Highest of the samples during the run, bytes. */
  peakRss: z.number(),
  /** Since the process was started, bytes. */
  peakOfProcess: z.number(),
});

export type RunResult = z.infer<typeof runResultSchema>;
