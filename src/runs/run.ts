import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { formatInstant } from '../register/instant.ts';
import { undoneSchema } from './undone.ts';
import { unprovedSchema } from './unproved.ts';

const countsSchema = z.object({
  total: z.int(),
  processed: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  unknown: z.int(),
});

/** How many records of a kind a run saw, and what became of them. */
export type Counts = z.infer<typeof countsSchema>;

const NO_COUNTS: Counts = { total: 0, processed: 0, changed: 0, unchanged: 0, failed: 0, unknown: 0 };

/** What a run looks at: everything, what changed, what the passing of time changes, contacts that somebody named, a list of people to erase, or what is held of one person, for a copy. */
export const SCOPES = ['all', 'changed', 'clock', 'contacts', 'erasure', 'copy'] as const;

export type Scope = (typeof SCOPES)[number];

export const PHASES = [
  'queued',
  'preparing',
  'choosing',
  'gathering',
  'reading',
  'activities',
  'joining',
  'deciding_and_writing',
  'examining',
  'erasing',
  'concluding',
  'segmenting',
  'comparing',
  'finished',
] as const;

export const erasureTaskSchema = z.object({ id: z.string(), task: z.enum(['prepare', 'check', 'execute']) });

/** What a run has to do with a list of people to erase. */
export type ErasureTask = z.infer<typeof erasureTaskSchema>;

export const copyTaskSchema = z.object({ requestId: z.string(), format: z.enum(['json', 'html']) });

/** What a run has to write: the copy that a request is about, and in which form. */
export type CopyTask = z.infer<typeof copyTaskSchema>;

const stampsSchema = z.object({ first: z.number(), last: z.number() });

export const runSchema = z.object({
  runId: z.string(),
  scope: z.enum(SCOPES),
  trigger: z.enum(['timer', 'http']),
  actor: z.string(),
  dryRun: z.boolean(),
  status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  phase: z.enum(PHASES),
  /** Of the scope `erasure`: which list, and what is to be done with it. */
  erasure: erasureTaskSchema.nullable().default(null),
  /** Of the scope `copy`. */
  copy: copyTaskSchema.nullable().default(null),
  /** Of the scope `contacts`: whether everybody whose request HubSpot does not show yet is looked at too. */
  forRequests: z.boolean().default(false),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** The instant on which all decisions of the run are based, so that a long run does not contradict itself. */
  decidedAt: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** The instant (ms) before which the run sees all changes; 0 before it has begun. */
  seenUntil: z.number(),
  /** How far HubSpot's clock was ahead of ours when it stamped the run's own writes, ms; `null` while there are none. */
  clockOffset: z.number().nullable(),
  /** HubSpot's first and last stamp on the run's own writes (ms); 0 while there are none. */
  stamps: z.object({ contacts: stampsSchema, companies: stampsSchema }),
  /** What the run's decisions rest on: policy, purposes and the form of what is remembered. */
  basis: z.string(),
  slice: z.int(),
  /** How often the current slice was begun; more than once means that it was cut short. */
  claims: z.int(),
  /** Failures since the last progress. */
  failures: z.int(),
  /** Until when (ms) the instance that works on the run may be taken to be alive; 0 when nobody works on it. */
  leaseUntil: z.int(),
  /** Earliest time to go on (ms); 0 when at once. */
  notBefore: z.int(),
  /** Why the run failed, or why its last slice did. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What the run could not do as a whole, and why; not tied to one contact. */
  problems: z.array(z.string()),
  /** What it did otherwise than asked, and why: nobody has to mend anything. */
  notes: z.array(z.string()).default([]),
  /** What could not be proved to be all there is: while there is any, nobody newly becomes `ended`. */
  unproved: z.array(unprovedSchema).default([]),
  contacts: countsSchema,
  companies: countsSchema,
  /** Records that could not be decided or written, and why. */
  undone: undoneSchema,
  /** Associations to activities: how many a reconcile has found, and of how many the activity has been read. */
  links: z.object({ found: z.int(), followed: z.int() }).default({ found: 0, followed: 0 }),
  /** How long slices have worked on the run, ms: what it waited for, and what crashes lost, is not in it. */
  workedMs: z.number().default(0),
  requests: z.object({ count: z.int(), retried: z.int(), throttledMs: z.int() }),
  /** Where each phase goes on, by its name; what it means is the phase's own (`cursor.ts`). */
  cursors: z.partialRecord(z.enum(PHASES), z.unknown()).default({}),
  /** Changes with every save: tells whether a save whose answer was lost has happened. */
  revision: z.string(),
});

/** One run: what it is to do, how far it is, and what came of it. Holds ids, dates and numbers only. */
export type Run = z.infer<typeof runSchema>;

/**
 * A run that waits for its turn, asked for at `now` (ms). Its id comes from the system's clock, which moves on even where
 * `now` stands still: runs have their turns in the order of their ids.
 */
export function newRun(
  request: Pick<Run, 'scope' | 'trigger' | 'actor' | 'dryRun'> & {
    readonly runId?: string;
    readonly erasure?: ErasureTask;
    readonly copy?: CopyTask;
    readonly forRequests?: boolean;
  },
  now: number,
  systemNow: number,
): Run {
  return {
    runId: newRunId(systemNow),
    erasure: null,
    copy: null,
    forRequests: false,
    ...request,
    status: 'queued',
    phase: 'queued',
    queuedAt: formatInstant(now),
    startedAt: null,
    finishedAt: null,
    decidedAt: null,
    timeZone: null,
    seenUntil: 0,
    clockOffset: null,
    stamps: { contacts: { first: 0, last: 0 }, companies: { first: 0, last: 0 } },
    basis: '',
    slice: 0,
    claims: 0,
    failures: 0,
    leaseUntil: 0,
    notBefore: 0,
    error: null,
    problems: [],
    notes: [],
    unproved: [],
    contacts: NO_COUNTS,
    companies: NO_COUNTS,
    undone: undoneSchema.parse(undefined),
    links: { found: 0, followed: 0 },
    workedMs: 0,
    requests: { count: 0, retried: 0, throttledMs: 0 },
    cursors: {},
    revision: newRevision(),
  };
}

export function isFinished({ status }: Pick<Run, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

export function newRevision(): string {
  return randomBytes(8).toString('hex');
}

/** Ids of runs sort by the time they were asked for: `20261123T080000123Z-1f2e3d4c`. */
export function newRunId(now: number): string {
  return `${timeInRunId(now)}-${randomBytes(4).toString('hex')}`;
}

/** With which the ids of runs begin that were asked for at an instant (ms): `20261123T080000123Z`. */
export function timeInRunId(instant: number): string {
  return formatInstant(instant).replace(/[-:.]/g, '');
}

/** When an id was made, ms of the system's clock. */
export function madeAt(runId: string): number {
  const iso = runId.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z');
  return Date.parse(iso);
}
