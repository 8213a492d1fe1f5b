import fc from 'fast-check';
import type { Gathered, GatheredCompany, GatheredContact } from '../../src/facts/some/gathered.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../src/register/clock.ts';
import type { ServiceContact } from '../../src/register/service-contact.ts';

/** Customers before and now, as a run over some records meets them. */
export interface CustomerWorld {
  /** What the run has looked at: whoever changed, and some of those who did not. */
  readonly gathered: Gathered;
  /** The customer clock of a company by full computation over all its people now, gathered or not. */
  clockNow(companyId: string): Clock;
  /** What erased people of it, and of companies that were merged into it, left behind by now. */
  floorNow(companyId: string): number | undefined;
}

const COMPANIES = ['201', '202', '203'];
const PEOPLE = ['101', '102', '103', '104', '105', '106'];
const POOL: readonly Pick<ServiceContact, 'type' | 'id'>[] = [
  { type: 'meetings', id: '11' },
  { type: 'calls', id: '9' },
  { type: 'calls', id: '12' },
  { type: 'postal_mail', id: '13' },
];

/** When an activity was, `undefined` when it does not count; the same for most before and now. */
const moment = fc.constantFrom(undefined, 100, 100, 200, 300);
const times = fc.oneof(
  { weight: 4, arbitrary: moment.map((at) => ({ before: at, now: at })) },
  { weight: 1, arbitrary: fc.record({ before: moment, now: moment }) },
);

/** Which activities of the pool a record has, or `unread`. */
const theirs = fc.oneof(
  { weight: 12, arbitrary: fc.subarray([0, 1, 2, 3]) },
  { weight: 1, arbitrary: fc.constant('unread' as const) },
);
type Theirs = readonly number[] | 'unread';

interface State {
  readonly company: string | undefined;
  readonly activities: Theirs;
}

const state: fc.Arbitrary<State> = fc.record({
  company: fc.constantFrom(undefined, ...COMPANIES, '201', '201'),
  activities: theirs,
});

/** Somebody who stays as they are, changes, is new, has gone, or could not be read this time. */
const person = fc.oneof(
  { weight: 6, arbitrary: state.map((both) => ({ before: both, now: both })) },
  { weight: 3, arbitrary: fc.record({ before: state, now: state }) },
  { weight: 1, arbitrary: state.map((now) => ({ before: undefined, now })) },
  { weight: 1, arbitrary: state.map((before) => ({ before, now: 'gone' as const })) },
  { weight: 1, arbitrary: state.map((before) => ({ before, now: 'unreadable' as const })) },
);
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

const floorAt = fc.constantFrom(undefined, undefined, 100, 200, 400);
const floorAtRest = floorAt.map((both) => ({ before: both, now: both }));

const company = fc.record({
  floor: fc.oneof(
    { weight: 4, arbitrary: floorAtRest },
    { weight: 1, arbitrary: floorAt.map((now) => ({ before: undefined, now })) },
    { weight: 1, arbitrary: floorAt.map((before) => ({ before, now: 500 })) },
  ),
  activities: fc.oneof(
    { weight: 4, arbitrary: theirs.map((both) => ({ before: both, now: both })) },
    { weight: 1, arbitrary: fc.record({ before: theirs, now: theirs }) },
  ),
  remembered: fc.constantFrom(true, true, true, true, true, true, false),
  whole: fc.constantFrom(false, false, false, false, false, true),
});
type Company = typeof company extends fc.Arbitrary<infer T> ? T : never;

/** Any world. */
export const customerWorld: fc.Arbitrary<CustomerWorld> = fc
  .record({
    times: fc.tuple(times, times, times, times),
    people: fc.tuple(...PEOPLE.map(() => fc.record({ person, looked: fc.boolean() }))),
    companies: fc.tuple(...COMPANIES.map(() => company)),
    merged: fc.constantFrom(false, false, false, true),
  })
  .map(worldOf);

const read = fc.subarray([0, 1, 2, 3]);
const still = moment.map((at) => ({ before: at, now: at }));
const idle = fc
  .record({ company: fc.constantFrom(undefined, ...COMPANIES), activities: read })
  .map((both) => ({ before: both, now: both }));

/** A world in which nothing has changed, and everything is remembered and could be read. */
export const worldAtRest: fc.Arbitrary<CustomerWorld> = fc
  .record({
    times: fc.tuple(still, still, still, still),
    people: fc.tuple(...PEOPLE.map(() => fc.record({ person: idle, looked: fc.boolean() }))),
    companies: fc.tuple(
      ...COMPANIES.map(() =>
        fc.record({ read, floor: floorAtRest }).map(({ read: both, floor }) => ({
          activities: { before: both, now: both },
          floor,
          remembered: true,
          whole: false,
          anew: false,
        })),
      ),
    ),
    merged: fc.constant(false),
  })
  .map(worldOf);

