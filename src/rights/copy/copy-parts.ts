import { readSubscriptionTypes } from '../../hubspot/subscriptions.ts';
import { orMissingScope } from '../../hubspot/missing-scope.ts';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import type { Policy } from '../../policy/schema.ts';
import type { DataCategory } from '../../register/categories.ts';
import type { Purpose } from '../../register/purpose.ts';
import type { PersonRequest } from '../requests/request.ts';
import { coverPart, purposesPart, recipientsPart, rightsPart } from './gather/about.ts';
import { readCompanies } from './gather/company.ts';
import { type ReadContact, type ReadContacts, readContacts } from './gather/contacts.ts';
import type { CopyContext, Gathering } from './gather/context.ts';
import { conversationPart, conversationsOf } from './gather/conversations.ts';
import { decidedOf } from './gather/decided.ts';
import {
  consentsPart,
  listsPart,
  marketingEventsPart,
  otherRecordsPart,
  relationsPart,
  subscriptionsPart,
} from './gather/elsewhere.ts';
import { engagementPart, usersIn } from './gather/engagement.ts';
import { engagementsOf, SCOPE_OF_TYPE } from './gather/engagements.ts';
import { feedbackParts } from './gather/feedback.ts';
import { disclosuresPart, requestsPart } from './gather/history-of-requests.ts';
import { placesPart } from './gather/places.ts';
import { propertyParts } from './gather/properties.ts';
import { retentionParts } from './gather/retention.ts';
import { Tally } from './gather/tally.ts';
import type { CopyPart, PartOf } from './parts.ts';
import { categoriesWithoutBasis, portableOf } from './portability.ts';

/**
 * Everything that is held of the person of a request, as a copy shows it, read now from HubSpot and held nowhere: the contacts with their
 * histories at once, engagements a page at a time. A request of the kind `portability` gives what is to be taken along (Art. 20). Throws
 * `CopyError` or `HubSpotError` where something could not be read: what was given by then is no copy.
 */
export async function* copyParts(context: CopyContext, request: PersonRequest): AsyncGenerator<CopyPart> {
  const tally = new Tally();
  const isPortability = request.kind === 'portability';
  for await (const part of partsOf(context, request, tally)) {
    const shown = isPortability ? portableOf(part, context.policy) : part;
    if (shown === undefined) continue;
    tally.add(shown);
    yield shown;
  }
  const places = placesPart(context.policy.places, tally, isPortability);
  for (const part of [tally.leftOut(context.policy), places]) {
    tally.add(part);
    yield part;
  }
  yield tally.end();
}

async function* partsOf(context: CopyContext, request: PersonRequest, tally: Tally): AsyncGenerator<CopyPart> {
  const { hubspot, policy, now } = context;
  const gathering: Gathering = { ...context, asOf: now(), decided: decidedOf(request) };
  const wanted = request.contactIds.filter((id) => gathering.decided.groundOf(`contact:${id}`) === undefined);
  for (const id of request.contactIds) {
    const ground = gathering.decided.groundOf(`contact:${id}`);
    if (ground !== undefined) tally.leaveOut('refused', ground);
  }
  const read = await readContacts(hubspot, wanted);
  const purposes = await readPurposes(context, tally);
  const people = await Promise.all(
    read.contacts.map((contact) => propertiesOf(gathering, contact, purposes ?? [], tally)),
  );
  const retention = await retentionParts(gathering, wanted, purposes);
  const known = new Set([...request.contactIds, ...read.contacts.flatMap(({ mergedIds }) => mergedIds)]);
  yield coverPart(gathering, request, notesOf(read, request, policy));
  const isRelated = [...retention.values()].some(({ hasServiceContact }) => hasServiceContact);
  yield purposesPart(policy, categoriesIn(people, isRelated));
  yield recipientsPart(policy);
  yield rightsPart(policy);
  for (const { contact, parts, companies } of people) {
    yield contactPart(contact);
    const ends = retention.get(contact.id);
    if (ends !== undefined) yield ends.part;
    yield* parts;
    yield companies;
    yield* engagementParts(gathering, contact, known, tally);
    yield* conversationParts(gathering, contact, known, tally);
    yield* feedbackParts(context, contact, known, tally);
    yield consentsPart(context, contact, purposes ?? []);
    yield await subscriptionsPart(hubspot, contact, tally);
    yield await listsPart(hubspot, contact, tally);
    yield await marketingEventsPart(hubspot, contact, tally);
    yield await relationsPart(hubspot, contact, known, tally);
    yield await otherRecordsPart(hubspot, contact, tally);
    yield tally.filesOf(contact.id);
  }
  yield await requestsPart(gathering, request, known);
  yield await disclosuresPart(gathering, known);
}

