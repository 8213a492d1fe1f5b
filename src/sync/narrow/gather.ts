import type { Phase, SliceContext } from '../context.ts';
import { PART } from '../phases/part.ts';
import { loadSetup, type Setup } from '../setup.ts';
import { gatherCompanies, type Wanted } from './gather-companies.ts';
import { gatherContacts } from './gather-contacts.ts';
import { companyOf, type Gathered, loadGathered } from './gathered.ts';
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
  for (;;) {
    if (context.timeIsUp()) return false;
    const open = openCompanies(gathered);
    await addMembers(context, open, members);
    const contacts = contactsToRead(touched.contacts, members, open, gathered);
    const companies = contacts.length > 0 ? [] : companiesToRead(context, touched, open, gathered);
    if (contacts.length > 0) await readContacts(context, setup, contacts.slice(0, PART), gathered);
    else if (companies.length > 0) await readCompanies(context, setup, companies.slice(0, PART), gathered);
    else return true;
  }
};

async function addMembers(
  { state }: SliceContext,
  open: ReadonlySet<string>,
  members: Map<string, readonly string[]>,
): Promise<void> {
  const unknown = [...open].filter((id) => !members.has(id));
  for (const [id, ids] of await state.membersOf(unknown)) members.set(id, ids);
}

function contactsToRead(
  touched: ReadonlyMap<string, Touch>,
  members: ReadonlyMap<string, readonly string[]>,
  open: ReadonlySet<string>,
  { contacts }: Gathered,
): Touch[] {
  const colleagues = [...open].flatMap((id) => members.get(id) ?? []);
  const ids = new Set([...touched.keys(), ...colleagues].filter((id) => !contacts.has(id)));
  return [...ids].map((id) => touched.get(id) ?? { id, full: false });
}

function companiesToRead(
  { session }: SliceContext,
  touched: Readonly<Record<'contacts' | 'companies', ReadonlyMap<string, Touch>>>,
  open: ReadonlySet<string>,
  gathered: Gathered,
): Wanted[] {
  const { contacts, companies } = gathered;
  const ofContacts = [...contacts.values()].flatMap((contact) => {
    const company = companyOf(contact, gathered);
    const left = contact.before?.companyId;
    return [...(company === undefined ? [] : [company]), ...(left === undefined || left === company ? [] : [left])];
  });
  const named = new Set([...touched.companies.keys(), ...ofContacts].filter((id) => !companies.has(id)));
  // Somebody who names contacts wants them computed from everything there is.
  const wholly = new Set(session.run.scope === 'contacts' ? ofContacts : []);
  const unasked = [...open].filter((id) => companies.get(id)?.listed === undefined);
  return [
    ...[...named].map((id): Wanted => {
      const whole = wholly.has(id);
      const touch = touched.companies.get(id) ?? (whole ? { id, full: true } : undefined);
      return { id, touch, ask: false, whole };
    }),
    ...unasked.map((id): Wanted => {
      return { id, ask: true, whole: companies.get(id)?.whole ?? false, activity: companies.get(id)?.activity };
    }),
  ];
}

async function readContacts(
  context: SliceContext,
  setup: Setup,
  touches: readonly Touch[],
  gathered: Gathered,
): Promise<void> {
  const { session, store } = context;
  const read = await gatherContacts(context, setup, touches);
  const { contacts } = session.run.position.gathering;
  await store.put('gathered-contacts', contacts, read);
  for (const one of read) gathered.contacts.set(one.id, one);
  await session.checkpoint(({ position }) => ({
    position: { ...position, gathering: { ...position.gathering, contacts: contacts + 1 } },
  }));
}

async function readCompanies(
  context: SliceContext,
  setup: Setup,
  wanted: readonly Wanted[],
  gathered: Gathered,
): Promise<void> {
  const { session, store } = context;
  const read = await gatherCompanies(context, setup, wanted);
  const { companies } = session.run.position.gathering;
  await store.put('gathered-companies', companies, read);
  for (const one of read) gathered.companies.set(one.id, one);
  await session.checkpoint(({ position }) => ({
    position: { ...position, gathering: { ...position.gathering, companies: companies + 1 } },
  }));
}
