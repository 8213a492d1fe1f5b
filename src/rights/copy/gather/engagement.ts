import type { CrmRecord } from '../../../hubspot/answers.ts';
import type { PropertyDefinition } from '../../../hubspot/property-definitions.ts';
import type { ActivityType } from '../../../policy/activity-types.ts';
import { ACTIVITY_LABELS } from '../../../register/activity-labels.ts';
import { membersOf } from '../../../register/difference.ts';
import { formatInstant, parseInstant } from '../../../register/instant.ts';
import { readServiceContact } from '../../../register/service-contact.ts';
import type { EngagementPart } from '../parts/person.ts';
import { plainTextOf } from '../text/plain-text.ts';
import type { Gathering } from './context.ts';
import { meaningOf } from './meaning.ts';
import {
  holdsIdsOfPeople,
  isOfParticipants,
  isOfUsers,
  isUserId,
  type WithoutOthers,
  withoutOtherIds,
  withoutOthers,
} from './others.ts';
import { groundText } from './words.ts';

/** An engagement as it was read, with what tells whose it is. */
export interface ReadEngagement {
  readonly type: ActivityType;
  readonly record: CrmRecord;
  /** What staff call the person in it. */
  readonly labels: readonly string[];
  /** How many other people it is with. */
  readonly othersCount: number;
  /** Addresses of others whom an e-mail was from or to, in lower case; the controller's own people are none. */
  readonly strangers: readonly string[];
}

/** Whose an engagement is to be shown to. */
export interface Reader {
  readonly contactId: string;
  /** All under which HubSpot knows the person. */
  readonly ids: ReadonlySet<string>;
  /** E-mail addresses of the person, in lower case. */
  readonly addresses: ReadonlySet<string>;
  readonly definitions: readonly PropertyDefinition[];
}

const ATTACHMENTS = 'hs_attachment_ids';
const HTML_NAME = /_(body|html)$|_meeting_notes$/;
const LONG_TEXTS = new Set(['textarea', 'html']);

/**
 * An engagement as the person may see it: what it holds, with its texts as plain text. Of one with other people, unless an officer
 * granted it by its name, only dates, choices and numbers, for a text with others tells of them (Art. 15(4)).
 */
export function engagementPart(
  { policy, decided, asOf }: Pick<Gathering, 'asOf' | 'decided' | 'policy'>,
  reader: Reader,
  read: ReadEngagement,
): EngagementPart {
  const { type, record, labels, othersCount } = read;
  const { id, properties: values } = record;
  const subject = `${type}:${id}`;
  const refused =
    decided.groundOf(subject) ?? (othersCount > 0 && !decided.isGranted(subject) ? 'rights_of_others' : undefined);
  const reading = readServiceContact({ type, id, properties: values }, policy, asOf);
  const part = {
    details: [] as EngagementPart['details'],
    texts: [] as EngagementPart['texts'],
    leftOut: [] as EngagementPart['leftOut'],
  };
  if (refused !== undefined)
    part.leftOut.push({
      what: 'texts',
      ground: refused,
      text: `Tekstit on jätetty pois. ${groundText(policy, refused)}`,
    });
  let hasOthers = false;
  let hadCode = false;
  for (const definition of reader.definitions) {
    const { name, label } = definition;
    const held = values[name] ?? '';
    if (held.trim() === '' || name === ATTACHMENTS) continue;
    if (isOfUsers(definition) || isUserId(held)) continue;
    if (isText(definition) && refused !== undefined) continue;
    const shown = ofTheirs(name, held, reader, values);
    hasOthers ||= shown.hasOthers;
    if (shown.value === '') continue;
    if (!isLongText(definition, policy.erasure.text[type] ?? [])) {
      const meaning = meaningOf(shown.value, definition, policy.timeZone);
      part.details.push({ property: name, label, value: shown.value, meaning });
      continue;
    }
    const plain = isHtml(definition) ? plainTextOf(shown.value) : { text: shown.value, hadCode: false };
    hadCode ||= plain.hadCode;
    part.texts.push({ property: name, label, text: plain.text });
  }
  if (hasOthers) part.leftOut.push({ what: 'participants', ground: 'rights_of_others', text: PARTICIPANTS_LEFT_OUT });
  if (hadCode) part.leftOut.push({ what: 'code', ground: 'not_personal_data', text: CODE_LEFT_OUT });
  return {
    part: 'engagement',
    contactId: reader.contactId,
    type,
    typeText: ACTIVITY_LABELS[type],
    id,
    at: instantOf(policy.serviceContacts[type]?.date ?? ['hs_timestamp'], values),
    modifiedAt: record.updatedAt === undefined ? null : printed(record.updatedAt),
    isServiceContact: reading.kind === 'counts',
    labels: [...labels],
    ...part,
    othersCount,
    attachmentIds: refused === undefined ? membersOf(values[ATTACHMENTS] ?? '') : [],
  };
}

/** Names of properties of an engagement that say which of the controller's people had to do with it: the part does not hold them. */
export function usersIn({ record }: ReadEngagement, definitions: readonly PropertyDefinition[]): string[] {
  return definitions.flatMap((definition) => {
    const held = record.properties[definition.name] ?? '';
    return held.trim() !== '' && (isOfUsers(definition) || isUserId(held)) ? [definition.name] : [];
  });
}

/** What a property says of the person alone. */
function ofTheirs(
  name: string,
  value: string,
  { ids, addresses }: Reader,
  values: Readonly<Record<string, string | null>>,
): WithoutOthers {
  if (isOfParticipants(name)) return withoutOthers(name, value, addresses, values);
  return holdsIdsOfPeople(name) ? withoutOtherIds(value, ids) : { value, hasOthers: false };
}

const PARTICIPANTS_LEFT_OUT = 'Muiden osallistujien nimet ja osoitteet on jätetty pois.';
const CODE_LEFT_OUT =
  'Tekstistä on jätetty pois ohjelmakoodia, tyylejä tai piilohuomautuksia, jotka eivät ole tietoa henkilöstä.';

/** Whether HubSpot makes a property of the texts themselves: nobody needs it twice. */
export function isPreview(name: string): boolean {
  return name.startsWith('hs_body_preview');
}

/** Kinds of values that nobody wrote: they were chosen, counted or come of a clock. */
const NO_TEXTS = new Set(['bool', 'date', 'datetime', 'enumeration', 'number']);

/** Whatever somebody wrote, or may have written: that is so of any other kind (`json`), and of one that HubSpot may add. */
export function isText({ type = 'string' }: Pick<PropertyDefinition, 'type'>): boolean {
  return !NO_TEXTS.has(type);
}

function isLongText(definition: PropertyDefinition, named: readonly string[]): boolean {
  if (!isText(definition)) return false;
  return LONG_TEXTS.has(definition.fieldType ?? '') || named.includes(definition.name);
}

function isHtml({ name, fieldType }: PropertyDefinition): boolean {
  return fieldType === 'html' || HTML_NAME.test(name);
}

function instantOf(names: readonly string[], values: Readonly<Record<string, string | null>>): string | null {
  const text = [...names, 'hs_timestamp'].map((name) => values[name]).find((value) => value?.trim());
  return text ? printed(text) : null;
}

/** What is no instant stands as it is. */
function printed(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? text : formatInstant(at);
}
