/** What became of a change: it was made, was not, or somebody else changed the value in between. */
export const OUTCOMES = ['applied', 'not_applied', 'superseded'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/**
 * What happened that changes no property: a run was asked for or cancelled over HTTP, or either was refused; a record is gone
 * from HubSpot; a list of people to erase came to another state, somebody was taken off it, or it was looked whether everybody is still gone; a contact has an address of somebody
 * who was erased, or that was answered; a request of a person
 * came a step further, a copy of their data was prepared, given or deleted; somebody saw their name on a screen; the policy is another
 * than before; the add-on was taken out of the account, or is in use again; the audit key was changed, events were pruned, the trail did
 * not verify, a backup was put back.
 */
export const OCCURRENCES = [
  'run_requested',
  'run_cancelled',
  'refused',
  'gone',
  'returned',
  'return_answered',
  'erasure_requested',
  'erasure_prepared',
  'erasure_excluded',
  'erasure_approved',
  'erasure_checked',
  'erasure_returned',
  'erasure_rejected',
  'erasure_cancelled',
  'erasure_begun',
  'erasure_ended',
  'erasure_looked_after',
  'request_filed',
  'request_identity_asked',
  'request_identified',
  'request_paused',
  'request_resumed',
  'request_extended',
  'request_proposed',
  'request_decided',
  'request_erased',
  'request_letter_sent',
  'request_recipient_told',
  'request_completed',
  'request_lifted',
  'request_withdrawn',
  'request_expired',
  'request_rectified',
  'request_restricted',
  'names_shown',
  'copy_prepared',
  'copy_deleted',
  'disclosed',
  'policy_changed',
  'offboarding_exported',
  'offboarded',
  'onboarded',
  'key_changed',
  'pruned',
  'verification_failed',
  'restored',
] as const;

export type OccurrenceAction = (typeof OCCURRENCES)[number];

/** What an event says: of a change `intent` before the write and its outcome afterwards, or that something happened. */
export const ACTIONS = ['intent', ...OUTCOMES, ...OCCURRENCES] as const;

/** One event of the audit trail, as it is listed. Entries hold them (`entry.ts`): one row may hold many. */
export interface ChainedEvent {
  readonly chain: string;
  /** Its number in the chain, from 1. */
  readonly sequence: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly runId: string;
  readonly actor: string;
  readonly action: (typeof ACTIONS)[number];
  /** `contact:101`, `company:201` or `definitions:contacts`; of what happened also `run:ID`, `erasure:ID`, `request:ID`, `function:NAME`, `policy:notice` or `audit:CHAIN`. */
  readonly subject: string;
  /** Empty when no property is concerned; so are `before` and `after` then. */
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly cause: string;
  /** Names the key that the hash was made with, without revealing it. */
  readonly keyId: string;
  /** Hash of the entry before that of the event. */
  readonly previousHash: string;
  /** Hash of its entry: the events of one entry share it. */
  readonly hash: string;
}
