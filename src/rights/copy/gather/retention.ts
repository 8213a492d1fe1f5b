import type { ReadingContext } from '../../../facts/context.ts';
import { savedSetupOf } from '../../../facts/keep-setup.ts';
import type { ContactFacts } from '../../../facts/facts.ts';
import { setupOf } from '../../../facts/setup.ts';
import { ActivitiesNow } from '../../../facts/some/activities-now.ts';
import { type FactsNow, factsNow } from '../../../facts/some/facts-now.ts';
import { readDefinitions } from '../../../hubspot/definitions.ts';
import { HubSpotError } from '../../../hubspot/errors.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../../policy/activity-types.ts';
import type { Policy } from '../../../policy/schema.ts';
import { yearsIn } from '../../../policy/text.ts';
import { ACTIVITY_LABELS } from '../../../register/activity-labels.ts';
import { formatInstant } from '../../../register/instant.ts';
import type { Purpose } from '../../../register/purpose.ts';
import { decideRetention, unlessUnproved } from '../../../register/retention.ts';
import { countedTypes } from '../../../register/service-contact.ts';
import type { PartOf } from '../parts.ts';
import type { Gathering } from './context.ts';
import { optionText } from './words.ts';

type RetentionPart = PartOf<'retention'>;

/** Until when the data of a contact is kept. */
interface Retained {
  readonly part: RetentionPart;
  /** Whether there was, or may have been, a service contact with the person: that belongs to the category `relationship`. */
  readonly hasServiceContact: boolean;
}

/** Groups of properties need not be read. */
const NO_GROUP = { name: '', label: '' };

/**
 * Until when the data of contacts is kept, decided anew from all that HubSpot says now of them, their companies and colleagues (§7).
 * What cannot be decided is told as that: it takes nothing away from the copy.
 */
export async function retentionParts(
  gathering: Gathering,
  ids: readonly string[],
  purposes: readonly Purpose[] | undefined,
): Promise<Map<string, Retained>> {
  const facts = await factsOf(gathering, ids, purposes);
  const anchor = await gathering.state.anchor.read();
  const unproved = (anchor?.unproved ?? []).filter(({ of }) => of === 'list').map(({ what }) => what);
  return new Map(
    ids.map((id) => {
      const own = knownOf(facts.get(id))?.own;
      const hasServiceContact = own === undefined || !own.read || own.latest !== undefined;
      return [id, { part: partOf(gathering, id, facts.get(id), unproved), hasServiceContact }];
    }),
  );
}

async function factsOf(
  { hubspot, policy, now, auditKey, state, floors, asOf }: Gathering,
  ids: readonly string[],
  purposes: readonly Purpose[] | undefined,
): Promise<ReadonlyMap<string, FactsNow>> {
  const session = { run: { decidedAt: formatInstant(asOf) } };
  const context: ReadingContext = { hubspot, policy, now, auditKey, state, floors, session };
  try {
    const [contacts, companies] = await Promise.all([
      readDefinitions(hubspot, 'contacts', [], NO_GROUP),
      readDefinitions(hubspot, 'companies', [], NO_GROUP),
    ]);
    const setup = setupOf(savedSetupOf({ contacts, companies }, purposes, asOf));
    const activities = new ActivitiesNow(context);
    const links = await activities.find('contacts', ids, countedTypes(policy));
    return await factsNow(context, setup, ids, activities, links);
  } catch (error) {
    // Without a scope nobody knows what it hides: the end of retention is unknown then, and the place says which scope it is.
    if (!(error instanceof HubSpotError) || error.code !== 'forbidden') throw error;
    return new Map();
  }
}

function partOf(
  { policy, asOf }: Gathering,
  contactId: string,
  facts: FactsNow | undefined,
  unproved: readonly string[],
): RetentionPart {
  const fixed = { part: 'retention', contactId, rule: ruleOf(policy), others: othersOf(policy) } as const;
  const known = knownOf(facts);
  if (known === undefined) return { ...fixed, ...UNKNOWN };
  const { contact, own, customer } = known;
  const decided = decideRetention(
    { createdAt: contact.createdAt, holdUntil: contact.holdUntil, own, customer },
    policy,
    asOf,
  );
  const { status, endsOn, basis, source } = unlessUnproved(decided, unproved);
  if (endsOn === undefined) return { ...fixed, ...UNKNOWN };
  const [type, id] = source.split(':');
  // Whoever else was in contact with the company is not to be told to this person.
  const mine = own.read && own.latest?.id === id && own.latest?.type === type ? own.latest : undefined;
  return {
    ...fixed,
    status,
    statusText: optionText('rekisteri_retention_status', status),
    endsOn,
    basis: basis ?? null,
    basisText: basis === undefined ? null : optionText('rekisteri_retention_basis', basis),
    setBy: mine === undefined ? null : activityOf(mine),
    why: mine === undefined ? (WHY_NOT_OWN[basis ?? ''] ?? null) : null,
  };
}

function knownOf(facts: FactsNow | undefined): ContactFacts | undefined {
  return facts === undefined || facts === 'gone' || 'unread' in facts ? undefined : facts;
}

function activityOf({ type, id, at }: { readonly type: ActivityType; readonly id: string; readonly at: number }) {
  const known = ACTIVITY_TYPES.find((one) => one === type) ?? type;
  return { type: known, typeText: ACTIVITY_LABELS[known], id, at: formatInstant(at) };
}

const WHY_NOT_OWN: Readonly<Record<string, string>> = {
  company_activity: 'Säilytysajan ratkaisee yhteydenpito yritykseen, jota henkilö edustaa.',
  colleague_activity:
    'Säilytysajan ratkaisee yhteydenpito saman yrityksen toiseen henkilöön, jonka tietoja ei kerrota.',
  former_contact: 'Säilytysajan ratkaisee yhteydenpito saman yrityksen henkilöön, jonka tiedot on jo poistettu.',
  record_created: 'Yhteydenottoja ei ole; aika lasketaan tietueen luonnista.',
};

const UNKNOWN = {
  status: 'unknown',
  statusText: optionText('rekisteri_retention_status', 'unknown'),
  endsOn: null,
  basis: null,
  basisText: null,
  setBy: null,
  why: 'Säilytysajan päättymistä ei voi nyt laskea, koska kaikkea siihen tarvittavaa ei voitu lukea tai yhteydenottoja ei ole.',
};

function ruleOf({ retention }: Policy): string {
  return (
    retention.text?.fi ??
    `Viimeisin palvelukontakti tai yhteydenotto, johon lisätään ${yearsIn(retention.years, 'fi')}.`
  );
}

function othersOf({ retention }: Policy): RetentionPart['others'] {
  return (retention.others ?? []).map(({ category, text }) => ({ category: category.fi, text: text?.fi ?? '' }));
}