/** The active and the inactive types; without the scope their opt-outs stand among the properties of no category. */
async function readPurposes({ hubspot }: CopyContext, tally: Tally): Promise<readonly Purpose[] | undefined> {
  const types = await orMissingScope(readSubscriptionTypes(hubspot), 'communication_preferences.read');
  if (!('kind' in types)) return types;
  tally.missingScope('subscriptions', types.scope);
  return undefined;
}

async function propertiesOf(gathering: Gathering, contact: ReadContact, purposes: readonly Purpose[], tally: Tally) {
  const read = await readCompanies(gathering.hubspot, contact, gathering.policy);
  if (read.kind === 'missing_scope') tally.missingScope('company', read.scope);
  const company = read.kind === 'read' ? read.primary : undefined;
  const none: PartOf<'companies'> = { part: 'companies', contactId: contact.id, companies: [] };
  const parts = propertyParts(gathering, tally, { contact, company, purposes });
  return { contact, parts, companies: read.kind === 'read' ? read.part : none };
}

async function* engagementParts(
  gathering: Gathering,
  contact: ReadContact,
  ids: ReadonlySet<string>,
  tally: Tally,
): AsyncGenerator<CopyPart> {
  for (const type of ACTIVITY_TYPES) {
    const theirs = await engagementsOf(gathering, type, { contact, ids });
    if (theirs === undefined) {
      tally.missingScope(type, SCOPE_OF_TYPE[type] ?? 'crm.objects.contacts.read');
      continue;
    }
    if (theirs.hidesSensitive) tally.partUnread(type, 'sensitive');
    for await (const page of theirs.pages) {
      for (const one of page) {
        for (const name of usersIn(one, theirs.reader.definitions)) tally.leaveOut('users', 'rights_of_others', name);
        yield engagementPart(gathering, theirs.reader, one);
      }
    }
  }
}

async function* conversationParts(
  gathering: Gathering,
  contact: ReadContact,
  known: ReadonlySet<string>,
  tally: Tally,
): AsyncGenerator<CopyPart> {
  const theirs = await conversationsOf(gathering, contact, known);
  if (theirs.kind !== 'read') return tally.notRead('conversations', theirs);
  for await (const one of theirs.each) yield conversationPart(gathering, one);
  if (theirs.isBinUnread()) tally.partUnread('conversations', 'bin');
}

function contactPart({ id, record, mergedIds, addresses }: ReadContact): PartOf<'contact'> {
  const { createdAt = null, updatedAt = null } = record;
  return {
    part: 'contact',
    contactId: id,
    createdAt,
    modifiedAt: updatedAt,
    mergedIds: [...mergedIds],
    addresses: [...addresses],
  };
}

/** Categories in which something is held of the person. */
function categoriesIn(
  people: readonly { readonly parts: readonly CopyPart[] }[],
  isRelated: boolean,
): ReadonlySet<DataCategory> {
  const held = people.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.part === 'category' && part.entries.length > 0 ? [part.category] : [])),
  );
  return new Set([...held, ...(isRelated ? (['relationship'] as const) : [])]);
}

function notesOf(
  { unlisted, hasArchived }: ReadContacts,
  { kind, contactIds, elsewhere }: PersonRequest,
  policy: Policy,
): string[] {
  const isUnsure = kind === 'portability' && categoriesWithoutBasis(policy).length > 0;
  return [
    ...(contactIds.length === 0 ? ['Rekisteristä ei löytynyt henkilöä: hänestä ei ole siinä tietoja.'] : []),
    'HubSpot näyttää kustakin tiedosta vain viimeisimmät arvot. Jos aiempia voi puuttua, se sanotaan tiedon kohdalla.',
    ...(isUnsure
      ? [
          'Seloste ei kerro kaikkien tarkoitusten oikeusperustetta. Niiden itse annetut tiedot ovat mukana, koska siirto-oikeutta ei voi sulkea pois.',
        ]
      : []),
    ...(unlisted.length > 0
      ? ['HubSpot ei anna ohjelmalle arkaluonteisiksi merkittyjä kenttiä: jos niitä on, ne puuttuvat.']
      : []),
    ...(hasArchived
      ? [
          'HubSpot-tililtä on poistettu kenttiä, jotka voi vielä palauttaa. Niiden arvot ovat mukana vain, jos HubSpot antaa ne.',
        ]
      : []),
    ...(elsewhere.length > 0
      ? ['Sama osoite on myös toisessa HubSpot-tilissä, josta annetaan oma jäljennöksensä.']
      : []),
  ];
}
