import type { AccountData } from '../../../local/simulator/account.ts';

/** Contacts and companies, by id. */
export interface Reach {
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}

/**
 * Everything whose clocks rest on those of the given records: the contacts, their primary companies, the companies, and
 * all members of any of these companies.
 */
export function reachOf({ records }: AccountData, { contacts, companies }: Reach): Reach {
  const companyOf = (id: string) => records.contacts.get(id)?.properties.associatedcompanyid;
  const reached = new Set([...companies, ...contacts.flatMap((id) => companyOf(id) ?? [])]);
  const members = [...records.contacts.keys()].filter((id) => reached.has(companyOf(id) ?? ''));
  return { contacts: [...new Set([...contacts, ...members])], companies: [...reached] };
}
