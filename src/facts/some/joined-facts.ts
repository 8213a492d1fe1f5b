import { groupBy } from '../../group-by.ts';
import { type Clock, unreadClock } from '../../register/clock.ts';
import { customerOf } from '../../register/customer.ts';
import { compareIds } from '../../register/service-contact.ts';
import type { CompanyFacts, ContactFacts, ListedCompany } from '../facts.ts';
import { ARCHIVED_PRINT, PeoplePrints } from '../people-prints.ts';
import { companyOf, floorsNow, type Gathered, type GatheredCompany, type GatheredContact } from './gathered.ts';
import { openCompanies } from './open-companies.ts';

type Customer = CompanyFacts['customer'];

/**
 * Joins what was gathered into the facts on which contacts and companies are decided (notice §7). `unreadPeople` are companies not
 * all of whose people could be read, each with the reason.
 */
export function joinedFacts(
  gathered: Gathered,
  unreadPeople: ReadonlyMap<string, string>,
): { readonly contacts: ContactFacts[]; readonly companies: CompanyFacts[] } {
  const customers = customersOf(gathered, unreadPeople);
  return { contacts: contactFacts(gathered, customers), companies: companyFacts(gathered, customers) };
}

/** Customer clocks: of open companies from all their people, of others as remembered. */
function customersOf(gathered: Gathered, unreadPeople: ReadonlyMap<string, string>): Map<string, Customer> {
  const open = openCompanies(gathered);
  const floors = floorsNow(gathered);
  const people = groupBy(gathered.contacts.values(), (contact) => companyOf(contact, gathered));
  const customers = new Map<string, Customer>();
  for (const { id, activity, listed, before } of gathered.companies.values()) {
    const theirs = people.get(id) ?? [];
    const own = theirs.map((contact): Clock => contact.own);
    const unread = unreadPeople.get(id);
    if (unread !== undefined) own.push(unreadClock(unread));
    const categories = listed === undefined ? before?.categories : listed.categories;
    if (open.has(id)) {
      const clocks = customerOf(id, activity, own, floors.get(id));
      customers.set(id, { ...clocks, categories, people: printOf(listed, theirs) });
    } else if (before) {
      const { clock, floor } = before;
      customers.set(id, { companyId: id, companyActivity: activity, clock, floor, categories });
    }
  }
  return customers;
}

/** `undefined` where the company, or one of its people, is only remembered. */
function printOf(company: ListedCompany | undefined, people: readonly GatheredContact[]): string | undefined {
  if (company === undefined) return undefined;
  if (!company.live) return ARCHIVED_PRINT;
  const prints = new PeoplePrints();
  prints.add(company.id, { kind: 'companies', ...company });
  for (const { listed } of people) {
    if (listed === undefined) return undefined;
    prints.add(company.id, { kind: 'contacts', ...listed });
  }
  return prints.of(company.id);
}

function contactFacts(gathered: Gathered, customers: ReadonlyMap<string, Customer>): ContactFacts[] {
  const facts = [...gathered.contacts.values()].flatMap((one): ContactFacts[] => {
    const { listed: contact, own, before } = one;
    if (contact === undefined) return [];
    const companyId = companyOf(one, gathered);
    if (companyId === undefined) return [{ contact, own, before }];
    const missing = unreadClock(`company ${companyId} was not found`);
    return [{ contact, own, customer: customers.get(companyId) ?? customerOf(companyId, missing, []), before }];
  });
  return facts.sort((a, b) => compareIds(a.contact.id, b.contact.id));
}

function companyFacts({ companies }: Gathered, customers: ReadonlyMap<string, Customer>): CompanyFacts[] {
  const facts = [...companies.values()].flatMap(({ id, listed: company, before }: GatheredCompany): CompanyFacts[] => {
    const customer = customers.get(id);
    return company === undefined || customer === undefined ? [] : [{ company, customer, before }];
  });
  return facts.sort((a, b) => compareIds(a.company.id, b.company.id));
}
