import type { AccountData } from '../../local/simulator/account.ts';
import { associatedIds, recordOf } from '../../local/simulator/change.ts';
import { digestOf } from '../../src/digest.ts';

/** Gives companies out in an order that is always the same and follows nothing; each once, so that no two changes meet. */
export class Cast {
  readonly #account: AccountData;
  readonly #companies: string[];

  constructor(account: AccountData) {
    this.#account = account;
    const byDigest = [...account.records.companies.keys()].map((id) => ({ id, digest: digestOf(id) }));
    byDigest.sort((a, b) => (a.digest < b.digest ? -1 : 1));
    this.#companies = byDigest.map(({ id }) => id);
  }

  /** A company that was not given out yet. */
  company(): string {
    const id = this.#companies.pop();
    if (id === undefined) throw new RangeError('The account is too small for such a day: give it more contacts.');
    return id;
  }

  companies(count: number): string[] {
    return Array.from({ length: count }, () => this.company());
  }

  /** A contact of each of so many companies. */
  contacts(count: number): { contactId: string; companyId: string }[] {
    return this.companies(count).map((companyId) => {
      const [contactId] = this.peopleOf(companyId);
      if (contactId === undefined) throw new RangeError(`Nobody belongs to company ${companyId}`);
      return { contactId, companyId };
    });
  }

  /** Contacts whose primary company it is. */
  peopleOf(companyId: string): string[] {
    return associatedIds(this.#account, 'companies', companyId, 'contacts').filter(
      (id) => recordOf(this.#account, 'contacts', id).properties.associatedcompanyid === companyId,
    );
  }
}
