import { z } from 'zod';
import type { RunResult } from '../run-result.ts';
import { DAY_KINDS } from './kinds.ts';

const requestsSchema = z.record(z.enum(DAY_KINDS), z.number());
const pairSchema = z.object({ contacts: z.number(), companies: z.number() });

export const livedSchema = z.object({
  floor: requestsSchema,
  besides: requestsSchema,
  changed: pairSchema.extend({ activities: z.number() }),
  due: z.number(),
  touched: pairSchema,
});

export const reportSchema = z.object({
  requests: requestsSchema,
  /** Answers with status 429. */
  refused: z.number(),
  /** Property values written into HubSpot. */
  values: z.number(),
  /** Records they were written on. */
  written: pairSchema,
});

/** One run of the day, as all processes saw it. */
export interface DayRun extends z.infer<typeof reportSchema> {
  readonly name: RunName;
  readonly run: RunResult;
  /** What had happened since the run before; absent when only time had passed. */
  readonly lived?: z.infer<typeof livedSchema>;
}

export type RunName =
  | 'first reconcile'
  | 'settling sync'
  | 'sync of the day'
  | 'clock of the day'
  | 'next sync'
  | 'plain quarter'
  | 'busy quarter'
  | 'idle sync'
  | 'idle clock'
  | 'last reconcile';
