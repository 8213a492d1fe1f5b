import { z } from 'zod';
import { ITEM_STATUSES } from './item.ts';

/** Why people are erased: the end of their retention (§7, §12), or their own request (Art. 17). */
const GROUNDS = ['retention', 'request'] as const;

const LIST_STATES = [
  'preparing',
  'awaiting_approval',
  'checking',
  'approved',
  'executing',
  'completed',
  'partly_completed',
  'rejected',
  'cancelled',
  'failed',
] as const;

export type ListState = (typeof LIST_STATES)[number];

const instant = z.string();

export const withoutScopeSchema = z.array(z.enum(['deals', 'tickets']));

/** A later look whether everybody is still gone. */
const laterCheckSchema = z.object({
  days: z.int(),
  dueOn: z.string(),
  at: instant.nullable(),
  /** Null while it has not been made. */
  result: z.enum(['gone', 'found']).nullable(),
  /** Ids of contacts and engagements (`notes:5512`) that were found again, at most 200; and how many there were. */
  found: z.array(z.string()),
  foundCount: z.int().default(0),
  /** Since when all that was found is known to be gone again. */
  goneAt: instant.nullable().default(null),
});

export type LaterCheck = z.infer<typeof laterCheckSchema>;

/** A list of people to erase: ids, codes, dates and hashes; kept in `RegisterErasures`. */
export const erasureListSchema = z.object({
  id: z.string(),
  ground: z.enum(GROUNDS),
  requestId: z.string().nullable(),
  state: z.enum(LIST_STATES),
  createdAt: instant,
  /** Object ids of everybody who prepared it, or whose call had it prepared anew; the first one first. */
  preparers: z.array(z.string()).min(1),
  /** How many people it takes, by the policy at the time (`approvals.erasure`). */
  approvals: z.union([z.literal(1), z.literal(2)]),
  approver: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** From when on it may be carried out. */
  executeFrom: instant.nullable(),
  rejection: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  cancellation: z.object({ by: z.string(), at: instant }).nullable(),
  /** The run that prepares, checks or carries it out now, or did so last. */
  runId: z.string(),
  /** SHA-256 of its canonical form; null before it is prepared. */
  listHash: z.string().nullable(),
  policyDigest: z.string(),
  /** HubSpot's number of the account whose people are on it; null before it is prepared, and where the token may not read it. */
  portalId: z.int().nullable().default(null),
  /** How many people there are by status; of none before the list is prepared. */
  counts: z.partialRecord(z.enum(ITEM_STATUSES), z.int()).default({}),
  /** Whom a check found to differ from what was approved; the items say what differs. */
  changed: z.object({ at: instant, contacts: z.int() }).nullable(),
  /** Kinds of record that could not be asked about, as the policy allows. */
  withoutScope: withoutScopeSchema,
  /** Why the last run came to nothing, in words. */
  problem: z.string().nullable(),
  executionStartedAt: instant.nullable(),
  /** Runs that have carried it out, the first one first. */
  executionRuns: z.array(z.string()).default([]),
  /** Since when it takes up nobody any more, because somebody cancelled the run that carries it out. */
  stoppedAt: instant.nullable().default(null),
  finishedAt: instant.nullable(),
  laterChecks: z.array(laterCheckSchema),
  /** Changes with every save. */
  revision: z.string(),
});

export type ErasureList = z.infer<typeof erasureListSchema>;

/** Whether it is approved and unfinished: one list of an account at a time. */
export function isActive({ state }: Pick<ErasureList, 'state'>): boolean {
  return state === 'checking' || state === 'approved' || state === 'executing';
}
