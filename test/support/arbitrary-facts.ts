import fc from 'fast-check';
import { ACTIVITY_TYPES } from '../../src/policy/activity-types.ts';
import type { Policy } from '../../src/policy/schema.ts';
import type { Situation } from './decide.ts';
import { policyWith } from './policy.ts';
import type { FactActivity } from './retention-case.ts';

/** The time of every random situation; instants are drawn around it. */
export const AT = Date.parse('2026-11-23T08:00:00.000Z');

// Few and chosen to collide: equal instants, midnights of Helsinki in both halves of the year, leap days, end dates
// around today and around the warning days, and the milliseconds around now.
const INSTANTS = [
  '2012-02-29T21:59:59.999Z',
  '2012-02-29T22:00:00.000Z',
  '2016-02-28T22:00:00.000Z',
  '2016-11-21T22:00:00.000Z',
  '2016-11-22T21:59:59.999Z',
  '2016-11-22T22:00:00.000Z',
  '2016-11-23T22:00:00.000Z',
  '2017-05-21T20:59:59.999Z',
  '2017-05-21T21:00:00.000Z',
  '2017-05-22T21:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-11-23T07:59:59.999Z',
  '2026-11-23T08:00:00.000Z',
  '2026-11-23T08:00:00.001Z',
  '2027-01-15T08:00:00.000Z',
];
/** An instant in ISO 8601 with milliseconds. */
export const isoInstant = fc
  .oneof(
    { weight: 5, arbitrary: fc.constantFrom(...INSTANTS).map((text) => Date.parse(text)) },
    { weight: 1, arbitrary: fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2028, 0) }) },
  )
  .map((instant) => new Date(instant).toISOString());

/** An instant as HubSpot may print it: with or without zero milliseconds, or as epoch milliseconds. */
const instantText = isoInstant.chain((iso) => fc.constantFrom(iso, iso.replace('.000Z', 'Z'), String(Date.parse(iso))));

const id = fc.constantFrom('7', '9', '10', '99', '100', '90071992547409930', '90071992547409931');
const emptyOr = (...values: string[]) => fc.constantFrom('', null, ...values);

/** A readable activity of any type; its values are in the rule, out of it, unknown, empty or of another type. */
export const activity: fc.Arbitrary<FactActivity> = fc.record({
  type: fc.constantFrom(...ACTIVITY_TYPES),
  id,
  properties: fc.record(
    {
      hs_timestamp: fc.oneof({ weight: 6, arbitrary: instantText }, { weight: 1, arbitrary: fc.constant('') }),
      hs_meeting_start_time: fc.oneof(fc.constant(''), instantText),
      hs_meeting_outcome: emptyOr('CANCELED', 'NO_SHOW', 'RESCHEDULED', 'COMPLETED', 'canceled', 'X'),
      hs_call_status: emptyOr('BUSY', 'CANCELED', 'FAILED', 'MISSED', 'NO_ANSWER', 'REJECTED', 'COMPLETED', 'busy'),
      hs_email_status: emptyOr('BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT', 'sent'),
      hs_email_direction: emptyOr('DRAFT_EMAIL', 'EMAIL', 'INCOMING_EMAIL', 'draft_email'),
    },
    { requiredKeys: ['hs_timestamp'] },
  ),
});

/** A letter: it counts whenever its time has come. */
export const letter = fc
  .record({ id, at: isoInstant })
  .map((sent): FactActivity => ({ type: 'postal_mail', id: sent.id, properties: { hs_timestamp: sent.at } }));

const byTimestamp = { date: ['hs_timestamp'], except: {} };

/** The default policy, and every choice it leaves to a company. */
export const policy: fc.Arbitrary<Policy> = fc
  .record({
    clock: fc.constantFrom('customer', 'contact'),
    withoutContact: fc.constantFrom('created', 'unknown'),
    notesAndTasks: fc.boolean(),
    timeZone: fc.constantFrom('Europe/Helsinki', 'UTC', 'America/New_York'),
  })
  .map(({ clock, withoutContact, notesAndTasks, timeZone }) =>
    policyWith({
      timeZone,
      retention: { clock, withoutContact },
      serviceContacts: notesAndTasks ? { notes: byTimestamp, tasks: byTimestamp } : {},
    }),
  );

/** A hold: none, around today, or over. */
export const holdUntil = fc.constantFrom(
  '',
  '',
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
  '2030-01-01',
  '1795392000000',
);

const activities = fc.array(activity, { maxLength: 6 });

/** One readable contact, with or without a company and colleagues. */
export const situation: fc.Arbitrary<Situation> = fc.record({
  contact: fc.record({ id: fc.constant('101'), createdate: isoInstant, holdUntil, activities }),
  company: fc.option(
    fc.record({
      id: fc.constant('201'),
      activities,
      colleagues: fc.array(fc.record({ id: fc.constantFrom('102', '103'), activities }), { maxLength: 2 }),
      floor: fc.option(isoInstant, { nil: undefined }),
    }),
  ),
});
