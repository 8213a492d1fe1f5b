import { LEGAL_BASES } from '../../local/simulator/hubspot-properties.ts';
import { decideContact } from '../../src/decisions/contact.ts';
import type { Decided } from '../../src/decisions/decided.ts';
import type { ContactFacts } from '../../src/facts/facts.ts';
import { type ListingRules, listedCompany, listedContact } from '../../src/facts/listed.ts';
import type { Setup } from '../../src/facts/setup.ts';
import { mergedOptions } from '../../src/hubspot/property-options.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { type Clock, EMPTY_CLOCK, unreadClock } from '../../src/register/clock.ts';
import { COMPANY_PROPERTIES, contactPropertiesWith } from '../../src/register/properties.ts';
import { channelOptions } from '../../src/register/purpose.ts';
import type { ConsentFacts } from './consent-case.ts';

const CREATED = '2026-01-01T08:00:00.000Z';
const OWN: Readonly<Record<ConsentFacts['serviceContact'], Clock>> = {
  yes: { read: true, latest: { at: Date.parse('2026-01-15T08:00:00Z'), type: 'meetings', id: '5512' } },
  no: EMPTY_CLOCK,
  unreadable: unreadClock('calls:1 could not be read'),
};

/** What the product decides on the facts of a case, by the path that a run takes from a listed record to a decision. */
export function decideConsents(facts: Omit<ConsentFacts, 'why' | 'policy'>, policy: Policy): Decided {
  const now = Date.parse(facts.now);
  const setup = setupOf(facts);
  const rules: ListingRules = { policy, setup, now, hash: () => 'hmac:hash' };
  const values = { ...facts.contact.properties, ...facts.held };
  const contact = listedContact({ id: '101', properties: values, createdAt: CREATED }, [], rules);
  const own = OWN[facts.serviceContact];
  return decideContact({ contact, own, ...customerOf(facts, own, rules) }, policy, now, setup);
}

function customerOf({ company }: Pick<ConsentFacts, 'company'>, own: Clock, rules: ListingRules) {
  if (company === null) return {};
  if (company === 'unreadable') {
    const clock = unreadClock('company 201 could not be read');
    return { customer: { companyId: '201', companyActivity: clock, clock } };
  }
  const { categories } = listedCompany({ id: '201', properties: company.properties }, [], rules);
  const customer: ContactFacts['customer'] = { companyId: '201', companyActivity: EMPTY_CLOCK, clock: own, categories };
  return { customer };
}

function setupOf({ purposes, displayOrder = {} }: Pick<ConsentFacts, 'purposes' | 'displayOrder'>): Setup {
  const contacts = contactPropertiesWith(channelOptions(purposes));
  const order = new Map(
    contacts.map((property) => [
      property.name,
      displayOrder[property.name] ?? mergedOptions(property, undefined).map(({ value }) => value),
    ]),
  );
  return {
    purposes,
    legalBases: LEGAL_BASES,
    types: {},
    properties: { contacts, companies: COMPANY_PROPERTIES },
    plans: [],
    inOrder: (property, members) => (order.get(property) ?? []).filter((value) => members.includes(value)).join(';'),
  };
}
