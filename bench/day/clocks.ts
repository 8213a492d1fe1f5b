import type { AccountData } from '../../local/simulator/account.ts';
import { associatedIds } from '../../local/simulator/change.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { later, readServiceContact, type ServiceContact } from '../../src/register/service-contact.ts';
import { COUNTED } from './activities.ts';

type ById = ReadonlyMap<string, ServiceContact>;

/** All clocks of an account (notice §7), computed from everything there is. */
export interface Clocks {
  /** Own clocks, by contact. */
  readonly own: ById;
  /** The latest of the activities of each company. */
  readonly ofCompany: ById;
  /** Customer clocks, by company. */
  readonly customer: ById;
  /** Primary companies, by contact. */
  readonly companyOf: ReadonlyMap<string, string>;
}

export function clocksOf(account: AccountData, policy: Policy, now: number): Clocks {
  const own = new Map<string, ServiceContact>();
  const ofCompany = new Map<string, ServiceContact>();
  for (const type of COUNTED) {
    for (const { id, properties } of account.records[type].values()) {
      const reading = readServiceContact({ type, id, properties }, policy, now);
      if (reading.kind !== 'counts') continue;
      for (const contact of associatedIds(account, type, id, 'contacts')) note(own, contact, reading.contact);
      for (const company of associatedIds(account, type, id, 'companies')) note(ofCompany, company, reading.contact);
    }
  }
  const customer = new Map(ofCompany);
  const companyOf = new Map<string, string>();
  for (const { id, properties } of account.records.contacts.values()) {
    const company = properties.associatedcompanyid;
    if (!company) continue;
    companyOf.set(id, company);
    note(customer, company, own.get(id));
  }
  return { own, ofCompany, customer, companyOf };
}

function note(clocks: Map<string, ServiceContact>, id: string, contact: ServiceContact | undefined): void {
  const latest = later(clocks.get(id), contact);
  if (latest !== undefined) clocks.set(id, latest);
}
