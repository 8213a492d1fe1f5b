import type { AccountData, CrmRecord, ObjectType } from '../../local/simulator/account.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { oracleDate, oracleDays, oracleInstant, oracleYearsLater } from './oracle-calendar.ts';
import { primaryCompany } from './oracle-values.ts';

/** What HubSpot should hold, by record id and property. */
export interface OracleValues {
  readonly contacts: Map<string, Record<string, string>>;
  readonly companies: Map<string, Record<string, string>>;
}

interface Touch {
  readonly at: number;
  readonly type: CountedType;
  readonly id: string;
}

// Order and basis of the activity types: the table of the notice (§7).
const BASIS = {
  meetings: 'meeting',
  calls: 'call',
  emails: 'email',
  communications: 'communication',
  postal_mail: 'postal_mail',
  notes: 'note',
  tasks: 'task',
} as const;
type CountedType = keyof typeof BASIS;
const ORDER: readonly CountedType[] = [
  'meetings',
  'calls',
  'emails',
  'communications',
  'postal_mail',
  'notes',
  'tasks',
];

/** When erased people of companies were last in contact (epoch ms), by the id of the company. */
export type OracleFloors = ReadonlyMap<string, number>;

/**
 * A second, naive implementation of the retention rule (notice §7) and of the retention values, to check
 * the product against: for every live contact and company of a fully readable account, at `now` (epoch ms). It shares
 * no code with `src/register`. Without `floors` they are what companies hold.
 */
export function oracle(
  account: AccountData,
  policy: Policy,
  now: number,
  floors: OracleFloors = heldFloors(account),
): OracleValues {
  const own = new Map(live(account, 'contacts').map(({ id }) => [id, touches(account, policy, now, 'contacts', id)]));
  const people = new Map<string, Touch[]>();
  for (const contact of live(account, 'contacts')) {
    const companyId = primaryCompany(account, contact)?.id;
    const latest = own.get(contact.id)?.slice(0, 1) ?? [];
    if (companyId) people.set(companyId, [...(people.get(companyId) ?? []), ...latest]);
  }
  const customerOf = (companyId: string): Touch | undefined =>
    sorted([...touches(account, policy, now, 'companies', companyId), ...(people.get(companyId) ?? [])])[0];

  return {
    contacts: new Map(
      live(account, 'contacts').map((contact) => {
        const companyId = primaryCompany(account, contact)?.id;
        const customer = companyId ? customerOf(companyId) : undefined;
        const atCompany = companyId ? touches(account, policy, now, 'companies', companyId) : [];
        const floor = companyId ? floors.get(companyId) : undefined;
        return [contact.id, contactValues(contact, own.get(contact.id)?.[0], customer, floor, atCompany, policy, now)];
      }),
    ),
    companies: new Map(
      live(account, 'companies').map(({ id }) => [id, companyValues(customerOf(id), floors.get(id), policy)]),
    ),
  };
}

function contactValues(
  contact: CrmRecord,
  own: Touch | undefined,
  customer: Touch | undefined,
  floor: number | undefined,
  atCompany: readonly Touch[],
  policy: Policy,
  now: number,
): Record<string, string> {
  const customerAt = latestNumber(customer?.at, floor);
  const values = {
    rekisteri_last_contact_at: printed(own?.at),
    rekisteri_last_contact_source: own ? `${own.type}:${own.id}` : '',
    rekisteri_customer_last_contact_at: printed(customerAt),
  };
  let start: number;
  let basis: string;
  if (policy.retention.clock === 'customer' && customerAt !== undefined && (!own || customerAt > own.at)) {
    start = customerAt;
    if (atCompany.some(({ at }) => at === customerAt)) basis = 'company_activity';
    else basis = customer?.at === customerAt ? 'colleague_activity' : 'former_contact';
  } else if (own) {
    start = own.at;
    basis = BASIS[own.type];
  } else if (policy.retention.withoutContact === 'created') {
    start = oracleInstant(contact.properties.createdate ?? contact.createdAt);
    basis = 'record_created';
  } else {
    return {
      ...values,
      rekisteri_retention_basis: '',
      rekisteri_retention_ends: '',
      rekisteri_retention_status: 'unknown',
    };
  }
  const ends = oracleYearsLater(oracleDate(start, policy.timeZone), policy.retention.years);
  return {
    ...values,
    rekisteri_retention_basis: basis,
    rekisteri_retention_ends: ends,
    rekisteri_retention_status: statusOf(contact, ends, policy, now),
  };
}

