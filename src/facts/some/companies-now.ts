import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { EMPTY_CLOCK, unreadClock } from '../../register/clock.ts';
import { countedTypes } from '../../register/service-contact.ts';
import type { ReadingContext } from '../context.ts';
import { type FoundCompany, findCompanies, unreadCompany } from '../find-companies.ts';
import { floorOf } from '../floor-of.ts';
import { listedCompany } from '../listed.ts';
import { listingRules } from '../listing-rules.ts';
import type { Setup } from '../setup.ts';
import type { ActivitiesNow } from './activities-now.ts';
import type { Gathered, GatheredCompany, GatheredContact } from './gathered.ts';

const AT_ONCE = 4;

/** The companies of some contacts and everybody who may belong to them, read anew from HubSpot into what is gathered. */
export class CompaniesNow {
  readonly #context: ReadingContext;
  readonly #setup: Setup;
  readonly #activities: ActivitiesNow;
  readonly #gathered: Gathered;
  /** Ids of companies that were merged into each. */
  readonly #mergedInto = new Map<string, string[]>();
  /** Companies that led to each of the people. */
  readonly #leading = new Map<string, string[]>();
  /** Companies not all of whose people could be read, each with the reason. */
  readonly unreadPeople = new Map<string, string>();

  constructor(context: ReadingContext, setup: Setup, activities: ActivitiesNow, gathered: Gathered) {
    this.#context = context;
    this.#setup = setup;
    this.#activities = activities;
    this.#gathered = gathered;
  }

  /** Reads the companies that contacts name, or those that survive them, each with the clock of its own activities. */
  async readOf(contacts: readonly GatheredContact[]): Promise<void> {
    const named = [...new Set(contacts.flatMap(({ listed }) => listed?.companyId ?? []))];
    const found = await this.#find(named);
    const companies = new Map(found.map((one) => [survivorOf(one), one]));
    const links = await this.#activities.find('companies', [...companies.keys()], countedTypes(this.#context.policy));
    const rules = listingRules(this.#context, this.#setup);
    for (const [id, one] of companies) {
      if (one.kind === 'unread') {
        this.#add({ ...BARE, id, listed: unreadCompany(id, one.reason), activity: unreadClock(one.reason) });
        continue;
      }
      const listed = { ...listedCompany(one.record, [], rules), live: one.kind === 'live' };
      this.#mergedInto.set(id, [...listed.mergedIds]);
      this.#add({ ...BARE, id, listed, activity: this.#activities.clockOf(id, links) });
    }
    for (const one of found) this.#addAlias(one);
    await this.#addFloors();
  }

  /**
   * Ids of contacts that may belong to these companies and were not read yet: those whom HubSpot associates with them, and those who
   * are remembered with them or with one that was merged into them. Nobody who is missing is somebody who is not there.
   */
  async findPeople(): Promise<string[]> {
    const { hubspot, state } = this.#context;
    const ids = this.#own();
    const former = ids.flatMap((id) => this.#mergedInto.get(id) ?? []);
    const [associated, remembered] = await Promise.all([
      readAssociations(hubspot, 'companies', 'contacts', ids),
      state.membersOf([...ids, ...former]),
    ]);
    for (const id of ids) {
      const reason = associated.unread.get(id);
      if (reason !== undefined) this.unreadPeople.set(id, `people of company ${id} could not be read (${reason})`);
      const companies = [id, ...(this.#mergedInto.get(id) ?? [])];
      const members = [...(associated.of.get(id) ?? []), ...companies.flatMap((one) => remembered.get(one) ?? [])];
      for (const contact of members) this.#leading.set(contact, [...(this.#leading.get(contact) ?? []), id]);
    }
    return [...this.#leading.keys()].filter((id) => !this.#gathered.contacts.has(id));
  }

  /**
   * Finds out whose colleagues people are who name another company: it may have been merged into one of these. Those of whom that cannot
   * be told may be anybody's whose company led to them.
   */
  async placePeople(): Promise<void> {
    const { contacts, companies } = this.#gathered;
    const people = [...this.#leading.keys()].flatMap((id) => contacts.get(id) ?? []);
    const others = people.flatMap(({ listed }) => listed?.companyId ?? []).filter((id) => !companies.has(id));
    const found = await this.#find([...new Set(others)]);
    const unread = new Map(found.flatMap((one) => (one.kind === 'unread' ? [[one.id, one.reason]] : [])));
    for (const one of found) if (companies.has(survivorOf(one))) this.#addAlias(one);
    for (const { id, gone, listed } of people) {
      if (gone) continue;
      const reason = listed === undefined ? `contact ${id} could not be read` : unread.get(listed.companyId ?? '');
      if (reason === undefined) continue;
      for (const company of this.#leading.get(id) ?? []) this.unreadPeople.set(company, reason);
    }
  }

  /** What erased people left behind at these companies, and at those that were merged into them (§7). */
  async #addFloors(): Promise<void> {
    const { floors, state } = this.#context;
    const rows = await floors.read();
    const companies = [...this.#gathered.companies.values()];
    const idsOf = ({ id, listed }: GatheredCompany) => [id, ...(listed?.mergedIds ?? [])];
    const memories = await state.companies.getMany(companies.flatMap(idsOf));
    for (const company of companies) {
      const remembered = idsOf(company).map((id) => memories.get(id)?.floor);
      const floor = floorOf({ id: company.id, listed: company.listed, remembered }, rows);
      if (floor !== undefined) this.#add({ ...company, floor });
    }
  }

  /** Companies that the contacts belong to, without those that were merged into others. */
  #own(): string[] {
    return [...this.#gathered.companies.values()].flatMap(({ id, survivor }) => (survivor === undefined ? [id] : []));
  }

  #add(company: GatheredCompany): void {
    this.#gathered.companies.set(company.id, company);
  }

  #addAlias(one: FoundCompany): void {
    const survivor = survivorOf(one);
    if (survivor === one.id) return;
    this.#add({ ...BARE, id: one.id, survivor });
    this.#mergedInto.set(survivor, [...new Set([...(this.#mergedInto.get(survivor) ?? []), one.id])]);
  }

  async #find(ids: readonly string[]): Promise<FoundCompany[]> {
    const batches = await pMap(chunk(ids, RECORD_BATCH), (some) => findCompanies(this.#context, this.#setup, some), {
      concurrency: AT_ONCE,
    });
    return batches.flat();
  }
}

const BARE = { activity: EMPTY_CLOCK, anew: true, whole: true } as const;

/** The id of the company that lives on under what somebody names. */
function survivorOf(one: FoundCompany): string {
  return one.kind === 'unread' ? one.id : one.record.id;
}
