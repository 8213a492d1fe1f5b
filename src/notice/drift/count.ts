import { concernsInputs, HubSpotError } from '../../hubspot/errors.ts';
import type { Access } from '../../hubspot/records.ts';
import { countFound, FILTER_GROUPS } from '../../hubspot/search.ts';
import type { RecordKind } from '../../register/record.ts';
import type { Watched } from './row.ts';

/** What came of counting one property: how many live records hold a value, or why that is not known. */
type Counted = { readonly records: number } | { readonly failure: string };

/** Properties that are counted together, and what came of it. */
export interface CountedBatch {
  readonly counted: ReadonlyMap<Watched, Counted>;
  readonly searches: number;
}

/**
 * Takes from the front of a list what is to be counted together: properties of one object that are expected to be empty, as many as
 * a search has groups for, or one that is not. One search that finds nothing settles them all.
 */
export function nextBatch(watched: readonly Watched[]): Watched[] {
  const [first] = watched;
  if (first === undefined) return [];
  if (!isExpectedEmpty(first)) return [first];
  return watched.filter((one) => one.object === first.object && isExpectedEmpty(one)).slice(0, FILTER_GROUPS);
}

/** The most searches that counting a batch may take. */
export function mostSearches(batch: readonly Watched[]): number {
  return batch.length === 1 ? 1 : 1 + batch.length;
}

/** Counts a batch. Throws `HubSpotError` when HubSpot cannot be asked at all, or not today. */
export async function countBatch(access: Access, kind: RecordKind, batch: readonly Watched[]): Promise<CountedBatch> {
  let searches = 0;
  const counted = new Map<Watched, Counted>();
  if (batch.length > 1) {
    const together = await count(batch);
    if ('records' in together && together.records === 0) {
      for (const one of batch) counted.set(one, together);
      return { counted, searches };
    }
  }
  for (const one of batch) counted.set(one, await count([one]));
  return { counted, searches };

  async function count(some: readonly Watched[]): Promise<Counted> {
    searches += 1;
    const groups = some.map(({ name }) => [{ propertyName: name, operator: 'HAS_PROPERTY' as const }]);
    return orFailure(countFound(access, { type: kind, groups }).then((records) => ({ records })));
  }
}

/** What was counted, or why HubSpot would not count it: that a scope is missing, for instance. */
export async function orFailure<Result>(counting: Promise<Result>): Promise<Result | { readonly failure: string }> {
  try {
    return await counting;
  } catch (error) {
    if (concernsInputs(error) || (error instanceof HubSpotError && error.code === 'forbidden'))
      return { failure: error.reason };
    throw error;
  }
}

/** Never counted, or nothing the last time. What could not be counted is asked for alone, or it would take others with it. */
function isExpectedEmpty({ count, failure }: Watched): boolean {
  return failure === null && (count === null || count.records === 0);
}
