import type { ServiceContact } from '../../src/register/service-contact.ts';
import type { Clocks } from './clocks.ts';

/** Whom changes touch, told from the clocks of the whole account before and after. */
export interface Effects {
  /** Contacts whose flags may differ: they have to be decided, and written. */
  readonly contacts: ReadonlySet<string>;
  /** Companies whose clocks differ. */
  readonly companies: ReadonlySet<string>;
  /** Contacts whose clocks cannot be had but from all their activities: they moved back, or the contact is new. */
  readonly contactsInFull: ReadonlySet<string>;
  readonly companiesInFull: ReadonlySet<string>;
}

/** `edited` are contacts of whom something was changed that the flags depend on besides clocks; new ones among them. */
export function effectsOf(before: Clocks, after: Clocks, edited: ReadonlySet<string>): Effects {
  const companies = new Set(differing(before.customer, after.customer));
  const contacts = new Set([...edited, ...differing(before.own, after.own)]);
  for (const [id, company] of after.companyOf) {
    if (companies.has(company) || before.companyOf.get(id) !== company) contacts.add(id);
  }
  const isNew = (id: string) => !before.companyOf.has(id);
  return {
    contacts,
    companies,
    contactsInFull: new Set([...movedBack(before.own, after.own), ...[...contacts].filter(isNew)]),
    companiesInFull: new Set(movedBack(before.ofCompany, after.ofCompany)),
  };
}

type ById = ReadonlyMap<string, ServiceContact>;

function differing(before: ById, after: ById): string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => {
    const [a, b] = [before.get(id), after.get(id)];
    return a?.at !== b?.at || a?.type !== b?.type || a?.id !== b?.id;
  });
}

function movedBack(before: ById, after: ById): string[] {
  return [...before].flatMap(([id, { at }]) => ((after.get(id)?.at ?? Number.NEGATIVE_INFINITY) < at ? [id] : []));
}
