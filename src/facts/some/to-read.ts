import type { Clock } from '../../register/clock.ts';
import type { RecordKind } from '../../register/record.ts';
import type { SliceContext } from '../context.ts';
import type { ToProve } from './ends-to-prove.ts';
import type { CompanyToRead } from './gather-companies.ts';
import { companyOf, type Gathered, type GatheredContact } from './gathered.ts';
import type { Touch } from './touched.ts';

/** Contacts that nobody has looked at yet. */
export function contactsToRead(
  touched: ReadonlyMap<string, Touch>,
  drawn: ReadonlySet<string>,
  { contacts }: Gathered,
): Touch[] {
  return [...drawn].filter((id) => !contacts.has(id)).map((id) => touched.get(id) ?? { id, full: false });
}

/**
 * Contacts whose clocks must not rest on what is remembered: those that would become `ended`, and all people of companies that are
 * read wholly. Who turns out to work for another is left at that.
 */
export function contactsToReadAnew(
  ids: ReadonlySet<string>,
  wholly: ReadonlySet<string>,
  gathered: Gathered,
  toProve: ToProve,
): Touch[] {
  const theirs = [...gathered.contacts.values()].filter((one) => wholly.has(companyOf(one, gathered) ?? ''));
  const all = new Set([...ids, ...theirs.map(({ id }) => id)]);
  const mustBeAnew = (id: string) => {
    const contact = gathered.contacts.get(id);
    if (contact === undefined) return true;
    return !contact.anew && (toProve.contacts.has(id) || wholly.has(companyOf(contact, gathered) ?? ''));
  };
  return [...all].filter(mustBeAnew).map((id) => ({ id, full: true }));
}

/** Each contact once: in full, as soon as it has to be. */
export function onceEach(touches: readonly Touch[]): Touch[] {
  const once = new Map<string, Touch>();
  for (const touch of touches) if (touch.full || !once.has(touch.id)) once.set(touch.id, touch);
  return [...once.values()];
}

/** Companies that nobody has looked at yet, that are to be read anew, or of which HubSpot has to be asked. */
export function companiesToRead(
  { session }: SliceContext,
  touched: Readonly<Record<RecordKind, ReadonlyMap<string, Touch>>>,
  open: ReadonlySet<string>,
  gathered: Gathered,
  clocks: ReadonlyMap<string, Clock>,
  toProve: ToProve,
): CompanyToRead[] {
  const { contacts, companies } = gathered;
  const workedOut = (id: string) => {
    const activity = clocks.get(id);
    return activity && { activity, anew: true };
  };
  const ofContact = (contact: GatheredContact) => {
    const company = companyOf(contact, gathered);
    const left = contact.before?.companyId;
    return [...(company === undefined ? [] : [company]), ...(left === undefined || left === company ? [] : [left])];
  };
  const ofContacts = [...contacts.values()].flatMap(ofContact);
  const named = new Set([...touched.companies.keys(), ...ofContacts].filter((id) => !companies.has(id)));
  // Somebody who names contacts wants them computed from everything there is.
  const wholly = new Set(
    session.run.scope === 'contacts'
      ? [...touched.contacts.keys()].flatMap((id) => contacts.get(id) ?? []).flatMap(ofContact)
      : [],
  );
  const newly = [...named].map((id): CompanyToRead => {
    const whole = wholly.has(id);
    const touch = touched.companies.get(id) ?? (whole ? { id, full: true } : undefined);
    return { id, touch, ask: false, whole, activity: workedOut(id) };
  });
  if (newly.length > 0) return newly;
  const anew = [...new Set([...toProve.companies, ...wholly])].filter((id) => {
    const company = companies.get(id);
    return company?.survivor === undefined && !(company?.whole && company.anew);
  });
  if (anew.length > 0) {
    return anew.map((id) => ({ id, touch: { id, full: true }, ask: true, whole: true, activity: workedOut(id) }));
  }
  // Only when it is known which: so they are asked for together.
  const unasked = [...companies.values()].filter(
    ({ id, listed, survivor }) => !listed && !survivor && (open.has(id) || touched.companies.has(id)),
  );
  return unasked.map(({ id, whole, activity, anew }) => ({ id, ask: true, whole, activity: { activity, anew } }));
}
