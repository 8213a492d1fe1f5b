import { type Change, differences } from '../register/difference.ts';
import type { RegisterProperty } from '../register/property.ts';
import type { RecordRef } from '../register/record.ts';

/** What should be written into one record, and why. */
export interface Decided extends RecordRef {
  /** `false` for an archived company, whose own flags are not written. */
  readonly live: boolean;
  readonly wanted: Readonly<Record<string, string | undefined>>;
  /** Values that HubSpot held when the record was read. */
  readonly held: Readonly<Record<string, string>>;
  readonly properties: readonly RegisterProperty[];
  /** Why the wanted values are what they are, for the audit trail. */
  readonly cause: string;
  /** Properties whose values have another reason. */
  readonly causes: Readonly<Record<string, string>>;
  readonly unknown: boolean;
  /** What could not be read; empty unless the record is unknown for that reason. */
  readonly unreadable: readonly string[];
  /** Whether it has to be looked at again, though nothing of it has failed. */
  readonly again: boolean;
  /** What staff should look at, though it stops nothing. */
  readonly notices: readonly string[];
  /** Properties that somebody else changed since the add-on last looked. */
  readonly edited: readonly string[];
  /** Those of them that were put back again and again of late. */
  readonly keptBeingEdited: readonly string[];
  /** When properties were put back of late, this time included. */
  readonly putBack: Readonly<Record<string, string[]>>;
}

/** What has to change in HubSpot, given what it holds. */
export function changesOf({ wanted, properties }: Decided, held: Readonly<Record<string, string>>): Change[] {
  return differences(held, wanted, properties);
}
