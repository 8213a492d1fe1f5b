import {
  type AccountData,
  type CrmRecord,
  ENGAGEMENT_TYPES,
  type ObjectType,
} from '../../../local/simulator/account.ts';

/** The `nth` of the values, counted round and round; undefined when there are none. */
export function pick<T>(values: readonly T[], nth: number): T | undefined {
  return values[nth % values.length];
}

const isLive = ({ archivedAt, mergedInto }: CrmRecord) => archivedAt === undefined && mergedInto === undefined;
const isArchived = ({ archivedAt, mergedInto }: CrmRecord) => archivedAt !== undefined && mergedInto === undefined;

/** Ids of the records that are neither archived nor merged away. */
export function liveIds({ records }: AccountData, type: ObjectType): string[] {
  return [...records[type].values()].filter(isLive).map(({ id }) => id);
}

/** Ids of the records in the recycle bin. */
export function archivedIds({ records }: AccountData, type: ObjectType): string[] {
  return [...records[type].values()].filter(isArchived).map(({ id }) => id);
}

/** An activity of any type. */
export interface SomeActivity {
  readonly type: ObjectType;
  readonly id: string;
}

/** All activities for which `idsOf` gives ids. */
export function activitiesOf(
  account: AccountData,
  idsOf: (account: AccountData, type: ObjectType) => string[],
): SomeActivity[] {
  return ENGAGEMENT_TYPES.flatMap((type) => idsOf(account, type).map((id) => ({ type, id })));
}
