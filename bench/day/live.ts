import { type AccountData, type CrmRecord, OBJECT_TYPES, type ObjectType } from '../../local/simulator/account.ts';
import { byType } from '../../local/simulator/account-properties.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { COUNTED } from './activities.ts';
import type { Cast } from './cast.ts';
import { changeActivities } from './change-activities.ts';
import { changeCompanies, changeContacts } from './change-records.ts';
import { clocksOf } from './clocks.ts';
import { effectsOf } from './effects.ts';
import { type Floors, floorOfSync } from './floor.ts';
import type { Changes } from './size.ts';

/** What happened in some time, and what a sync has to do about it. */
export interface Lived extends Floors {
  /** Contacts, companies and activities that were made or changed. */
  readonly changed: { readonly contacts: number; readonly companies: number; readonly activities: number };
  /** Activities whose time came. */
  readonly due: number;
  /** Contacts and companies whose flags may differ now. */
  readonly touched: { readonly contacts: number; readonly companies: number };
}

/** Lets people change the account from `from` to `to` (epoch ms), and counts what that asks of a sync at `to`. */
export function live(
  account: AccountData,
  policy: Policy,
  cast: Cast,
  changes: Changes,
  from: number,
  to: number,
): Lived {
  const before = clocksOf(account, policy, from);
  const { decisive, added } = changeContacts(account, cast, changes, from, to);
  changeCompanies(account, cast, changes.companies, from, to);
  changeActivities(account, cast, changes, added, before, from, to);
  const effects = effectsOf(before, clocksOf(account, policy, to), new Set(decisive));
  const changed = changedSince(account, from);
  const due = dueBetween(account, from, to, changed);
  const { contacts, companies, ...activities } = changed;
  return {
    ...floorOfSync(account, changed, due, effects),
    changed: { contacts: contacts.size, companies: companies.size, activities: sizeOf(activities) },
    due: sizeOf(due),
    touched: { contacts: effects.contacts.size, companies: effects.companies.size },
  };
}

type ByType = Record<ObjectType, Set<string>>;

/** Later than `from`: what the add-on wrote at that very time is not meant. */
function changedSince(account: AccountData, from: number): ByType {
  return idsWhere(account, OBJECT_TYPES, ({ updatedAt }) => Date.parse(updatedAt) > from);
}

function dueBetween(account: AccountData, from: number, to: number, changed: ByType): ByType {
  return idsWhere(account, COUNTED, ({ id, properties }, type) => {
    const at = Date.parse(properties.hs_meeting_start_time ?? properties.hs_timestamp ?? '');
    return at > from && at <= to && !changed[type].has(id);
  });
}

function idsWhere(
  { records }: AccountData,
  types: readonly ObjectType[],
  holds: (record: CrmRecord, type: ObjectType) => boolean,
): ByType {
  const ids = (type: ObjectType) => {
    if (!types.includes(type)) return new Set<string>();
    return new Set([...records[type].values()].filter((record) => holds(record, type)).map(({ id }) => id));
  };
  return byType(ids);
}

function sizeOf(some: Readonly<Partial<ByType>>): number {
  return Object.values(some).reduce((sum, ids) => sum + ids.size, 0);
}
