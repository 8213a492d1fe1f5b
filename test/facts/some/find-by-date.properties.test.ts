import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../../src/register/calendar.ts';
import { EMPTY_CLOCK } from '../../../src/register/clock.ts';
import { needsConsentReview } from '../../../src/register/consent-review.ts';
import { decideRetention } from '../../../src/register/retention.ts';
import { isFound } from '../../support/found-by-date.ts';
import { policyWith } from '../../support/policy.ts';

const STATUS = 'rekisteri_retention_status';
const ENDS = 'rekisteri_retention_ends';
const HOLD = 'rekisteri_hold_until';
const REVIEW = 'rekisteri_consent_data_review';
const DAY = 86_400_000;

const ZONES = ['Europe/Helsinki', 'America/New_York', 'UTC', 'Pacific/Kiritimati', 'Africa/Cairo'];
/** Days on which something is odd: clocks change, a leap day, the end of a year. */
const DAYS = ['2026-03-29', '2026-10-25', '2026-11-01', '2026-03-08', '2028-02-29', '2026-04-24', '2026-12-31'];
const hour = fc.oneof(fc.constantFrom(0, DAY - 1), fc.integer({ min: -DAY, max: 2 * DAY }));
const moment = fc.tuple(fc.constantFrom(...DAYS), hour).map(([day, ms]) => Date.parse(day) + ms);

/** A situation that was decided at one time and is looked at again at a later one. */
const situation = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    endingSoonDays: fc.constantFrom(0, 1, 30, 180),
    years: fc.constantFrom(0, 1, 10),
    now: moment,
    passed: fc.oneof(fc.constantFrom(0, 1, DAY), fc.integer({ min: 0, max: 400 * DAY })),
    /** How many days after the day of `now` retention ends, or ends soon, and a hold ends. */
    offset: fc.integer({ min: -2, max: 2 }),
    edge: fc.constantFrom('today', 'soon'),
    hour,
    hold: fc.option(fc.integer({ min: -3, max: 3 })),
  })
  .map(({ timeZone, endingSoonDays, years, now, passed, offset, edge, hour: at, hold }) => {
    const policy = policyWith({ timeZone, retention: { endingSoonDays, years, clock: 'contact' } });
    const today = DateTime.fromISO(localDate(now, timeZone), { zone: 'utc' });
    const ends = today.plus({ days: offset + (edge === 'soon' ? endingSoonDays : 0) });
    const clock = ends.minus({ years }).toMillis() + at;
    return {
      policy,
      now,
      before: now - passed,
      facts: {
        createdAt: 0,
        own: { read: true, latest: { type: 'calls', id: '7', at: clock } } as const,
        customer: undefined,
        holdUntil: hold === null ? undefined : (today.plus({ days: hold }).toISODate() ?? ''),
      },
    };
  });

const RUNS = { seed: 20_261_123, numRuns: 800 };

describe('whatever was decided, and whenever it is looked at again', () => {
  it('a contact is found exactly when its status is another by now', () => {
    const outcomes = { found: 0, left: 0 };
    fc.assert(
      fc.property(situation, ({ policy, now, before, facts }) => {
        const held = decideRetention(facts, policy, before);
        const wanted = decideRetention(facts, policy, now);
        const values = {
          [STATUS]: held.status,
          ...(held.endsOn && { [ENDS]: held.endsOn }),
          ...(facts.holdUntil && { [HOLD]: facts.holdUntil }),
        };
        const found = isFound(values, policy, now);
        expect({ ...values, found }).toEqual({ ...values, found: held.status !== wanted.status });
        outcomes[found ? 'found' : 'left'] += 1;
      }),
      RUNS,
    );
    expect(Math.min(outcomes.found, outcomes.left)).toBeGreaterThan(150);
  });

  it('a contact is found when data held on consent has to be looked at by now, and none whose purpose ends later', () => {
    const purpose = fc.record({
      timeZone: fc.constantFrom(...ZONES),
      now: moment,
      passed: fc.integer({ min: 0, max: 3 * DAY }),
      kind: fc.constantFrom('date', 'datetime'),
      ends: fc.tuple(fc.integer({ min: -3, max: 3 }), fc.oneof(fc.constant(0), hour)),
      held: fc.constantFrom('gluteeniton', ''),
      consent: fc.constantFrom('true', 'true', 'false', ''),
    });
    let found = 0;
    fc.assert(
      fc.property(purpose, ({ timeZone, now, passed, kind, ends: [days, ms], held, consent }) => {
        const policy = policyWith({ timeZone });
        const day = Date.parse(localDate(now, timeZone)) + days * DAY;
        const end = new Date(kind === 'date' ? day : day + ms).toISOString();
        const data = { ruokavalio: held, ruokavalio_suostumus: consent, viimeisin_tilaisuus_pvm: end };
        const reviewed = needsConsentReview(data, policy, localDate(now - passed, timeZone));
        const values = { ...data, [REVIEW]: String(reviewed) };
        const isOther = needsConsentReview(data, policy, localDate(now, timeZone)) !== reviewed;
        const isIn = isFound(values, policy, now, kind);
        if (isOther) expect({ ...values, isIn }).toEqual({ ...values, isIn: true });
        // A run that looks in vain does no harm, but not at those whose purpose ends tomorrow or later.
        if (Date.parse(end) >= Date.parse(localDate(now, timeZone)) + 2 * DAY) expect(isIn).toBe(false);
        if (held === '' || consent !== 'true') expect(isIn).toBe(false);
        if (isOther) found += 1;
      }),
      RUNS,
    );
    expect(found).toBeGreaterThan(30);
  });

  it('a contact of whom nothing was ever known is found by its creation date alike', () => {
    const policy = policyWith();
    const createdAt = Date.parse('2017-05-21T21:00:00Z');
    const facts = { createdAt, own: EMPTY_CLOCK, customer: undefined, holdUntil: undefined };
    const held = decideRetention(facts, policy, Date.parse('2026-11-22T21:59:00Z'));
    const values = { [STATUS]: held.status, [ENDS]: held.endsOn ?? '' };
    expect(values).toEqual({ [STATUS]: 'active', [ENDS]: '2027-05-22' });
    expect(isFound(values, policy, Date.parse('2026-11-22T21:59:59Z'))).toBe(false);
    expect(isFound(values, policy, Date.parse('2026-11-22T22:00:00Z'))).toBe(true);
  });
});
