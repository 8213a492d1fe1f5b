import type { AccountData, CrmRecord } from '../../local/simulator/account.ts';

/** What a contact holds in a property, without white space around it; empty when the account lacks the property. */
export function ownText(account: AccountData, contact: CrmRecord, name: string): string {
  return account.properties.contacts.has(name) ? (contact.properties[name] ?? '').trim() : '';
}

/** The same of a company. */
export function companyText(account: AccountData, company: CrmRecord, name: string): string {
  return account.properties.companies.has(name) ? (company.properties[name] ?? '').trim() : '';
}

/** Checkboxes in the order of the options the account has, or in the given order while it has none. */
export function inDisplayOrder(
  { properties }: AccountData,
  property: string,
  order: readonly string[],
  chosen: readonly string[],
): string {
  const options = [...(properties.contacts.get(property)?.options ?? [])];
  const shown = options.sort((a, b) => a.displayOrder - b.displayOrder).map(({ value }) => value);
  return (shown.length > 0 ? shown : order).filter((value) => chosen.includes(value)).join(';');
}

/**
 * The primary company of a contact, archived or not; of a merged one the company that survives. The oracle is for
 * accounts in which it can be found.
 */
export function primaryCompany({ records }: AccountData, contact: CrmRecord): CrmRecord | undefined {
  let id = contact.properties.associatedcompanyid;
  if (!id) return undefined;
  for (;;) {
    const company = records.companies.get(id);
    if (!company) throw new RangeError(`the oracle is for readable facts only, and there is no company ${id}`);
    if (!company.mergedInto) return company;
    id = company.mergedInto;
  }
}
