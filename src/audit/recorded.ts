import type { RecordedChange } from './content.ts';
import type { ChainedEvent, OccurrenceAction, Outcome } from './event.ts';

/** Changes that are about to be made together: to one contact, company, or the definitions of one kind of record. */
export interface Intent {
  /** `contact:101`, `company:201`, `definitions:contacts`. */
  readonly subject: string;
  readonly cause: string;
  /** The changes; one may have a cause of its own. */
  readonly changes: readonly Readonly<RecordedChange>[];
}

/** Something that happened and changes no property. */
export interface Occurrence {
  readonly action: OccurrenceAction;
  /** `contact:101`, `company:201`, `run:ID`, `erasure:ID`, `function:NAME`, `policy:notice` or `audit:CHAIN`. */
  readonly subject: string;
  /** Why, or what exactly; ids, codes and numbers only. */
  readonly cause: string;
}

/** Who makes the changes, in which run; the id is empty outside of runs. */
export interface Author {
  readonly runId: string;
  readonly actor: string;
}

/** Intents of one transaction that have no outcome yet, an event for each change, and the key of the row that marks them as open. */
export interface OpenIntents {
  readonly chain: string;
  readonly mark: string;
  readonly events: readonly ChainedEvent[];
}

/** Names one change of a subject, where its changes have fates of their own. */
export function changeName({ subject, property }: { readonly subject: string; readonly property: string }): string {
  return `${subject} ${property}`;
}

/** What became of the intents of one subject, or of one change of it. */
export interface Conclusion {
  readonly outcome: Outcome;
  /** Why; the cause of the intent where there is none. */
  readonly cause?: string;
}
