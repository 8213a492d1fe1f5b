import type { Access } from '../../hubspot/records.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';

/** Where a letter goes: lines of an envelope, the name first. Never kept. */
export type Addressee = readonly string[];

/** Whom a letter is to. */
export interface Addressees {
  readonly kind: 'read';
  readonly addressees: readonly Addressee[];
  /** Contacts that are not there any more, or were merged into another: nobody knows by it whether that is the same person. */
  readonly absent: readonly string[];
  /** Whether HubSpot holds the opt-out from all e-mail of everybody who is still there. */
  readonly optedOut: boolean;
}

const OPT_OUT = 'hs_email_optout';
const NAME = ['firstname', 'lastname'];
const STREET = ['address'];
const TOWN = ['zip', 'city'];
const PROPERTIES = [...NAME, ...STREET, ...TOWN, 'country', 'email', OPT_OUT];

type Values = Readonly<Record<string, string | null>>;

/**
 * Reads from HubSpot to whom a letter goes: name and postal address, or the e-mail address where there is no postal one. Several contacts
 * of one person are one addressee. `unread` when HubSpot would not tell of somebody; throws `HubSpotError` when it cannot be asked.
 */
export async function readAddressees(
  hubspot: Access,
  contactIds: readonly string[],
): Promise<Addressees | { readonly kind: 'unread' }> {
  const { found, unread } = await readManyRecords(hubspot, 'contacts', contactIds, PROPERTIES, 1);
  if (unread.size > 0) return { kind: 'unread' };
  const there = contactIds.filter((id) => found.has(id));
  const people = there.map((id) => found.get(id)?.properties ?? {});
  const optedOut = people.every((values) => values[OPT_OUT] === 'true');
  const absent = contactIds.filter((id) => !there.includes(id));
  return { kind: 'read', addressees: addresseesOf(people), absent, optedOut };
}

/** One addressee for each name, with the first postal address of that name, else its first e-mail address: pure. */
export function addresseesOf(people: readonly Values[]): Addressee[] {
  const nameOf = (values: Values) => joined(values, NAME).toLowerCase();
  // Whoever has no name is known by the address alone.
  const byName = Map.groupBy(people, (values) => nameOf(values) || `\n${joined(values, ['email'])}`);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    const lines =
      same.map(postalLines).find((one) => one.length > 0) ?? same.map(emailLine).find((one) => one.length > 0);
    const addressee = [joined(first ?? {}, NAME), ...(lines ?? [])].filter((line) => line !== '');
    return addressee.length === 0 ? [] : [addressee];
  });
}

function postalLines(values: Values): string[] {
  const [street, town] = [joined(values, STREET), joined(values, TOWN)];
  // A town alone is no address to send a letter to.
  if (street === '') return [];
  return [street, town, joined(values, ['country'])].filter((line) => line !== '');
}

function emailLine(values: Values): string[] {
  return [joined(values, ['email'])].filter((line) => line !== '');
}

function joined(values: Values, properties: readonly string[]): string {
  const texts = properties.map((property) => (values[property] ?? '').trim().replaceAll(/\s+/gu, ' '));
  return texts.filter((text) => text !== '').join(' ');
}
