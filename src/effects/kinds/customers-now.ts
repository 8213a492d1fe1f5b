import type { SliceContext } from '../../facts/context.ts';
import { mergedOf } from '../../facts/listed.ts';
import { PARTS } from '../../facts/parts.ts';
import { ARCHIVED_PRINT, PeoplePrints } from '../../facts/people-prints.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import { MERGED, mergedIds } from '../../hubspot/merged-ids.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import type { RecordsById } from '../../hubspot/records.ts';
import { type GroundsNow, readGroundsNow } from './grounds-now.ts';

/** A look at customers is good for so long: their people are spread over many parts, which are written one after another. */
export const MOST_AGE_MS = 60_000;

const AT_ONCE = 4;

/** A customer as HubSpot shows it; `print` is `undefined` where something of it could not be read. */
interface CustomerNow {
  readonly at: number;
  readonly people: readonly string[];
  readonly print: string | undefined;
}

/** Who the people of customers are now: of whoever ends, nobody must have come who was served later. */
export class CustomersNow {
  readonly #customers = new Map<string, CustomerNow>();

  /**
   * Looks at companies that were not looked at within the last minute, with all their people; gives the grounds of these
   * people and of `contacts`. `expected` are the fingerprints that the run has of the companies. A request for each hundred
   * records, and one for a thousand companies.
   */
  async look(
    context: SliceContext,
    expected: ReadonlyMap<string, string | undefined>,
    contacts: readonly string[],
  ): Promise<GroundsNow> {
    const { hubspot, systemNow } = context;
    const at = systemNow();
    const ids = [...expected.keys()].filter((id) => at - (this.#customers.get(id)?.at ?? 0) > MOST_AGE_MS);
    const [people, companies] = await Promise.all([
      readAssociations(hubspot, 'companies', 'contacts', ids),
      readManyRecords(hubspot, 'companies', ids, MERGED.slice(0, 1), AT_ONCE),
    ]);
    const associated = new Map([...people.of].map(([id, some]) => [id, new Set(some)]));
    let now = await readGroundsNow(context, allOf(associated, contacts));
    const look = () => {
      for (const id of ids) {
        const isUnread = people.unread.has(id);
        this.#customers.set(id, { at, ...customerNow(id, isUnread, associated.get(id) ?? new Set(), companies, now) });
      }
    };
    look();
    const differing = ids.filter((id) => this.printOf(id) !== expected.get(id));
    if (differing.length === 0) return now;
    // Those whom the run knows may have been left out by the answer: that alone is no change.
    await addKnownPeople(context, new Set(differing), associated);
    now = await readGroundsNow(context, allOf(associated, contacts));
    look();
    return now;
  }

  /** The fingerprint of a customer now; `undefined` where it is not known. */
  printOf(companyId: string): string | undefined {
    return this.#customers.get(companyId)?.print;
  }

  peopleOf(companyId: string): readonly string[] {
    return this.#customers.get(companyId)?.people ?? [];
  }
}

function allOf(people: ReadonlyMap<string, ReadonlySet<string>>, contacts: readonly string[]): string[] {
  return [...new Set([...contacts, ...[...people.values()].flatMap((some) => [...some])])];
}

async function addKnownPeople(
  { store }: SliceContext,
  companies: ReadonlySet<string>,
  people: Map<string, Set<string>>,
): Promise<void> {
  for await (const { value } of store.all(PARTS.facts.contacts)) {
    for (const { contact, customer } of value) {
      if (customer === undefined || !companies.has(customer.companyId)) continue;
      people.set(customer.companyId, new Set([...(people.get(customer.companyId) ?? []), contact.id]));
    }
  }
}

function customerNow(
  id: string,
  isUnread: boolean,
  associated: ReadonlySet<string>,
  companies: RecordsById,
  { grounds, unread }: GroundsNow,
): Omit<CustomerNow, 'at'> {
  // Nobody can be associated with what is archived.
  if (companies.gone.has(id)) return { people: [], print: ARCHIVED_PRINT };
  const company = companies.found.get(id);
  // Contacts may still name a company that was merged into this one.
  const names = new Set([id, ...(company === undefined ? [] : mergedIds(company.properties))]);
  const people = [...associated].filter((contact) => names.has(grounds.get(contact)?.companyId ?? ''));
  if (company === undefined || isUnread || [...associated].some((contact) => unread.has(contact)))
    return { people, print: undefined };
  const prints = new PeoplePrints();
  prints.add(id, { kind: 'companies', id, merged: mergedOf(company.properties) });
  for (const contact of people)
    prints.add(id, { kind: 'contacts', id: contact, merged: grounds.get(contact)?.merged ?? '' });
  return { people, print: prints.of(id) };
}
