import type { PastValue } from '../hubspot/property-history.ts';
import type { Policy } from '../policy/schema.ts';

/** `sourceId` of what somebody did in HubSpot's own pages. */
const USER = /^userId:\d+$/;

/** Whether a person set a value: by a source that the policy takes for one, and under a user's name. */
export function isByAPerson({ sourceType, sourceId, updatedByUserId }: PastValue, { erasure }: Policy): boolean {
  if (!erasure.personSources.includes(sourceType)) return false;
  return (updatedByUserId !== undefined && updatedByUserId > 0) || USER.test(sourceId ?? '');
}

/** What HubSpot names as the source of values of a merge's own (the other record's value, or the primary's anew). */
function isByAMerge({ sourceType }: PastValue): boolean {
  return sourceType === 'MERGE_OBJECTS';
}

/** What HubSpot says of who wrote a value. */
export type ValueSource = Pick<PastValue, 'sourceType' | 'sourceId'>;

/** A property on every contact that nobody but this program has reason to write. */
export const OWN_PROPERTY = 'rekisteri_retention_status';

/**
 * What HubSpot calls this program, from the history of `OWN_PROPERTY` on a contact; `undefined` where that tells of none, or of more
 * than one beside persons and merges: another app, a workflow or an import then wrote there, too.
 */
export function ownSource(past: readonly PastValue[], policy: Policy): ValueSource | undefined {
  const others = past.filter((entry) => !isByAPerson(entry, policy) && !isByAMerge(entry));
  const [first] = others;
  if (first?.sourceId === undefined || !others.every((entry) => isFrom(entry, first))) return undefined;
  return { sourceType: first.sourceType, sourceId: first.sourceId };
}

/** Whether a value was written by this source; by an unknown one nothing was. */
export function isFrom({ sourceType, sourceId }: PastValue, source: ValueSource | undefined): boolean {
  return source !== undefined && sourceType === source.sourceType && sourceId === source.sourceId;
}