function statusOf(contact: CrmRecord, ends: string, policy: Policy, now: number): string {
  const today = oracleDate(now, policy.timeZone);
  const hold = contact.properties.rekisteri_hold_until;
  if (hold && oracleDays(today, oracleHoldDate(hold, policy.timeZone)) >= 0) return 'on_hold';
  const left = oracleDays(today, ends);
  if (left < 0) return 'ended';
  return left <= policy.retention.endingSoonDays ? 'ending_soon' : 'active';
}

function companyValues(customer: Touch | undefined, floor: number | undefined, policy: Policy): Record<string, string> {
  const at = latestNumber(customer?.at, floor);
  const isSource = customer !== undefined && customer.at === at;
  return {
    rekisteri_last_contact_at: printed(at),
    rekisteri_last_contact_source: isSource ? `${customer.type}:${customer.id}` : '',
    rekisteri_retention_ends:
      at === undefined ? '' : oracleYearsLater(oracleDate(at, policy.timeZone), policy.retention.years),
    rekisteri_erased_contact_at: printed(floor),
  };
}

/** What companies hold of erased people. */
function heldFloors({ records }: AccountData): OracleFloors {
  const held = [...records.companies.values()].map(({ id, properties }) => {
    const { rekisteri_erased_contact_at: text } = properties;
    return [id, text ? oracleInstant(text) : undefined] as const;
  });
  return new Map(held.flatMap(([id, at]) => (at === undefined ? [] : [[id, at]])));
}

function latestNumber(a: number | undefined, b: number | undefined): number | undefined {
  const numbers = [a, b].flatMap((one) => (one === undefined ? [] : [one]));
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

/** Counting activities of one record, the one that sets its clock first. Of an archived record HubSpot shows none. */
function touches(account: AccountData, policy: Policy, now: number, of: 'contacts' | 'companies', id: string): Touch[] {
  const found: Touch[] = [];
  if (account.records[of].get(id)?.archivedAt) return found;
  for (const type of ORDER) {
    const rule = policy.serviceContacts[type];
    if (!rule) continue;
    for (const activityId of account.associations.get(`${of}:${id}`)?.get(type) ?? []) {
      const activity = account.records[type].get(activityId);
      if (!activity || activity.archivedAt || activity.mergedInto) continue;
      const excepted = Object.keys(rule.except).some((name) =>
        rule.except[name]?.some((value) => value === activity.properties[name]),
      );
      const date = rule.date.map((name) => activity.properties[name]).find((value) => value);
      if (excepted || !date) continue;
      const at = oracleInstant(date);
      if (at <= now) found.push({ at, type, id: activityId });
    }
  }
  return sorted(found);
}

/** Latest first; of the same instant by type, then by the lowest id. */
function sorted(found: Touch[]): Touch[] {
  return found.sort(
    (a, b) =>
      b.at - a.at ||
      ORDER.indexOf(a.type) - ORDER.indexOf(b.type) ||
      (BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0),
  );
}

function live(account: AccountData, type: ObjectType): CrmRecord[] {
  return [...account.records[type].values()].filter(({ archivedAt, mergedInto }) => !archivedAt && !mergedInto);
}

function printed(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}

/** HubSpot keeps dates as midnight UTC; any other instant is of a property that staff made a `datetime`. */
function oracleHoldDate(hold: string, timeZone: string): string {
  const instant = oracleInstant(hold);
  return oracleDate(instant, new Date(instant).toISOString().endsWith('T00:00:00.000Z') ? 'UTC' : timeZone);
}
