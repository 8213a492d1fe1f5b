import { chunk } from '../../chunk.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import { EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import { countedTypes } from '../../register/service-contact.ts';
import type { ReadingContext } from '../context.ts';
import type { ContactFacts } from '../facts.ts';
import { listedContact, propertiesOf } from '../listed.ts';
import { listingRules } from '../listing-rules.ts';
import { PART_SIZE } from '../parts.ts';
import type { Setup } from '../setup.ts';
import type { ActivitiesNow, ActivityLinks } from './activities-now.ts';
import { CompaniesNow } from './companies-now.ts';
import type { Gathered, GatheredContact } from './gathered.ts';
import { joinedFacts } from './joined-facts.ts';

const AT_ONCE = 4;

/** The joined facts of a contact; `gone` when there is no live one under its id; or why it could not be read. */
export type FactsNow = ContactFacts | 'gone' | { readonly unread: string };

/**
 * The joined facts of some contacts as HubSpot says now: their records, their companies with merges followed, everybody who may belong
 * to these, and all activities of them all (notice §7). Nothing that is remembered is believed, but that somebody may belong to a
 * company and how late a floor was, which can only keep data for longer; nothing is written, noted or remembered. `links` are the
 * activities of the contacts themselves. Holds what is kept of the people of these companies, a thousand records at a time: ids, dates
 * and hashes.
 */
export async function factsNow(
  context: ReadingContext,
  setup: Setup,
  ids: readonly string[],
  activities: ActivitiesNow,
  links: ActivityLinks,
): Promise<Map<string, FactsNow>> {
  const gathered: Gathered = { contacts: new Map(), companies: new Map() };
  for (const one of await contactsNow(context, setup, ids, activities, links)) gathered.contacts.set(one.id, one);
  const companies = new CompaniesNow(context, setup, activities, gathered);
  await companies.readOf([...gathered.contacts.values()]);
  const people = await companies.findPeople();
  for (const part of chunk(people, PART_SIZE)) {
    const theirs = await activities.find('contacts', part, countedTypes(context.policy));
    for (const one of await contactsNow(context, setup, part, activities, theirs)) gathered.contacts.set(one.id, one);
  }
  await companies.placePeople();
  const { contacts } = joinedFacts(gathered, companies.unreadPeople);
  const facts = new Map(contacts.map((one) => [one.contact.id, one]));
  return new Map(ids.map((id) => [id, facts.get(id) ?? withoutFacts(gathered.contacts.get(id))]));
}

function withoutFacts(contact: GatheredContact | undefined): FactsNow {
  if (contact?.gone) return 'gone';
  return { unread: contact?.own.read === false ? contact.own.reasons.join('; ') : 'it was not read' };
}

/** Contacts as HubSpot shows them, with their own clocks. */
async function contactsNow(
  context: ReadingContext,
  setup: Setup,
  ids: readonly string[],
  activities: ActivitiesNow,
  links: ActivityLinks,
): Promise<GatheredContact[]> {
  const { hubspot, policy } = context;
  const properties = propertiesOf('contacts', policy, setup);
  const { found, unread } = await readManyRecords(hubspot, 'contacts', ids, properties, AT_ONCE);
  const rules = listingRules(context, setup);
  return ids.map((id): GatheredContact => {
    const reason = unread.get(id);
    if (reason !== undefined) {
      return { id, gone: false, own: unreadClock(`contact ${id} could not be read (${reason})`), anew: true };
    }
    const record = found.get(id);
    if (record === undefined) return { id, gone: true, own: EMPTY_CLOCK, anew: true };
    const listed = listedContact(record, [], rules);
    const own = listed.unread.reduce((clock, why) => latestOf(clock, unreadClock(why)), activities.clockOf(id, links));
    return { id, listed, gone: false, own, anew: true };
  });
}
