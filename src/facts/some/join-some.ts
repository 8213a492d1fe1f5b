import { chunk } from '../../chunk.ts';
import { groupBy } from '../../group-by.ts';
import { type Clock, unreadClock } from '../../register/clock.ts';
import { customerOf } from '../../register/customer.ts';
import { compareIds } from '../../register/service-contact.ts';
import { retryKey } from '../../remembered/retry-key.ts';
import type { Report } from '../../runs/reports.ts';
import type { Phase, SliceContext } from '../context.ts';
import type { CompanyFacts, ContactFacts } from '../facts.ts';
import { PART, PARTS } from '../parts.ts';
import { companyOf, type Gathered, type GatheredCompany, loadGathered, loadUnreadPeople } from './gathered.ts';
import { reportUnknown } from './given.ts';
import { openCompanies } from './open-companies.ts';

type Customer = CompanyFacts['customer'];

/** Joins what was gathered into the facts on which contacts and companies are decided (notice §7). */
export const joinSome: Phase = async (context) => {
  const { session, store } = context;
  const gathered = await loadGathered(store, session.run);
  const customers = customersOf(gathered, await loadUnreadPeople(store));
  const contacts = contactFacts(gathered, customers);
  const companies = companyFacts(gathered, customers);
  const parts = { contacts: chunk(contacts, PART), companies: chunk(companies, PART) };
  for (const [number, part] of parts.contacts.entries()) await store.put(PARTS.facts.contacts, number, part);
  for (const [number, part] of parts.companies.entries()) await store.put(PARTS.facts.companies, number, part);
  await store.put(PARTS.factParts, 0, { contacts: parts.contacts.length, companies: parts.companies.length });
  const unread = await reportUnread(context, gathered);
  if (session.run.scope === 'contacts')
    await reportUnknown(context, new Set(contacts.map(({ contact }) => contact.id)));
  await session.checkpoint((run) => ({
    contacts: { ...run.contacts, total: contacts.length + unread, processed: unread, failed: unread },
    companies: { ...run.companies, total: companies.filter(({ company }) => company.live).length },
  }));
  return true;
};

/** Customer clocks: of open companies from all their people, of others as remembered. */
function customersOf(gathered: Gathered, unreadPeople: ReadonlyMap<string, string>): Map<string, Customer> {
  const open = openCompanies(gathered);
  const people = groupBy(gathered.contacts.values(), (contact) => companyOf(contact, gathered));
  const customers = new Map<string, Customer>();
  for (const { id, activity, listed, before } of gathered.companies.values()) {
    const own = (people.get(id) ?? []).map((contact): Clock => contact.own);
    const unread = unreadPeople.get(id);
    if (unread !== undefined) own.push(unreadClock(unread));
    const categories = listed === undefined ? before?.categories : listed.categories;
    if (open.has(id)) customers.set(id, { ...customerOf(id, activity, own), categories });
    else if (before) customers.set(id, { companyId: id, companyActivity: activity, clock: before.clock, categories });
  }
  return customers;
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

/** Reports contacts that could not be read, to be tried again; gives their number. */
async function reportUnread({ reports, session, state }: SliceContext, { contacts }: Gathered): Promise<number> {
  const unread = [...contacts.values()].filter(({ listed, gone }) => listed === undefined && !gone);
  await state.retry.add(unread.map(({ id }) => retryKey({ kind: 'contacts', id })));
  // Their clocks may have moved: whoever meets them next computes them from all activities.
  await state.contacts.putMany(
    unread.flatMap(({ id, own, before }) => (before === undefined ? [] : [[id, { ...before, own }] as const])),
  );
  await reports.add(
    session.run.runId,
    unread.map(({ id, own }): Report => {
      return {
        severity: 'failure',
        kind: 'contacts',
        id,
        reason: own.read ? 'it could not be read' : own.reasons.join('; '),
      };
    }),
  );
  return unread.length;
}
