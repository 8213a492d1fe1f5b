import type { ActivityType } from '../../policy/activity-types.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import { customerOf } from '../../register/customer.ts';
import type { RecordKind } from '../../register/record.ts';
import { countedTypes } from '../../register/service-contact.ts';
import type { CompanyMemory } from '../../remembered/memory.ts';
import { cursorOf } from '../../runs/cursor.ts';
import type { Phase, SliceContext } from '../context.ts';
import type { CompanyFacts, ContactFacts, ListedCompany } from '../facts.ts';
import { floorOf } from '../floor-of.ts';
import { PARTS } from '../parts.ts';
import { ARCHIVED_PRINT, PeoplePrints } from '../people-prints.ts';
import { listedParts } from './listed-parts.ts';
import { unreadPeople } from './people.ts';
import { READING } from './reading-cursor.ts';

/** Reasons named for one clock; a contact with a thousand unreadable calls needs no thousand lines. */
const MOST_REASONS = 3;

/**
 * Joins what was read into own clocks and customer clocks (notice §7). Works through one activity type at a time, so
 * that memory holds the activities of one type and one clock for each record, however many activities there are.
 */
export const joinAll: Phase = async (context) => {
  const own = new Map<string, Clock>();
  const company = new Map<string, Clock>();
  for (const type of countedTypes(context.policy)) {
    const read = await activitiesOf(context, type);
    await addClocks(context, 'contacts', type, read, own);
    await addClocks(context, 'companies', type, read, company);
  }
  const aliases = new Map(await context.store.get(PARTS.aliases, 0));
  const people = await peopleOfCompanies(context, own, aliases);
  const customers = await saveCompanies(context, company, people);
  await saveContacts(context, own, customers, aliases);
  const { contacts, companies } = cursorOf(context.session.run, READING);
  await context.store.put(PARTS.factParts, 0, { contacts: contacts.parts, companies: companies.parts });
  return true;
};

interface Read {
  /** When each activity that counts was; `undefined` for one that was read and does not count. */
  readonly at: ReadonlyMap<string, number | undefined>;
  readonly unread: ReadonlyMap<string, string>;
}

async function activitiesOf({ store }: SliceContext, type: ActivityType): Promise<Read> {
  const at = new Map<string, number | undefined>();
  const unread = new Map<string, string>();
  for await (const { value } of store.all(PARTS.activities(type))) {
    for (const [id, instant] of value.counting) at.set(id, instant);
    for (const id of value.others) at.set(id, undefined);
    for (const [id, reason] of value.unread) unread.set(id, reason);
  }
  return { at, unread };
}

type Clocks = Map<string, Clock>;

async function addClocks(
  { store }: SliceContext,
  kind: RecordKind,
  type: ActivityType,
  read: Read,
  clocks: Clocks,
): Promise<void> {
  for await (const { value } of store.all(PARTS.edges(kind, type))) {
    for (const [id, activities] of value) {
      clocks.set(id, latestOf(clocks.get(id) ?? EMPTY_CLOCK, clockOfEdges(type, activities, read)));
    }
  }
}

/** An activity of which nothing was kept was not read, and so never counts as nothing. */
function clockOfEdges(type: ActivityType, ids: readonly string[], { at, unread }: Read): Clock {
  const missing = ids.filter((id) => !at.has(id));
  if (missing.length > 0) {
    const reasons = missing.map((id) => `${type}:${id} could not be read (${unread.get(id) ?? 'it was not kept'})`);
    const more = reasons.length - MOST_REASONS;
    return {
      read: false,
      reasons: [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`and ${more} more of ${type}`] : [])],
    };
  }
  let clock = EMPTY_CLOCK;
  for (const id of ids) {
    const instant = at.get(id);
    if (instant !== undefined) clock = latestOf(clock, { read: true, latest: { at: instant, type, id } });
  }
  return clock;
}

/** Who the live contacts of each company are, and the latest own clock among them, by company id. */
interface People {
  readonly clocks: ReadonlyMap<string, Clock>;
  readonly prints: PeoplePrints;
}

