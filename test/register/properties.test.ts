import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/policy/schema.ts';
import type { Activity } from '../../src/register/activity.ts';
import { unreadClock } from '../../src/register/clock.ts';
import { customerOf } from '../../src/register/customer.ts';
import { decideRetention } from '../../src/register/retention.ts';
import { account } from '../support/arbitrary-account.ts';
import { AT, activity, holdUntil, letter, policy, situation } from '../support/arbitrary-facts.ts';
import { clockOf } from '../support/clock-of.ts';
import { decide, retentionOf, type Situation } from '../support/decide.ts';
import { decideAccount } from '../support/decide-account.ts';
import { oracle } from '../support/oracle.ts';
import type { FactActivities, FactActivity } from '../support/retention-case.ts';

const FUTURE = Date.UTC(2028, 0);

const activities = fc.array(activity, { maxLength: 6 });

describe('the retention decision', () => {
  it('is what the oracle decides', () => {
    fc.assert(
      fc.property(account, policy, fc.constantFrom(-1, 0, 1, 86_400_000), (facts, rules, later) => {
        expect(decideAccount(facts, rules, AT + later)).toEqual(oracle(facts, rules, AT + later));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not end earlier because of one more service contact', () => {
    fc.assert(
      fc.property(situation, letter, policy, fc.boolean(), (facts, more, rules, byCompany) => {
        const before = retentionOf(facts, rules, AT).retention;
        fc.pre(before.endsOn !== undefined);
        // Creation starts the clock only for want of service contacts (§7.5), so a first one, if older, ends earlier.
        const at = more.properties.hs_timestamp ?? '';
        fc.pre(before.basis !== 'record_created' || at >= (facts.contact.createdate ?? ''));
        const after = retentionOf(withOneMore(facts, more, byCompany), rules, AT).retention;
        expect((after.endsOn ?? '') >= (before.endsOn ?? '')).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the facts', () => {
    const twoOrders = situation.chain((facts) => fc.tuple(fc.constant(facts), inOtherOrder(facts)));
    fc.assert(
      fc.property(twoOrders, policy, ([facts, other], rules) => {
        expect(decide(other, rules, AT)).toEqual(decide(facts, rules, AT));
      }),
    );
  });

  it('is the same when it is made again, and leaves the facts alone', () => {
    fc.assert(
      fc.property(situation, policy, (facts, rules) => {
        const copy = structuredClone(facts);
        const first = decide(facts, rules, AT);
        expect(decide(facts, rules, AT)).toEqual(first);
        expect(facts).toEqual(copy);
      }),
    );
  });

  it('moves only from active to ending_soon to ended as time passes', () => {
    const step = fc.integer({ min: 0, max: 15 * 365 * 86_400_000 });
    fc.assert(
      fc.property(situation, policy, fc.array(step, { minLength: 2, maxLength: 12 }), (facts, rules, steps) => {
        // From 2028 on nothing generated is in the future any more, so that the facts stay what they are.
        const free = { ...facts, contact: { ...facts.contact, holdUntil: undefined } };
        const times = steps.toSorted((a, b) => a - b).map((ms) => FUTURE + ms);
        const ranks = times.map((now) => RANK[retentionOf(free, rules, now).retention.status]);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        expect(new Set(ranks.map((rank) => rank < 0)).size).toBe(1);
      }),
    );
  });

  it('never says ended when something needed could not be read', () => {
    const own = fc.option(activities, { nil: undefined });
    const atCompany = fc.option(activities, { nil: undefined });
    const colleague = fc.option(activities, { nil: undefined });
    fc.assert(
      fc.property(own, atCompany, colleague, policy, holdUntil, (mine, company, other, rules, hold) => {
        const clocks = [read(mine, rules), read(company, rules), read(other, rules)] as const;
        const ownOnly = rules.retention.clock === 'contact';
        fc.pre(mine === undefined || (!ownOnly && (company === undefined || other === undefined)));
        const customer = customerOf('201', clocks[1], [clocks[0], clocks[2]]);
        const facts = { createdAt: Date.UTC(2001, 0), holdUntil: hold, own: clocks[0], customer };
        expect(decideRetention(facts, rules, AT)).toMatchObject({
          status: 'unknown',
          endsOn: undefined,
          basis: undefined,
        });
      }),
    );
  });
});

const RANK = { unknown: -1, active: 0, ending_soon: 1, ended: 2, on_hold: Number.NaN } as const;

function read(found: readonly Activity[] | undefined, rules: Policy) {
  return found === undefined ? unreadClock('could not be read') : clockOf(found, rules, AT);
}

function withOneMore({ contact, company }: Situation, more: FactActivity, byCompany: boolean): Situation {
  const added = (found: FactActivities): FactActivities => (found === 'unreadable' ? found : [...found, more]);
  return byCompany && company
    ? { contact, company: { ...company, activities: added(company.activities) } }
    : { contact: { ...contact, activities: added(contact.activities) }, company };
}

function inOtherOrder({ contact, company }: Situation): fc.Arbitrary<Situation> {
  const people = (company?.colleagues ?? []).map(withShuffledActivities);
  return fc.record({
    contact: withShuffledActivities(contact),
    company: company
      ? fc
          .tuple(withShuffledActivities(company), fc.tuple(...people).chain(shuffled))
          .map(([other, colleagues]) => ({ ...other, colleagues }))
      : fc.constant(null),
  });
}

function withShuffledActivities<T extends { readonly activities: FactActivities }>(of: T): fc.Arbitrary<T> {
  if (of.activities === 'unreadable') return fc.constant(of);
  return shuffled(of.activities).map((activities) => ({ ...of, activities }));
}

function shuffled<T>(values: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(values, { minLength: values.length });
}
