import { groundsOf } from '../../src/facts/listed.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { type Clock, unreadClock } from '../../src/register/clock.ts';
import { customerOf } from '../../src/register/customer.ts';
import type { Floor } from '../../src/register/floor.ts';
import { parseInstant } from '../../src/register/instant.ts';
import { decideRetention, type Retention } from '../../src/register/retention.ts';
import { wantedOfCompany, wantedOfContact } from '../../src/register/wanted.ts';
import { clockOf } from './clock-of.ts';
import type { Decision, FactActivities, Facts } from './retention-case.ts';

/** Facts of one contact and its company. */
export type Situation = Pick<Facts, 'contact' | 'company'>;

/** What the product decides on the facts of a case, in the shape of `decision.json`. */
export function decide(facts: Situation, policy: Policy, now: number): Decision {
  const { own, customer, retention } = retentionOf(facts, policy, now);
  return {
    contact: { ...wantedOfContact(retention, own, customer) },
    ...(customer ? { company: { ...wantedOfCompany(customer, policy) } } : {}),
    unreadable: [...retention.unreadable],
  };
}

/** The decision itself, with the clocks it was made from. */
export function retentionOf({ contact, company }: Situation, policy: Policy, now: number) {
  const read = (of: string, activities: FactActivities): Clock =>
    activities === 'unreadable'
      ? unreadClock(`activities of ${of} could not be read`)
      : clockOf(activities, policy, now);
  const own = read(`contacts:${contact.id}`, contact.activities);
  const customer = company
    ? customerOf(
        company.id,
        read(`companies:${company.id}`, company.activities),
        [own, ...company.colleagues.map(({ id, activities }) => read(`contacts:${id}`, activities))],
        floorOf(company),
      )
    : undefined;
  const createdAt = contact.createdate === null ? undefined : parseInstant(contact.createdate);
  const { holdUntil } = groundsOf({ rekisteri_hold_until: contact.holdUntil }, policy.timeZone);
  const retention: Retention = decideRetention({ createdAt, holdUntil, own, customer }, policy, now);
  return { own, customer, retention };
}

function floorOf({ id, floor }: NonNullable<Situation['company']>): Floor | undefined {
  if (floor === 'unreadable') return { unread: `the floor of companies:${id} could not be read` };
  return floor === undefined ? undefined : { at: Date.parse(floor) };
}