async function peopleOfCompanies(
  context: SliceContext,
  own: ReadonlyMap<string, Clock>,
  aliases: ReadonlyMap<string, string>,
): Promise<People> {
  const clocks = new Map<string, Clock>();
  const prints = new PeoplePrints();
  const add = (companyId: string, clock: Clock) =>
    clocks.set(companyId, latestOf(clocks.get(companyId) ?? EMPTY_CLOCK, clock));
  for (const [company, reason] of await unreadPeople(context))
    add(aliases.get(company) ?? company, unreadClock(reason));
  for await (const { value } of listedParts(context, 'contacts')) {
    for (const contact of value) {
      if (contact.companyId === undefined) continue;
      const companyId = aliases.get(contact.companyId) ?? contact.companyId;
      add(companyId, clockOf(contact, own));
      prints.add(companyId, { kind: 'contacts', ...contact });
    }
  }
  return { clocks, prints };
}

async function saveCompanies(
  context: SliceContext,
  company: ReadonlyMap<string, Clock>,
  { clocks: colleagues, prints }: People,
) {
  const floors = await context.floors.read();
  const customers = new Map<string, CompanyFacts['customer']>();
  for await (const { number, value } of listedParts(context, 'companies')) {
    const before = await context.state.companies.getRange(value.map(({ id }) => id));
    const merged = await newlyMerged(context, value, before);
    const facts = value.map((listed): CompanyFacts => {
      const { id, live, mergedIds } = listed;
      const remembered = [before.get(id)?.floor, ...mergedIds.map((other) => merged.get(other)?.floor)];
      const floor = floorOf({ id, listed, remembered }, floors);
      const clocks = customerOf(id, clockOf(listed, company), [colleagues.get(id) ?? EMPTY_CLOCK], floor);
      if (live) prints.add(id, { kind: 'companies', ...listed });
      const people = live ? prints.of(id) : ARCHIVED_PRINT;
      const customer = { ...clocks, categories: listed.categories, people };
      customers.set(listed.id, customer);
      return { company: listed, customer, before: before.get(listed.id) };
    });
    await context.store.put(PARTS.facts.companies, number, facts);
  }
  return customers;
}

/** What is remembered of companies that were merged into others since these were remembered. */
function newlyMerged(
  { state }: SliceContext,
  companies: readonly ListedCompany[],
  before: ReadonlyMap<string, CompanyMemory>,
): Promise<Map<string, CompanyMemory>> {
  const newly = companies.filter(({ id, merged }) => merged !== (before.get(id)?.merged ?? ''));
  return state.companies.getMany(newly.flatMap(({ mergedIds }) => mergedIds));
}

async function saveContacts(
  context: SliceContext,
  own: ReadonlyMap<string, Clock>,
  customers: ReadonlyMap<string, CompanyFacts['customer']>,
  aliases: ReadonlyMap<string, string>,
): Promise<void> {
  for await (const { number, value } of listedParts(context, 'contacts')) {
    const memories = await context.state.contacts.getRange(value.map(({ id }) => id));
    const facts = value.map((contact): ContactFacts => {
      const mine = clockOf(contact, own);
      const before = memories.get(contact.id);
      if (contact.companyId === undefined) return { contact, own: mine, before };
      const companyId = aliases.get(contact.companyId) ?? contact.companyId;
      return { contact, own: mine, customer: customers.get(companyId) ?? unknownCustomer(companyId), before };
    });
    await context.store.put(PARTS.facts.contacts, number, facts);
  }
}

function unknownCustomer(companyId: string): CompanyFacts['customer'] {
  return customerOf(companyId, unreadClock(`company ${companyId} was not found`), []);
}

/** The clock of a listed record; unread when something of it was, or when its associations were not kept. */
function clockOf({ id, unread }: { id: string; unread: readonly string[] }, clocks: ReadonlyMap<string, Clock>): Clock {
  const clock = clocks.get(id);
  if (unread.length > 0) return latestOf(clock ?? EMPTY_CLOCK, { read: false, reasons: unread });
  return clock ?? unreadClock('its associations were not kept');
}
