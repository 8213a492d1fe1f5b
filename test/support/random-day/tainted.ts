import type { AccountData } from '../../../local/simulator/account.ts';
import { type Reach, reachOf } from './reach.ts';

/**
 * Records whose values may be wrong until the next reconcile, because they rest on something that search could not show. It
 * errs on the safe side: whatever rests on a tainted record, now or later, is tainted too, and stays so even when a later
 * change makes a sync look at it.
 */
export class Tainted {
  #reach: Reach = { contacts: [], companies: [] };

  /** Adds what became unreliable, and what rests on any of it as the account is now. */
  add(account: AccountData, { contacts, companies }: Reach): void {
    this.#reach = reachOf(account, {
      contacts: [...this.#reach.contacts, ...contacts],
      companies: [...this.#reach.companies, ...companies],
    });
  }

  has(kind: 'contacts' | 'companies', id: string): boolean {
    return this.#reach[kind].includes(id);
  }

  /** A reconcile has looked at everything. */
  clear(): void {
    this.#reach = { contacts: [], companies: [] };
  }
}
