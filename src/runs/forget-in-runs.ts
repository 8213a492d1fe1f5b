import type { ChangeList } from './change-list.ts';
import type { Ledger } from './ledger.ts';
import type { Reports } from './reports.ts';

interface Places {
  readonly reports: Pick<Reports, 'forgetContacts'>;
  readonly changes: Pick<ChangeList, 'forgetContacts'>;
  readonly ledger: Pick<Ledger, 'forgetContacts'>;
}

/**
 * Removes from the table of runs all that names contacts who were erased: failures and notices, changes that dry runs listed, and
 * what runs say of themselves. Goes through the whole table, so it is called once for all of them; safe to repeat. Requests that
 * carried an `Idempotency-Key` name nobody: they are kept for a day, as keyed hashes.
 */
export async function forgetInRuns({ reports, changes, ledger }: Places, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return;
  await reports.forgetContacts(ids);
  await changes.forgetContacts(ids);
  await ledger.forgetContacts(ids);
}
