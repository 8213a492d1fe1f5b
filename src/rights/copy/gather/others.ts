import { z } from 'zod';
import type { PropertyDefinition } from '../../../hubspot/property-definitions.ts';
import { parseJson } from '../../../parse-json.ts';
import type { Policy } from '../../../policy/schema.ts';
import { membersOf } from '../../../register/difference.ts';

/** Kinds of record that HubSpot has for the people who use it. */
const USERS = new Set(['OWNER', 'USER', 'TEAM']);
/**
 * HubSpot's own properties that hold ids or names of its users, whom a person has no right to be told (CJEU C-579/21). `hs_` is HubSpot's
 * alone; what staff call `hubspot_owner_note` is theirs, and data of the person.
 */
const OF_USERS =
  /^hs_.*(owner|user|team)|^hubspot_(owner|team)_id$|^hs_(created|updated|modified|lastmodified|assigned)_by|^engagements_last_meeting_booked_.*user/;
const DATES = new Set(['date', 'datetime']);
/** As `hs_object_source_id` names whoever did something in HubSpot's pages. */
const USER_ID = /^userId:\d+$/;

/** Whether a property says who of the controller's people had to do with something. */
export function isOfUsers({ name, refersTo, type }: Pick<PropertyDefinition, 'name' | 'refersTo' | 'type'>): boolean {
  if (USERS.has(refersTo ?? '')) return true;
  return OF_USERS.test(name) && !DATES.has(type ?? '') && !name.startsWith('hs_email_optout');
}

/** Whether a value names a user. */
export function isUserId(value: string): boolean {
  return USER_ID.test(value.trim());
}

/** Properties of engagements that hold addresses and names of all who took part. */
const PARTICIPANTS = /^hs_email_((from|to|cc|bcc|sender|reply_to)_|headers$)|_emails?$/;

export function isOfParticipants(name: string): boolean {
  return PARTICIPANTS.test(name);
}

/** Properties of engagements that hold ids of records of people, such as `hs_call_callee_object_id`. */
const IDS_OF_PEOPLE = /(callee|caller|contact)s?(_object)?_ids?$/;

export function holdsIdsOfPeople(name: string): boolean {
  return IDS_OF_PEOPLE.test(name);
}

/** The ids that are the person's own. */
export function withoutOtherIds(value: string, own: ReadonlySet<string>): WithoutOthers {
  const ids = membersOf(value);
  const mine = ids.filter((id) => own.has(id));
  return { value: mine.join(';'), hasOthers: mine.length < ids.length };
}

/** What is left of a value when others are taken out of it. */
export interface WithoutOthers {
  /** Empty when nothing is left. */
  readonly value: string;
  readonly hasOthers: boolean;
}

/**
 * Takes everybody but the person out of a property of participants. `own` are their addresses in lower case, `values` all of the
 * engagement: a first or last name is whose the address beside it is.
 */
export function withoutOthers(
  name: string,
  value: string,
  own: ReadonlySet<string>,
  values: Readonly<Record<string, string | null>>,
): WithoutOthers {
  if (name === 'hs_email_headers') return headersWithoutOthers(value, own);
  const beside = /^(hs_email_[a-z_]+)_(firstname|lastname)$/.exec(name)?.[1];
  const addresses = beside === undefined ? value : (values[`${beside}_email`] ?? '');
  const parts = addresses.split(/[;,]/).filter((part) => part.trim() !== '');
  const mine = parts.filter((part) => isOwn(part, own));
  if (mine.length === parts.length && parts.length > 0) return { value, hasOthers: false };
  return { value: beside === undefined ? mine.map((part) => part.trim()).join(';') : '', hasOthers: true };
}

const PEOPLE_OF_HEADERS = ['from', 'to', 'cc', 'bcc'];
const ADDRESSES_OF_EMAIL = PEOPLE_OF_HEADERS.map((end) => `hs_email_${end}_email`);

/** Whom an e-mail is between, but for the controller's own people (`domains`, in lower case). */
interface Correspondents {
  /** Whether it was from the person or to them, by one of their addresses (`own`, in lower case). */
  readonly hasPerson: boolean;
  /** Addresses of other people, in lower case. */
  readonly strangers: readonly string[];
}

/** Reads them from the columns of an e-mail and from its headers. */
export function correspondentsOf(
  values: Readonly<Record<string, string | null>>,
  own: ReadonlySet<string>,
  domains: ReadonlySet<string>,
): Correspondents {
  const named = ADDRESSES_OF_EMAIL.flatMap((name) => (values[name] ?? '').split(/[;,]/)).map(addressIn);
  const addresses = [...named, ...addressesInHeaders(values.hs_email_headers ?? '')].filter((one) => one !== '');
  const strangers = addresses.filter((address) => !own.has(address) && !domains.has(domainOf(address)));
  return { hasPerson: addresses.some((address) => own.has(address)), strangers: [...new Set(strangers)] };
}

/** Domains of the addresses of the controller: whoever has another one there is of its own people. */
export function houseDomains({ controller, contactPerson }: Pick<Policy, 'controller' | 'contactPerson'>): Set<string> {
  return new Set([controller.email, contactPerson.email].map(domainOf));
}

/** The part of an address behind its last `@`, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** `aino@example.fi`, or `Aino Virtanen <aino@example.fi>`. */
function isOwn(part: string, own: ReadonlySet<string>): boolean {
  return own.has(addressIn(part));
}

function addressIn(part: string): string {
  return (/<([^>]*)>/.exec(part)?.[1] ?? part).trim().toLowerCase();
}

const participantSchema = z.looseObject({ email: z.string() });
const headersSchema = z.record(z.string(), z.unknown());

/** HubSpot keeps them as JSON. What else stands in them, such as ids of messages, may name others and says nothing of the person. */
function headersWithoutOthers(value: string, own: ReadonlySet<string>): WithoutOthers {
  const headers = headersSchema.safeParse(parseJson(value)).data;
  if (headers === undefined) return { value: '', hasOthers: true };
  const left = Object.entries(headers).flatMap(([end, people]): [string, unknown][] => {
    const all = (Array.isArray(people) ? people : [people]).flatMap(
      (one) => participantSchema.safeParse(one).data ?? [],
    );
    const mine = all.filter(({ email }) => isOwn(email, own));
    return mine.length === 0 ? [] : [[end, mine]];
  });
  const isAll = left.length === Object.keys(headers).length && left.every(([end, mine]) => isWhole(headers[end], mine));
  return { value: left.length === 0 ? '' : JSON.stringify(Object.fromEntries(left)), hasOthers: !isAll };
}

/** Copies may be named in the headers alone. */
function addressesInHeaders(value: string): string[] {
  const headers = headersSchema.safeParse(parseJson(value)).data ?? {};
  return PEOPLE_OF_HEADERS.flatMap((end) => {
    const people = headers[end] ?? [];
    return (Array.isArray(people) ? people : [people]).flatMap((one) => {
      const { data } = participantSchema.safeParse(one);
      return data === undefined ? [] : [addressIn(data.email)];
    });
  });
}

function isWhole(before: unknown, left: unknown): boolean {
  const count = (people: unknown) => (Array.isArray(people) ? people.length : 1);
  return count(before) === count(left);
}
