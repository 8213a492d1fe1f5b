import { chunk } from '../../../chunk.ts';
import { ASSOCIATION_BATCH, readAssociations } from '../../../hubspot/associations.ts';
import { HubSpotError } from '../../../hubspot/errors.ts';
import { readPropertyDefinitions } from '../../../hubspot/property-definitions.ts';
import { type RecordsById, readRecords } from '../../../hubspot/records.ts';
import type { ActivityType } from '../../../policy/activity-types.ts';
import { compareIds } from '../../../register/service-contact.ts';
import type { Gathering } from './context.ts';
import type { ReadContact } from './contacts.ts';
import { isPreview, type ReadEngagement, type Reader } from './engagement.ts';
import { unread } from './errors.ts';
import { correspondentsOf, houseDomains } from './others.ts';

/** Ids under which HubSpot knows the person. */
export interface PersonIds {
  readonly contact: ReadContact;
  /** Of all contacts of the request, and of records that were merged into them. */
  readonly ids: ReadonlySet<string>;
}

/** What engagements of one type are shown with, and the engagements, a page at a time. */
export interface EngagementsOfType {
  readonly reader: Reader;
  readonly pages: AsyncIterable<readonly ReadEngagement[]>;
  /** HubSpot would not list the properties of the type that are marked as sensitive. */
  readonly hidesSensitive: boolean;
}

/** A body may have 5 MB: so much text is aimed at for a page, and at least and most so many engagements. */
const PAGE_CHARACTERS = 4_000_000;
const LEAST_OF_PAGE = 5;
const MOST_OF_PAGE = 50;

/** Scopes beyond that of contacts that a type takes. */
export const SCOPE_OF_TYPE: Readonly<Partial<Record<ActivityType, string>>> = { emails: 'sales-email-read' };

/**
 * The engagements of a contact of one type, by their ids. `undefined` when the token lacks the scope for them. One that cannot be read,
 * or of which it cannot be told whom it is with, ends the copy: `CopyError`.
 */
export async function engagementsOf(
  { hubspot, policy }: Pick<Gathering, 'hubspot' | 'policy'>,
  type: ActivityType,
  { contact, ids: person }: PersonIds,
): Promise<EngagementsOfType | undefined> {
  const { id: contactId, addresses } = contact;
  const links = await orNoScope(readAssociations(hubspot, 'contacts', type, [contactId], { withLabels: true }));
  if (links === undefined) return undefined;
  const found = links.of.get(contactId);
  if (found === undefined)
    throw unread(`The ${type} of contact ${contactId} could not be read (${links.unread.get(contactId)})`);
  const ids = found.toSorted(compareIds);
  const labels = links.labels.get(contactId);
  const reading = await orNoScope(definitionsOf(ids));
  if (reading === undefined) return undefined;
  const { definitions, first, hidesSensitive } = reading;
  const own = new Set(addresses.map((address) => address.toLowerCase()));
  const domains = houseDomains(policy);
  return { reader: { contactId, ids: person, addresses: own, definitions }, pages: pages(), hidesSensitive };

  /** What was read, or that the token lacks the scope, which it does for a type that takes one of its own whatever the 403 says. */
  async function orNoScope<Result>(asking: Promise<Result>): Promise<Result | undefined> {
    try {
      return await asking;
    } catch (error) {
      const isRefused = error instanceof HubSpotError && error.code === 'forbidden';
      if (isRefused && (SCOPE_OF_TYPE[type] !== undefined || error.category === 'MISSING_SCOPES')) return undefined;
      throw error;
    }
  }

  /** The first page tells whether the scope is there, if finding them did not. */
  async function definitionsOf(all: readonly string[]) {
    if (all.length === 0) return { definitions: [], first: undefined, hidesSensitive: false };
    const { properties: defined, unlisted } = await readPropertyDefinitions(hubspot, type);
    const properties = defined.filter(({ name }) => !isPreview(name));
    const names = properties.map(({ name }) => name);
    const first = await readRecords(hubspot, type, all.slice(0, LEAST_OF_PAGE), names);
    return { definitions: properties, first, hidesSensitive: unlisted.length > 0 };
  }

  async function* pages(): AsyncGenerator<readonly ReadEngagement[]> {
    const names = definitions.map(({ name }) => name);
    let size = LEAST_OF_PAGE;
    let known = first;
    for (const part of chunk(ids, ASSOCIATION_BATCH)) {
      const people = await readAssociations(hubspot, type, 'contacts', part);
      for (let at = 0; at < part.length; ) {
        const some = part.slice(at, at + size);
        const records = known ?? (await readRecords(hubspot, type, some, names));
        known = undefined;
        const page = await pageOf(some, records, people.of);
        yield page;
        at += some.length;
        size = nextSize(page);
      }
    }
  }

  async function pageOf(
    some: readonly string[],
    records: RecordsById,
    people: ReadonlyMap<string, readonly string[]>,
  ): Promise<readonly ReadEngagement[]> {
    const lost: string[] = [];
    const page = some.flatMap((id): ReadEngagement[] => {
      const record = records.found.get(id);
      const with_ = people.get(id);
      const reason = records.unread.get(id);
      if (reason !== undefined) throw unread(`${type}:${id} could not be read (${reason})`);
      if (record === undefined || with_ === undefined || !with_.some((one) => person.has(one))) {
        lost.push(id);
        return [];
      }
      const others = with_.filter((one) => !person.has(one)).length;
      const { hasPerson, strangers } = correspondentsOf(record.properties, own, domains);
      // An e-mail that was neither from the person nor to them: somebody put it on their record, and it is no less the others'.
      const othersCount = Math.max(others, hasPerson ? 0 : strangers.length);
      return [{ type, record, labels: labels?.get(id) ?? [], othersCount, strangers }];
    });
    if (lost.length > 0) await assertNoLongerTheirs(lost);
    return page;
  }

  /** What was archived, or taken off the person, since it was found is theirs no more; anything else could not be read. */
  async function assertNoLongerTheirs(lost: readonly string[]): Promise<void> {
    const again = await readAssociations(hubspot, 'contacts', type, [contactId]);
    const now = again.of.get(contactId);
    const left = lost.find((id) => now === undefined || now.includes(id));
    if (left !== undefined) throw unread(`${type}:${left} could not be read, or was changed meanwhile`);
  }
}

function nextSize(page: readonly ReadEngagement[]): number {
  const characters = page.reduce((sum, { record }) => {
    return sum + Object.values(record.properties).reduce((own, value) => own + (value?.length ?? 0), 0);
  }, 0);
  const average = Math.max(1, characters / Math.max(1, page.length));
  return Math.min(MOST_OF_PAGE, Math.max(LEAST_OF_PAGE, Math.floor(PAGE_CHARACTERS / average)));
}
