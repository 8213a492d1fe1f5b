import { readAssociations } from '../../hubspot/associations.ts';
import type { SliceContext } from '../context.ts';
import type { Gathered } from './gathered.ts';

interface People {
  /** Those who are remembered, and those whom HubSpot associates with the company and nobody remembers. */
  readonly likely: readonly string[];
  /** Everybody whom HubSpot associates with it besides: whose colleagues they are, their records say. */
  readonly all: readonly string[];
}

/**
 * Who belongs, or may belong, to companies. A run that never saw somebody must not take a colleague for the last one, so HubSpot is
 * asked as well.
 */
export class CompanyPeople {
  readonly #people = new Map<string, People>();
  readonly #unread = new Map<string, string>();

  /** Finds out about companies that were not asked about yet. */
  async find({ hubspot, state }: SliceContext, companies: readonly string[]): Promise<void> {
    const unknown = companies.filter((id) => !this.#people.has(id));
    const [remembered, associated] = await Promise.all([
      state.membersOf(unknown),
      readAssociations(hubspot, 'companies', 'contacts', unknown),
    ]);
    for (const [id, reason] of associated.unread) {
      this.#unread.set(id, `people of company ${id} could not be read (${reason})`);
    }
    const known = await state.contacts.getMany([...associated.of.values()].flat());
    for (const id of unknown) {
      const [members = [], named = []] = [remembered.get(id), associated.of.get(id)];
      const strangers = named.filter((contact) => !known.has(contact));
      this.#people.set(id, { likely: [...members, ...strangers], all: [...members, ...named] });
    }
  }

  /** Ids of contacts that may belong to these companies; with `all`, also those who are remembered with another. */
  of(companies: Iterable<string>, all: boolean): string[] {
    return [...companies].flatMap((id) => {
      const people = this.#people.get(id);
      return (all ? people?.all : people?.likely) ?? [];
    });
  }

  /**
   * Companies not all of whose people could be read, each with the reason. Of those who are remembered with it their clocks say so;
   * of others nothing else says whose colleagues they are.
   */
  unread({ contacts }: Gathered): Map<string, string> {
    const unread = new Map(this.#unread);
    for (const [company, { all }] of this.#people) {
      for (const id of all) {
        const contact = contacts.get(id);
        const isUnread = contact && !contact.gone && contact.listed === undefined;
        if (isUnread && contact.before?.companyId !== company) unread.set(company, `contact ${id} could not be read`);
      }
    }
    return unread;
  }
}
