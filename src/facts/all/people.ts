import pMap from 'p-map';
import { readAssociations } from '../../hubspot/associations.ts';
import { compareIds } from '../../register/service-contact.ts';
import { cursorOf, withCursor } from '../../runs/cursor.ts';
import type { SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';
import type { Setup } from '../setup.ts';
import { addRecords, readByIds } from './add-records.ts';
import { listedIds } from './listed-ids.ts';
import { missingCompanies } from './missing-companies.ts';
import { READING } from './reading-cursor.ts';
import { reportUnreadContacts, saveUnreadContacts, unreadContacts } from './unread-contacts.ts';

const AT_ONCE = 4;

/**
 * Finds whom the lists lack though somebody leads to them, until nobody new is found: companies that contacts name, and
 * contacts that are associated with a company. Nobody's colleagues are complete before that, and a company whose people cannot be
 * read has a customer clock that is not known. One association read for a thousand companies, outside the ten-second limit.
 */
export async function addRelated(context: SliceContext, setup: Setup): Promise<void> {
  const { session, store } = context;
  for (;;) {
    await missingCompanies(context, setup);
    if ((await addPeople(context, setup)) === 0) break;
  }
  const unread = await unreadContacts(context);
  await reportUnreadContacts(context, unread);
  const people = unread.flatMap(({ id, reason, companies }) =>
    companies.map((company): UnreadPeople => [company, `contact ${id} could not be read (${reason})`]),
  );
  await store.put(PARTS.unreadPeople, 1, people);
  await session.checkpoint((run) => ({
    ...withCursor(run, READING, { ...cursorOf(run, READING), related: true }),
    contacts: {
      ...run.contacts,
      total: run.contacts.total + unread.length,
      processed: run.contacts.processed + unread.length,
      failed: run.contacts.failed + unread.length,
    },
  }));
}

/** Adds live contacts that are associated with a company and were not listed; gives how many there were. */
async function addPeople(context: SliceContext, setup: Setup): Promise<number> {
  const { hubspot, session, store } = context;
  const listed = await listedIds(context, 'contacts');
  const companiesOf = new Map<string, string[]>();
  const unread: UnreadPeople[] = [];
  const parts = Array.from({ length: cursorOf(session.run, READING).companies.parts }, (_, number) => number);
  await pMap(
    parts,
    async (number) => {
      const companies = await store.get(PARTS.listed.companies, number);
      // Archived companies have nobody, and one that could not be read is unread as a whole.
      const ids = companies.filter(({ live }) => live).map(({ id }) => id);
      const people = await readAssociations(hubspot, 'companies', 'contacts', ids);
      for (const [id, reason] of people.unread)
        unread.push([id, `people of company ${id} could not be read (${reason})`]);
      for (const [company, contacts] of people.of) {
        for (const id of contacts) if (!listed.has(id)) companiesOf.set(id, [...(companiesOf.get(id) ?? []), company]);
      }
    },
    { concurrency: AT_ONCE },
  );
  const ids = [...companiesOf.keys()].sort(compareIds);
  const read = await readByIds(context, setup, 'contacts', ids);
  await addRecords(context, setup, 'contacts', read.live);
  await saveUnreadContacts(context, 1, read.unread, companiesOf);
  await store.put(PARTS.unreadPeople, 0, unread);
  return read.live.length;
}

/** Id of a company not all of whose people could be read, and why. */
type UnreadPeople = [string, string];

/** Companies not all of whose people could be read, each with a reason. */
export async function unreadPeople({ store }: SliceContext): Promise<UnreadPeople[]> {
  const all: UnreadPeople[] = [];
  for await (const { value } of store.all(PARTS.unreadPeople)) all.push(...value);
  return all;
}
