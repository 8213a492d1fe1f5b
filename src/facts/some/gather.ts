import type { Clock } from '../../register/clock.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { cursorOf, withCursor } from '../../runs/cursor.ts';
import { decisionTime, type Phase, type SliceContext } from '../context.ts';
import { PART_SIZE, PARTS } from '../parts.ts';
import { loadSetup, type Setup } from '../setup.ts';
import { CompanyPeople } from './company-people.ts';
import { endsToProve, NOTHING_TO_PROVE } from './ends-to-prove.ts';
import { type CompanyToRead, gatherCompanies } from './gather-companies.ts';
import { gatherContacts } from './gather-contacts.ts';
import { GATHERING, type Gathered, loadGathered, saveUnreadPeople } from './gathered.ts';
import { joinedFacts } from './joined-facts.ts';
import { openCompanies } from './open-companies.ts';
import { companiesToRead, contactsToRead, contactsToReadAnew, onceEach } from './to-read.ts';
import { loadTouched, type Touch } from './touched.ts';

/**
 * Reads the records that were found and all that they draw along: the companies of contacts and, where a customer clock may
 * have moved, the colleagues. Goes on until nothing new is drawn in, and nobody would newly become `ended` on what is only
 * remembered; every piece is kept, so that a slice goes on where the last one stopped.
 */
export const gather: Phase = async (context) => {
  const { policy, session, store } = context;
  const setup = await loadSetup(store);
  const touched = await loadTouched(store);
  const gathered = await loadGathered(store, session.run);
  const people = new CompanyPeople();
  const seen = new Set<string>();
  // Clocks of companies that were worked out together with those of contacts, with whom they share activities.
  const clocks = new Map<string, Clock>();
  let toProve = NOTHING_TO_PROVE;
  for (;;) {
    if (context.timeIsUp()) return false;
    const open = openCompanies(gathered);
    // Those who belonged to a company that was merged into another belong to that one now, whatever they name.
    const merged = [...gathered.companies.values()].flatMap(({ id, survivor }) => (survivor === undefined ? [] : [id]));
    const wholly = new Set([...whollyRead(gathered), ...toProve.companies]);
    await people.find(context, [...open, ...merged, ...wholly]);
    await addMergedAway(context.state, gathered, touched, seen);
    const drawn = new Set([...touched.contacts.keys(), ...people.of([...open, ...merged], false)]);
    const contacts = [
      ...contactsToRead(touched.contacts, drawn, gathered),
      ...contactsToReadAnew(new Set([...people.of(wholly, true), ...toProve.contacts]), wholly, gathered, toProve),
    ];
    const companies = companiesToRead(context, touched, open, gathered, clocks, toProve);
    if (contacts.length > 0) {
      const inFull = companies.filter(({ id, touch }) => touch?.full && !clocks.has(id)).map(({ id }) => id);
      const part = onceEach(contacts).slice(0, PART_SIZE);
      const ofCompanies = await readContacts(context, setup, part, inFull.slice(0, PART_SIZE), gathered);
      for (const [id, clock] of ofCompanies) clocks.set(id, clock);
    } else if (companies.length > 0) await readCompanies(context, setup, companies.slice(0, PART_SIZE), gathered);
    else {
      const unread = people.unread(gathered);
      toProve = endsToProve(gathered, joinedFacts(gathered, unread).contacts, policy, decisionTime(context));
      if (toProve.contacts.size + toProve.companies.size > 0) continue;
      await saveUnreadPeople(store, unread);
      return true;
    }
  }
};

/** Companies whose people are all to be read anew. */
function whollyRead({ companies }: Gathered): string[] {
  return [...companies.values()].flatMap(({ id, whole, survivor }) => (whole && survivor === undefined ? [id] : []));
}

/**
 * Records that were merged into one that was read are looked at too: a contact that is gone leaves its customer with its
 * service contacts, and the people of a company belong to another.
 */
async function addMergedAway(
  state: SliceContext['state'],
  gathered: Gathered,
  touched: Readonly<Record<RecordKind, Map<string, Touch>>>,
  seen: Set<string>,
): Promise<void> {
  for (const kind of RECORD_KINDS) {
    const ids = [...gathered[kind].values()].flatMap(({ absorbed = [] }) => absorbed);
    const unseen = ids.filter((id) => !seen.has(`${kind}|${id}`) && !touched[kind].has(id));
    for (const id of unseen) seen.add(`${kind}|${id}`);
    const remembered = await state[kind].getMany(unseen);
    for (const id of remembered.keys()) touched[kind].set(id, { id, full: false });
  }
}

async function readContacts(
  context: SliceContext,
  setup: Setup,
  touches: readonly Touch[],
  companiesInFull: readonly string[],
  gathered: Gathered,
): Promise<ReadonlyMap<string, Clock>> {
  const { session, store } = context;
  const { contacts: read, ofCompanies } = await gatherContacts(context, setup, touches, companiesInFull);
  const number = cursorOf(session.run, GATHERING).contacts;
  await store.put(PARTS.gathered.contacts, number, read);
  for (const one of read) gathered.contacts.set(one.id, one);
  await session.checkpoint((run) => withCursor(run, GATHERING, { ...cursorOf(run, GATHERING), contacts: number + 1 }));
  return ofCompanies;
}

async function readCompanies(
  context: SliceContext,
  setup: Setup,
  toRead: readonly CompanyToRead[],
  gathered: Gathered,
): Promise<void> {
  const { session, store } = context;
  const read = await gatherCompanies(context, setup, toRead);
  const number = cursorOf(session.run, GATHERING).companies;
  await store.put(PARTS.gathered.companies, number, read);
  for (const one of read) gathered.companies.set(one.id, one);
  await session.checkpoint((run) => withCursor(run, GATHERING, { ...cursorOf(run, GATHERING), companies: number + 1 }));
}
