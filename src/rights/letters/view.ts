import { DateTime } from 'luxon';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import type { Policy } from '../../policy/schema.ts';
import { forYearsIn, type Language, type LocalText, textIn } from '../../policy/text.ts';
import { localDate } from '../../register/calendar.ts';
import { dueOn } from '../../register/deadline.ts';
import { answeringCopies, contactsToErase, processorCode } from '../requests/duties.ts';
import { hasGranted } from '../requests/granted.ts';
import { type DecidedItem, isOpen, type PersonRequest } from '../requests/request.ts';
import { AUTHORITY } from './authority.ts';
import type { LetterView } from './placeholders.ts';
import { ACTIVITIES, AROUND, askedIn, FORMATS, RIGHTS, whyLeft, WISHES } from './words.ts';

/** What a letter of a request can say, in one language: pure. Holds no name and no address of the person. */
export function letterView(request: PersonRequest, policy: Policy, language: Language): LetterView {
  const { kind, marketing, decision, identity, extension, pauses, recipients } = request;
  const say = (text: LocalText) => textIn(text, language).text;
  const on = (date: string) => dateIn(date, language);
  const asked = askedIn(request);
  const items = decision?.items ?? [];
  const granted = items.filter(({ outcome }) => outcome === 'granted');
  const refused = items.filter(({ outcome }) => outcome === 'refused');
  const what = ({ subject }: DecidedItem) => subjectIn(subject, request, policy, language);
  const { controller, contactPerson, contact, complaint } = policy;
  const authority = complaint ?? AUTHORITY;
  return {
    register: policy.register,
    controller: {
      name: controller.name,
      businessId: controller.businessId,
      address: controller.address,
      email: controller.email,
    },
    contact: {
      name: contactPerson.name,
      title: say(contactPerson.title),
      email: contactPerson.email,
      byPost: contact.postal === null ? null : say(contact.postal),
      byEmail: contact.email === null ? null : say(contact.email),
    },
    authority: { ...authority, name: say(authority.name) },
    request: {
      id: request.id,
      wish: WISHES[language][asked],
      right: RIGHTS[language][asked],
      receivedOn: on(request.receivedOn),
      dueOn: on(dueOn({ receivedOn: request.receivedOn, extended: extension !== null })),
      identified: identity !== null,
      waitingForIdentity: pauses.some(({ reason, to }) => reason === 'identity' && to === null),
    },
    kind: {
      access: kind === 'access',
      rectification: kind === 'rectification',
      erasure: kind === 'erasure',
      restriction: kind === 'restriction',
      portability: kind === 'portability',
      marketing,
      objection: kind === 'objection' && !marketing,
    },
    nothingHeld: request.contactIds.length === 0,
    unidentified: identity === null && (request.state === 'expired' || isOpen(request)),
    extension:
      extension === null
        ? null
        : {
            complexity: extension.reason === 'complexity',
            number: extension.reason === 'number',
            firstDueOn: on(dueOn({ receivedOn: request.receivedOn, extended: false })),
            newDueOn: on(dueOn({ receivedOn: request.receivedOn, extended: true })),
          },
    decidedOn: decision === null ? null : on(decision.on),
    granted: orNull(granted.map((item) => ({ what: what(item) }))),
    refused: orNull(
      refused.map((item) => ({
        what: what(item),
        ground: groundIn(item.ground, policy, say),
        statute: item.statute,
        until: item.until === null ? null : on(item.until),
      })),
    ),
    copies: orNull(
      // The latest of each form: what was made anew is enclosed once.
      [...new Map(answeringCopies(request).map((copy) => [copy.format, copy])).values()].map(({ at, format }) => ({
        on: on(localDate(Date.parse(at), policy.timeZone)),
        format: FORMATS[language][format],
      })),
    ),
    rectified: orNull(
      request.rectified.map(({ property, at }) => ({
        what: propertyIn(property, policy, language),
        on: on(localDate(Date.parse(at), policy.timeZone)),
      })),
    ),
    left: orNull(
      request.left.map(({ contactId, status, reason, until }) => ({
        what: subjectIn(`contact:${contactId}`, request, policy, language),
        why: whyLeft(status, reason, until === undefined ? undefined : on(until), language),
      })),
    ),
    erasure: erasureView(request, policy, language),
    told: orNull(
      policy.processors.flatMap(({ name }) => {
        const told = recipients.find(({ processor }) => processor === processorCode(name));
        return told === undefined ? [] : [{ name, on: on(told.on) }];
      }),
    ),
  };
}

/** A date as it is written in a letter: 23.11.2026, 23 November 2026. */
export function dateIn(date: string, language: Language): string {
  const day = DateTime.fromISO(date, { zone: 'utc' });
  return language === 'fi' ? day.toFormat('d.M.yyyy') : day.toFormat('d MMMM yyyy', { locale: 'en-GB' });
}

function erasureView(request: PersonRequest, { audit }: Policy, language: Language): LetterView['erasure'] {
  if (request.kind !== 'erasure' || !hasGranted(request)) return null;
  const left = contactsToErase(request).length;
  return {
    complete: left === 0,
    partial: left > 0 && request.erased.length > 0,
    none: request.erased.length === 0,
    keepYears: String(audit.keepYears),
    keptFor: forYearsIn(audit.keepYears, language),
  };
}

/** What was decided about, in words: everything of the person, an engagement by its number, or a property by its label. */
function subjectIn(subject: string, { contactIds }: PersonRequest, policy: Policy, language: Language): string {
  const [type = '', id = ''] = subject.split(':');
  const { everything, record, conversation } = AROUND[language];
  if (type === 'conversations') return `${conversation} ${id}`;
  if (type === 'contact') return contactIds.length > 1 ? `${record} ${id}` : everything;
  const activity = ACTIVITY_TYPES.find((one) => one === type);
  if (activity !== undefined) return capital(`${ACTIVITIES[language][activity]} ${id}`);
  return propertyIn(id, policy, language);
}

/** A property by its label (§6), or by its name where the policy has none. */
function propertyIn(name: string, { fields }: Policy, language: Language): string {
  const all = Object.values(fields).flatMap(({ contact, company }) => [...contact, ...company]);
  const label = all.find(({ property }) => property === name)?.label;
  return label === undefined ? name : textIn(label, language).text;
}

/** A ground that the policy has lost since the decision is told by its code. */
function groundIn(ground: string | null, { requests }: Policy, say: (text: LocalText) => string): string | null {
  const text = ground === null ? undefined : requests.groundTexts[ground];
  return text === undefined ? ground : say(text);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function orNull<Item>(items: readonly Item[]): readonly Item[] | null {
  return items.length === 0 ? null : items;
}
