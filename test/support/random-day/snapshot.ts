import type { AccountData, ObjectType } from '../../../local/simulator/account.ts';
import { associatedIds } from '../../../local/simulator/change.ts';
import { activitiesOf, liveIds } from './pick.ts';

/** An activity as a run could see it. */
export interface SeenActivity {
  readonly type: ObjectType;
  readonly id: string;
  readonly updatedAt: string | undefined;
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}

/** What a run could see of an account: of live contacts their primary company, of live activities their associations. */
export interface Snapshot {
  readonly companyOf: ReadonlyMap<string, string | undefined>;
  readonly activities: ReadonlyMap<string, SeenActivity>;
}

/** The account as it is now. */
export function snapshotOf(account: AccountData): Snapshot {
  const { contacts } = account.records;
  return {
    companyOf: new Map(
      liveIds(account, 'contacts').map((id) => [id, contacts.get(id)?.properties.associatedcompanyid]),
    ),
    activities: new Map(
      activitiesOf(account, liveIds).map(({ type, id }) => [
        `${type}:${id}`,
        {
          type,
          id,
          updatedAt: account.records[type].get(id)?.updatedAt,
          contacts: associatedIds(account, type, id, 'contacts'),
          companies: associatedIds(account, type, id, 'companies'),
        },
      ]),
    ),
  };
}
