import type { AccountData, ObjectType } from '../../local/simulator/account.ts';
import { associatedIds } from '../../local/simulator/change.ts';
import { COUNTED } from './activities.ts';
import type { Effects } from './effects.ts';
import { type DayRequests, noRequests } from './kinds.ts';

const SEARCH_PAGE = 200;
const BATCH = 100;
const ASSOCIATION_BATCH = 1_000;
/** Property definitions of contacts and companies, and the subscription types. */
const PREPARING = 3;

/** How many requests a sync can do with, counted by what happened and not by what it did. */
export interface Floors {
  /**
   * As the issue defines it: pages of changed records, at least one search for each type; association batches, in both
   * directions for each type of activity with changes, and for records whose clocks need all activities; batch reads
   * of the contacts that have to be decided; batches written.
   */
  readonly floor: DayRequests;
  /** Besides, what no sync can do without either: definitions, activities of such records, companies that are written and their people. */
  readonly besides: DayRequests;
}

type Changed = Readonly<Record<ObjectType, ReadonlySet<string>>>;

/** `due` are activities that nobody changed and whose time came. */
export function floorOfSync(account: AccountData, changed: Changed, due: Changed, effects: Effects): Floors {
  const floor = noRequests();
  floor['contact searches'] = Math.max(1, Math.ceil(changed.contacts.size / SEARCH_PAGE));
  floor['company searches'] = Math.max(1, Math.ceil(changed.companies.size / SEARCH_PAGE));
  for (const type of COUNTED) {
    floor['activity searches'] += Math.max(1, Math.ceil(changed[type].size / SEARCH_PAGE));
    floor['associations of activities'] += 2 * Math.ceil((changed[type].size + due[type].size) / ASSOCIATION_BATCH);
  }
  const { contacts, companies, contactsInFull, companiesInFull } = effects;
  floor['associations of contacts'] = COUNTED.length * Math.ceil(contactsInFull.size / ASSOCIATION_BATCH);
  floor['associations of companies'] = COUNTED.length * Math.ceil(companiesInFull.size / ASSOCIATION_BATCH);
  floor['contact reads'] = Math.ceil(contacts.size / BATCH);
  floor['contact updates'] = Math.ceil(contacts.size / BATCH);
  floor['company updates'] = Math.ceil(companies.size / BATCH);
  const besides = noRequests();
  besides.preparing = PREPARING;
  besides['company reads'] = Math.ceil(companies.size / BATCH);
  // Whose people are computed anew are asked of HubSpot as well.
  besides['associations of companies'] = Math.ceil(companies.size / ASSOCIATION_BATCH);
  for (const type of COUNTED) {
    const ids = new Set([
      ...due[type],
      ...[...contactsInFull].flatMap((id) => associatedIds(account, 'contacts', id, type)),
      ...[...companiesInFull].flatMap((id) => associatedIds(account, 'companies', id, type)),
    ]);
    besides['activity reads'] += Math.ceil(ids.size / BATCH);
  }
  return { floor, besides };
}
