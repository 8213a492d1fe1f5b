/** What became of an intent: the change was made, was not, or somebody else changed the value in between. */
const OUTCOMES = ['applied', 'not_applied', 'superseded'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/**
 * What happened that changes no property: a run was asked for or cancelled over HTTP, or either was refused; a record is gone
 * from HubSpot; the audit key was changed, events were pruned, the trail did not verify.
 */
const OCCURRENCES = [
  'run_requested',
  'run_cancelled',
  'refused',
  'gone',
  'key_changed',
  'pruned',
  'verification_failed',
] as const;

export type OccurrenceAction = (typeof OCCURRENCES)[number];

/** What an event says: of a change `intent` before the write and its outcome afterwards, or that something happened. */
export const ACTIONS = ['intent', ...OUTCOMES, ...OCCURRENCES] as const;

type AuditAction = (typeof ACTIONS)[number];

/** One event of the audit trail (contract §5), in the chain and at the place where it stands. */
export interface AuditEvent {
  readonly chain: string;
  /** Place in the chain, from 1. */
  readonly sequence: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly runId: string;
  readonly actor: string;
  readonly action: AuditAction;
  /** `contact:101` or `company:201`; of what happened also `run:ID`, `function:NAME` or `audit:CHAIN`. */
  readonly subject: string;
  /** Empty when no property is concerned; so are `before` and `after` then. */
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly cause: string;
  /** Names the key that the hash was made with, without revealing it. */
  readonly keyId: string;
}

/** An event with the hash that ties it to all events before it. */
export interface ChainedEvent extends AuditEvent {
  /** Hash of the event before it. */
  readonly previousHash: string;
  readonly hash: string;
}
