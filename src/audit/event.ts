/**
 * What an event says of a change: `intent` before the write; afterwards `applied`, `not_applied`, or `superseded` when
 * somebody else changed the value in between.
 */
type AuditAction = 'intent' | Outcome;

export type Outcome = 'applied' | 'not_applied' | 'superseded';

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
  /** `contact:101` or `company:201`. */
  readonly subject: string;
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly cause: string;
  /** Names the key that the hash was made with, without revealing it. */
  readonly keyId: string;
}

/** An event with the hash that ties it to all events before it. */
export interface ChainedEvent extends AuditEvent {
  readonly hash: string;
}
