import type { Sensitivity } from '../../hubspot/property-definitions.ts';
import type { RecordKind } from '../../register/record.ts';
import type { DriftRow, Watched } from './row.ts';

/** Search may not count beyond it (HubSpot search guide). */
const MOST_COUNTED = 10_000;

/** A property that holds data and is in no category of the notice (§6). */
interface UndeclaredProperty {
  readonly object: RecordKind;
  readonly property: string;
  readonly sensitivity: Sensitivity;
  /** Live records that hold a value, when it was counted. */
  readonly records: number;
  /** Whether there may be more. */
  readonly orMore: boolean;
  readonly countedAt: string;
}

/** Why it is not known whether a property holds data. */
export const UNCOUNTED_REASONS = ['not_yet', 'refused', 'may_lack_scope'] as const;

type UncountedReason = (typeof UNCOUNTED_REASONS)[number];

/** A property of which it is not known whether it holds data. */
interface UncountedProperty {
  readonly object: RecordKind;
  readonly property: string;
  readonly sensitivity: Sensitivity;
  readonly reason: UncountedReason;
}

/** Where the account and the notice differ. */
export interface Drift {
  readonly undeclared: readonly UndeclaredProperty[];
  readonly uncounted: readonly UncountedProperty[];
}

/**
 * The properties that hold data, the most records first, and those of which that is not known. Nothing found of a sensitive one
 * proves nothing: its values take a scope, and without it there seem to be none.
 */
export function driftIn({ watched }: Pick<DriftRow, 'watched'>): Drift {
  const undeclared = watched.flatMap((one) => {
    const { object, name, sensitivity, count } = one;
    if (count === null || count.records === 0) return [];
    const { records, at } = count;
    return [{ object, property: name, sensitivity, records, orMore: records === MOST_COUNTED, countedAt: at }];
  });
  const uncounted = watched.flatMap((one) => {
    const reason = whyUncounted(one);
    return reason === undefined
      ? []
      : [{ object: one.object, property: one.name, sensitivity: one.sensitivity, reason }];
  });
  return { undeclared: undeclared.toSorted((a, b) => b.records - a.records), uncounted };
}

function whyUncounted({ sensitivity, count, failure }: Watched): UncountedReason | undefined {
  // What held nothing once may hold something since.
  if (failure !== null) return count === null || count.records === 0 ? 'refused' : undefined;
  if (count === null) return 'not_yet';
  return count.records === 0 && sensitivity !== 'non_sensitive' ? 'may_lack_scope' : undefined;
}
