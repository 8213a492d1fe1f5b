import type { AccountData } from '../../../local/simulator/account.ts';
import type { Reach } from './reach.ts';
import { type SeenActivity, type Snapshot, snapshotOf } from './snapshot.ts';

type Kind = 'contacts' | 'companies';

/**
 * What changed since a run without stamping a modified date that search could show, so that only a reconcile can put it
 * right:
 * - whoever an activity was associated with that is archived by now, or that is not associated with it any more;
 * - whoever was associated with an activity that was not itself modified;
 * - the company of a contact that was archived or purged: it has lost one of its people.
 * All that was created, edited, restored, moved to another company or survived a merge is stamped, and a survivor names
 * those that were merged into it.
 */
export function unseenSince(before: Snapshot, account: AccountData): Reach {
  const now = snapshotOf(account);
  const contacts: string[] = [];
  const companies: string[] = [];
  for (const [key, was] of before.activities) {
    const is = now.activities.get(key);
    contacts.push(...unseenAssociations(account, was, is, 'contacts'));
    companies.push(...unseenAssociations(account, was, is, 'companies'));
  }
  for (const [id, companyId] of before.companyOf) {
    const survivor = survivorOf(account, 'contacts', id);
    const left = companyId && survivorOf(account, 'companies', companyId);
    if (left && !now.companyOf.has(survivor)) companies.push(left);
  }
  return { contacts, companies };
}

function unseenAssociations(
  account: AccountData,
  was: SeenActivity,
  is: SeenActivity | undefined,
  kind: Kind,
): string[] {
  const before = new Set(was[kind].map((id) => survivorOf(account, kind, id)));
  const now = new Set(is?.[kind]);
  const lost = [...before].filter((id) => !now.has(id));
  const gained = is?.updatedAt === was.updatedAt ? [...now].filter((id) => !before.has(id)) : [];
  return [...lost, ...gained];
}

/** The id that an id leads to, through merges. */
function survivorOf(account: AccountData, kind: Kind, id: string): string {
  const into = account.records[kind].get(id)?.mergedInto;
  return into === undefined ? id : survivorOf(account, kind, into);
}
