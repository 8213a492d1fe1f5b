import { readAssociations } from '../../hubspot/associations.ts';
import type { Clock } from '../../register/clock.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { cursorOf, withCursor } from '../../runs/cursor.ts';
import type { Phase, SliceContext } from '../context.ts';
import { PART, PARTS } from '../parts.ts';
import { loadSetup, type Setup } from '../setup.ts';
import { type CompanyToRead, gatherCompanies } from './gather-companies.ts';
import { gatherContacts } from './gather-contacts.ts';
import { companyOf, GATHERING, type Gathered, loadGathered, saveUnreadPeople } from './gathered.ts';
import { openCompanies } from './open-companies.ts';
import { loadTouched, type Touch } from './touched.ts';

/**
 * Reads the records that were found and all that they draw along: the companies of contacts and, where a customer clock may
 * have moved, the colleagues. Goes on until nothing new is drawn in; every piece is kept, so that a slice goes on where the
 * last one stopped.
 */
export const gather: Phase = async (context) => {
  const { store } = context;
  const setup = await loadSetup(store);
  const touched = await loadTouched(store);
  const gathered = await loadGathered(store, context.session.run);
  const members = new Map<string, readonly string[]>();
  const unread = new Map<string, string>();
  const seen = new Set<string>();
  // Clocks of companies that were worked out together with those of contacts, with whom they share activities.
  const clocks = new Map<string, Clock>();
  for (;;) {
    if (context.timeIsUp()) return false;
    const open = openCompanies(gathered);
    // Those who belonged to a company that was merged into another belong to that one now, whatever they name.
    const merged = [...gathered.companies.values()].flatMap(({ id, survivor }) => (survivor === undefined ? [] : [id]));
    await addMembers(context, [...open, ...merged], members, unread);
    await addMergedAway(context.state, gathered, touched, seen);
    const contacts = contactsToRead(touched.contacts, members, gathered);
    const companies = companiesToRead(context, touched, open, gathered, clocks);
    if (contacts.length > 0) {
      const inFull = companies.filter(({ id, touch }) => touch?.full && !clocks.has(id)).map(({ id }) => id);
      const part = contacts.slice(0, PART);
      const ofCompanies = await readContacts(context, setup, part, inFull.slice(0, PART), gathered);
      for (const [id, clock] of ofCompanies) clocks.set(id, clock);
    } else if (companies.length > 0) await readCompanies(context, setup, companies.slice(0, PART), gathered);
    else {
      await saveUnreadPeople(store, new Map([...unread, ...strangersUnread(members, gathered)]));
      return true;
    }
  }
};

/**
 * People of companies: those who are remembered, and those whom HubSpot associates with them and nobody remembers. A sync that
 * never saw somebody must not take a colleague for the last one.
 */
async function addMembers(
  { hubspot, state }: SliceContext,
  companies: readonly string[],
  members: Map<string, readonly string[]>,
  unread: Map<string, string>,
): Promise<void> {
  const unknown = companies.filter((id) => !members.has(id));
  const [remembered, associated] = await Promise.all([
    state.membersOf(unknown),
    readAssociations(hubspot, 'companies', 'contacts', unknown),
  ]);
  for (const [id, reason] of associated.unread) unread.set(id, `people of company ${id} could not be read (${reason})`);
  const known = await state.contacts.getMany([...associated.of.values()].flat());
  for (const id of unknown) {
    const others = (associated.of.get(id) ?? []).filter((contact) => !known.has(contact));
    members.set(id, [...(remembered.get(id) ?? []), ...others]);
  }
}

/** Companies with people who are not remembered and could not be read: nothing else says whose colleagues they are. */
function strangersUnread(members: ReadonlyMap<string, readonly string[]>, { contacts }: Gathered): [string, string][] {
  return [...members].flatMap(([company, ids]) =>
    ids.flatMap((id): [string, string][] => {
      const contact = contacts.get(id);
      const isUnread = contact && !contact.gone && contact.listed === undefined && contact.before === undefined;
      return isUnread ? [[company, `contact ${id} could not be read`]] : [];
    }),
  );
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

function contactsToRead(
  touched: ReadonlyMap<string, Touch>,
  members: ReadonlyMap<string, readonly string[]>,
  { contacts }: Gathered,
): Touch[] {
  const colleagues = [...members.values()].flat();
  const ids = new Set([...touched.keys(), ...colleagues].filter((id) => !contacts.has(id)));
  return [...ids].map((id) => touched.get(id) ?? { id, full: false });
}

function companiesToRead(
  { session }: SliceContext,
  touched: Readonly<Record<'contacts' | 'companies', ReadonlyMap<string, Touch>>>,
  open: ReadonlySet<string>,
  gathered: Gathered,
  clocks: ReadonlyMap<string, Clock>,
): CompanyToRead[] {
  const { contacts, companies } = gathered;
  const ofContacts = [...contacts.values()].flatMap((contact) => {
    const company = companyOf(contact, gathered);
    const left = contact.before?.companyId;
    return [...(company === undefined ? [] : [company]), ...(left === undefined || left === company ? [] : [left])];
  });
  const named = new Set([...touched.companies.keys(), ...ofContacts].filter((id) => !companies.has(id)));
  // Somebody who names contacts wants them computed from everything there is.
  const wholly = new Set(session.run.scope === 'contacts' ? ofContacts : []);
  const newly = [...named].map((id): CompanyToRead => {
    const whole = wholly.has(id);
    const touch = touched.companies.get(id) ?? (whole ? { id, full: true } : undefined);
    return { id, touch, ask: false, whole, activity: clocks.get(id) };
  });
  if (newly.length > 0) return newly;
  // Only when it is known which: so they are asked for together.
  const unasked = [...companies.values()].filter(
    ({ id, listed, survivor }) => !listed && !survivor && (open.has(id) || touched.companies.has(id)),
  );
  return unasked.map(({ id, whole, activity }) => ({ id, ask: true, whole, activity }));
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
  wanted: readonly CompanyToRead[],
  gathered: Gathered,
): Promise<void> {
  const { session, store } = context;
  const read = await gatherCompanies(context, setup, wanted);
  const number = cursorOf(session.run, GATHERING).companies;
  await store.put(PARTS.gathered.companies, number, read);
  for (const one of read) gathered.companies.set(one.id, one);
  await session.checkpoint((run) => withCursor(run, GATHERING, { ...cursorOf(run, GATHERING), companies: number + 1 }));
}
