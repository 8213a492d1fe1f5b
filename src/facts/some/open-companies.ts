import { groupBy } from '../../group-by.ts';
import type { Clock } from '../../register/clock.ts';
import { isSetByCompany } from '../../register/customer.ts';
import type { Floor } from '../../register/floor.ts';
import type { Instant } from '../../register/instant.ts';
import { later, type ServiceContact } from '../../register/service-contact.ts';
import { companyOf, floorsNow, type Gathered, type GatheredCompany, type GatheredContact } from './gathered.ts';

/**
 * Companies of which something that decisions rest on may not be what is remembered, be it the instant of the customer clock, its
 * source, whether the company itself set it, the floor, or the data that HubSpot shows: all their people have to be looked at, to compute it and
 * because it is written on each of them (notice §7). Adding people never closes a company.
 */
export function openCompanies(gathered: Gathered): Set<string> {
  const contacts = [...gathered.contacts.values()];
  const now = groupBy(contacts, (contact) => companyOf(contact, gathered));
  const before = groupBy(contacts, (contact) => contact.before?.companyId);
  const floors = floorsNow(gathered);
  const open = [...gathered.companies.values()].filter(
    (company) =>
      company.survivor === undefined &&
      (mayMove(company, now.get(company.id) ?? [], before.get(company.id) ?? []) ||
        isOther(floors.get(company.id), company.before?.floor)),
  );
  return new Set(open.map(({ id }) => id));
}

function mayMove(
  { activity, before, listed, whole }: GatheredCompany,
  people: readonly GatheredContact[],
  formerly: readonly GatheredContact[],
): boolean {
  if (whole || before === undefined || !before.clock.read || !activity.read) return true;
  if (listed !== undefined && !sameCategories(listed.categories, before.categories)) return true;
  if (people.some(({ own }) => !own.read)) return true;
  const { latest } = before.clock;
  // Forward: somebody, or the company itself, has a later service contact than all had before.
  const newest = [activity, ...people.map(({ own }) => own)].map(latestIn).reduce(later, latest);
  if (!same(newest, latest)) return true;
  // The clock may stay while its basis does not: the company's own activity is of that instant no more, or has come to be.
  const basisNow = isSetByCompany({ companyActivity: activity, clock: before.clock });
  if (basisNow !== isSetByCompany({ companyActivity: before.activity, clock: before.clock })) return true;
  if (latest === undefined) return false;
  // Back: whoever had the latest one, or may have had it, has it no more, or has left.
  const lost = (clockBefore: Clock, clockNow: Clock | undefined) =>
    (!clockBefore.read || same(latestIn(clockBefore), latest)) && !same(clockNow && latestIn(clockNow), latest);
  const here = new Set(people);
  return (
    lost(before.activity, activity) ||
    formerly.some((one) => one.before !== undefined && lost(one.before.own, here.has(one) ? one.own : undefined))
  );
}

/** Whether the floor is not the one that is remembered, or cannot be told. */
function isOther(floor: Floor | undefined, before: Instant | undefined): boolean {
  return floor !== undefined && ('unread' in floor || floor.at !== before);
}

function latestIn(clock: Clock): ServiceContact | undefined {
  return clock.read ? clock.latest : undefined;
}

function same(a: ServiceContact | undefined, b: ServiceContact | undefined): boolean {
  return a?.at === b?.at && a?.type === b?.type && a?.id === b?.id;
}

function sameCategories(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a?.join() === b?.join();
}
