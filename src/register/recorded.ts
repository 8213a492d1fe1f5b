import type { DataCategory } from './categories.ts';
import type { Instant } from './instant.ts';

/** A value as HubSpot holds it, with what the history of the property says of it. */
export interface RecordedValue {
  /** `null` when empty. */
  readonly value: string | null;
  /** When it was set. */
  readonly since?: Instant;
  /** What set it: `sourceType` of the history, such as `FORM` or `CRM_UI`. */
  readonly hubspotSource?: string;
}

/** A HubSpot record with its values by property; one that is absent is empty. */
export interface RecordedObject {
  readonly id: string;
  readonly values: Readonly<Record<string, RecordedValue | undefined>>;
}

/** One thing that the register holds of a person. */
export interface RegisterEntry {
  /** Category of the notice (§6). */
  readonly category: DataCategory;
  /** Which record holds it. */
  readonly object: 'contact' | 'company';
  readonly id: string;
  readonly property: string;
  /** In Finnish, for the person. */
  readonly label: string;
  /** As HubSpot holds it. */
  readonly value: string;
  /** The sources of the notice (§8) from which it may come; one when that is certain. */
  readonly source: readonly string[];
  /** When it was set; `undefined` when HubSpot does not say. */
  readonly since: Instant | undefined;
}