interface Drawn {
  readonly times: readonly { readonly before: number | undefined; readonly now: number | undefined }[];
  readonly people: readonly { readonly person: Person; readonly looked: boolean }[];
  readonly companies: readonly Company[];
  /** 203 has since been merged into 202. */
  readonly merged: boolean;
}

function worldOf({ times: moments, people, companies, merged }: Drawn): CustomerWorld {
  const clockOf = (activities: Theirs, when: 'before' | 'now', of: string): Clock => {
    if (activities === 'unread') return unreadClock(`activities of ${of} could not be read`);
    const clocks = activities.map((index): Clock => {
      const [one, at] = [POOL[index], moments[index]?.[when]];
      return one === undefined || at === undefined ? EMPTY_CLOCK : { read: true, latest: { ...one, at } };
    });
    return clocks.reduce(latestOf, EMPTY_CLOCK);
  };
  const survivorOf = (id: string | undefined) => (merged && id === '203' ? '202' : id);

  const known = people.map(({ person: { before, now }, looked }, index) => {
    const id = PEOPLE[index] ?? '';
    const ownBefore = before && clockOf(before.activities, 'before', id);
    const present = now === 'gone' || now === 'unreadable' ? undefined : now;
    const ownNow =
      now === 'gone'
        ? EMPTY_CLOCK
        : present === undefined
          ? unreadClock(`contact ${id} could not be read`)
          : clockOf(present.activities, 'now', id);
    const named = now === 'unreadable' ? before?.company : present?.company;
    const companyNow = now === 'gone' ? undefined : survivorOf(named);
    const changed =
      before === undefined ||
      present === undefined ||
      before.company !== companyNow ||
      JSON.stringify(ownBefore) !== JSON.stringify(ownNow);
    return { id, before, ownBefore, present, now, named, ownNow, companyNow, changed, looked: looked || changed };
  });

  const contacts = new Map(
    known
      .filter(({ looked }) => looked)
      .map(({ id, now, named, ownNow, before, ownBefore, present }): [string, GatheredContact] => {
        const remembered = ownBefore && { before: { ...NOTHING_HELD, own: ownBefore, companyId: before?.company } };
        const listed = present && { listed: listedContact(id, named) };
        return [id, { id, gone: now === 'gone', own: ownNow, anew: false, ...listed, ...remembered }];
      }),
  );
  const members = (id: string) => known.filter(({ before }) => before?.company === id);
  const activityNow = (id: string): Clock => {
    const index = COMPANIES.indexOf(id);
    const own = clockOf(companies[index]?.activities.now ?? [], 'now', id);
    return merged && id === '202' ? latestOf(own, clockOf(companies[2]?.activities.now ?? [], 'now', '203')) : own;
  };
  const gatheredCompanies = companies.map(
    ({ activities, floor: ofErased, remembered, whole }, index): GatheredCompany => {
      const id = COMPANIES[index] ?? '';
      const floor = ofErased.now === undefined ? {} : { floor: { at: ofErased.now } };
      if (merged && id === '203') return { id, survivor: '202', ...floor, activity: EMPTY_CLOCK, whole, anew: false };
      const activity = clockOf(activities.before, 'before', id);
      const clock = members(id).reduce((all, { ownBefore }) => latestOf(all, ownBefore ?? EMPTY_CLOCK), activity);
      const before = { ...NOTHING_HELD, activity, clock, floor: ofErased.before, categories: [], live: true };
      return { id, ...floor, activity: activityNow(id), ...(remembered ? { before } : {}), whole, anew: false };
    },
  );

  return {
    gathered: { contacts, companies: new Map(gatheredCompanies.map((one) => [one.id, one])) },
    clockNow: (id) =>
      known
        .filter(({ companyNow }) => companyNow === id)
        .reduce((all, { ownNow }) => latestOf(all, ownNow), activityNow(id)),
    floorNow: (id) => {
      const theirs = companies.flatMap(({ floor }, index) =>
        survivorOf(COMPANIES[index]) === id && floor.now !== undefined ? [floor.now] : [],
      );
      return theirs.length === 0 ? undefined : Math.max(...theirs);
    },
  };
}

const NOTHING_HELD = { held: {}, inputs: '', merged: '' };

/** A contact as HubSpot shows it, of which only the company matters. */
export function listedContact(id: string, companyId: string | undefined): NonNullable<GatheredContact['listed']> {
  const nothing = { held: {}, unread: [], needsReview: false, notices: [], inputs: '', merged: '' };
  return { id, ...nothing, ...(companyId === undefined ? {} : { companyId }) };
}
