import { z } from 'zod';
import type { LimitName } from './limits.ts';

/** Times are milliseconds since 1970, by the clock of the process that wrote them. */
const time = z.number();

const blockSchema = z.object({
  /** The process it was granted to, and its number there. */
  owner: z.string(),
  id: z.int(),
  count: z.int().min(1),
  grantedAt: time,
  /** When the last of its requests was answered or given up; while it is open, when that must have happened at the latest. */
  until: time,
  open: z.boolean(),
});

/** Requests granted together to one process. */
export type Block = z.infer<typeof blockSchema>;

/** Keeps the state below what a table's property holds (32,768 characters), of which a block takes about a hundred. */
export const MOST_BLOCKS = 90;

const windowSchema = z.object({ blocks: z.array(blockSchema).max(MOST_BLOCKS), pausedUntil: time });

/** What was granted against one limit, and until when none of its requests may go out. */
export type WindowState = z.infer<typeof windowSchema>;

const estimateSchema = z.object({ at: time, count: z.int() });

/** How many requests of other programs HubSpot counted in the window that ended at a time, at least. */
export type Estimate = z.infer<typeof estimateSchema>;

const daySchema = z.object({
  /** In the account's time zone, as ISO text; empty before the first request. */
  date: z.string(),
  /** Our own requests on it, of all kinds. */
  used: z.int().min(0),
  /** What HubSpot last reported: the account's quota, what is left of it for all programs, and when it said so. */
  limit: z.int().nullable(),
  remaining: z.int().nullable(),
  reportedAt: time,
});

export type Day = z.infer<typeof daySchema>;

/** All that the processes of one HubSpot account share about its request budget. */
export const budgetStateSchema = z.object({
  windows: z.object({ ten_secondly: windowSchema, search: windowSchema, associations: windowSchema }),
  /** The ten-second limit that HubSpot last reported. */
  max: z.int().nullable(),
  others: z.array(estimateSchema),
  /** The account's time zone; `null` until it is known. */
  zone: z.string().nullable(),
  day: daySchema,
});

export type BudgetState = z.infer<typeof budgetStateSchema>;

/** The state of an account whose budget nobody has used yet, or lately. */
export function freshState(pausedUntil = 0): BudgetState {
  const window = (): WindowState => ({ blocks: [], pausedUntil });
  return {
    windows: { ten_secondly: window(), search: window(), associations: window() },
    max: null,
    others: [],
    zone: null,
    day: { date: '', used: 0, limit: null, remaining: null, reportedAt: 0 },
  };
}

/** The state with another window for one limit. */
export function withWindow(state: BudgetState, name: LimitName, window: WindowState): BudgetState {
  return { ...state, windows: { ...state.windows, [name]: window } };
}
