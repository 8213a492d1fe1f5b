import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatheredCompany, GatheredContact } from '../../../src/facts/some/gathered.ts';
import { openCompanies } from '../../../src/facts/some/open-companies.ts';
import type { DataCategory } from '../../../src/register/categories.ts';
import { type Clock, EMPTY_CLOCK, unreadClock } from '../../../src/register/clock.ts';
import { isSetByCompany } from '../../../src/register/customer.ts';
import type { Floor } from '../../../src/register/floor.ts';
import { customerWorld, listedContact, worldAtRest } from '../../support/arbitrary-customers.ts';

const call = (at: number, id = '7'): Clock => ({ read: true, latest: { type: 'calls', id, at } });
const UNREAD = unreadClock('calls:7 could not be read');
const NOTHING_HELD = { held: {}, inputs: '', merged: '' };

/** Company 201, whose own activity was and is at 100 and whose people's latest was at 300, unless told otherwise. */
function company(changes: Partial<GatheredCompany> = {}, clock: Clock = call(300), activity = call(100, '1')) {
  const before = { ...NOTHING_HELD, activity, clock, categories: [], live: true };
  return { id: '201', activity, whole: false, anew: false, before, ...changes } satisfies GatheredCompany;
}

/** The same with a floor now, and one that is remembered. */
function withFloor(floor: Floor, remembered?: number) {
  const [activity, clock] = [call(100, '1'), call(300)];
  return company({
    floor,
    before: { ...NOTHING_HELD, activity, clock, floor: remembered, categories: [], live: true },
  });
}

/** Somebody at 201 then and now, unless told otherwise. */
function person(before: Clock, own: Clock, changes: Partial<GatheredContact> = {}): GatheredContact {
  const remembered = { ...NOTHING_HELD, own: before, companyId: '201' };
  return {
    id: '101',
    gone: false,
    own,
    anew: false,
    listed: listedContact('101', '201'),
    before: remembered,
    ...changes,
  };
}

const shown = (categories?: DataCategory[]) => ({
  listed: {
    id: '201',
    live: true,
    held: {},
    unread: [],
    inputs: '',
    merged: '',
    mergedIds: [],
    ...(categories && { categories }),
  },
});
const movedAway = { listed: listedContact('101', '202') };
const withoutCompany = { listed: listedContact('101', undefined) };
const gone = { listed: undefined, gone: true };
const cameFrom = (own: Clock, companyId?: string) => ({
  before: { ...NOTHING_HELD, own, ...(companyId && { companyId }) },
});

function isOpen(one: GatheredCompany, people: readonly GatheredContact[]): boolean {
  const contacts = new Map(people.map((contact, index) => [String(index), contact]));
  return openCompanies({ contacts, companies: new Map([[one.id, one]]) }).has(one.id);
}

describe('a company stays closed', () => {
  it.each<[string, GatheredCompany, GatheredContact[]]>([
    ['without people', company(), []],
    ['when nobody changed', company(), [person(call(300), call(300))]],
    [
      'when nobody there ever had a service contact',
      company({}, EMPTY_CLOCK, EMPTY_CLOCK),
      [person(EMPTY_CLOCK, EMPTY_CLOCK)],
    ],
    [
      'when somebody has a later one that is not the latest of all',
      company(),
      [person(call(200, '8'), call(250, '9'))],
    ],
    ['when somebody lost one that was not the latest of all', company(), [person(call(200, '8'), EMPTY_CLOCK)]],
    [
      'when somebody joined whose latest is not that of all',
      company(),
      [person(call(200, '8'), call(200, '8'), cameFrom(call(200, '8'), '202'))],
    ],
    ['when somebody new joined without any', company(), [person(EMPTY_CLOCK, EMPTY_CLOCK, { before: undefined })]],
    [
      'when somebody joined who had a part in the latest',
      company(),
      [person(call(300), call(300), cameFrom(call(300)))],
    ],
    [
      'when somebody left whose latest was not that of all',
      company(),
      [person(call(200, '8'), call(200, '8'), movedAway)],
    ],
    ['when somebody without any is gone', company(), [person(EMPTY_CLOCK, EMPTY_CLOCK, gone)]],
    ['when its own activity moved, but not beyond the latest of all', company({ activity: call(290, '2') }), []],
    ['when its own activity was lost that was not the latest of all', company({ activity: EMPTY_CLOCK }), []],
    ['when HubSpot shows it with the same data', company({ ...shown([]) }), [person(call(300), call(300))]],
    ['when it was merged into another, which is looked at in its place', company({ survivor: '202', whole: true }), []],
    ['when erased people left behind what they did', withFloor({ at: 400 }, 400), [person(call(300), call(300))]],
  ])('%s', (_, one, people) => {
    expect(isOpen(one, people)).toBe(false);
  });
});

describe('a company is open', () => {
  it.each<[string, GatheredCompany, GatheredContact[]]>([
    ['when its people are wanted in any case', company({ whole: true }), []],
    ['when nothing is remembered of it', { ...company(), before: undefined }, []],
    ['when its clock could not be read before', company({}, UNREAD), []],
    ['when its own activities cannot be read', company({ activity: UNREAD }), []],
    ['when the activities of one of its people cannot be read', company(), [person(call(200, '8'), UNREAD)]],
    [
      'when somebody of it could not be read at all',
      company(),
      [person(call(200, '8'), UNREAD, { listed: undefined })],
    ],
    ['when the data that HubSpot shows of it is other than before', company({ ...shown(['employer']) }), []],
    ['when the data that HubSpot shows of it cannot be told', company({ ...shown() }), []],
    ['when somebody has a later one than all had', company(), [person(call(200, '8'), call(301, '9'))]],
    ['when somebody has the first one of all', company({}, EMPTY_CLOCK, EMPTY_CLOCK), [person(EMPTY_CLOCK, call(1))]],
    ['when its own activity is later than all were', company({ activity: call(301, '2') }), []],
    ['when somebody has one of the same instant that comes first', company(), [person(EMPTY_CLOCK, call(300, '6'))]],
    ['when somebody joined with a later one', company(), [person(call(400), call(400), cameFrom(call(400), '202'))]],
    ['when whoever had the latest has it no more', company(), [person(call(300), call(200, '8'))]],
    ['when whoever had the latest has none any more', company(), [person(call(300), EMPTY_CLOCK)]],
    ['when whoever had the latest works for another now', company(), [person(call(300), call(300), movedAway)]],
    ['when whoever had the latest works for nobody now', company(), [person(call(300), call(300), withoutCompany)]],
    ['when whoever had the latest is gone', company(), [person(call(300), EMPTY_CLOCK, gone)]],
    ['when somebody who could not be read before may have had the latest', company(), [person(UNREAD, call(200, '8'))]],
    ['when the latest has moved to an earlier instant', company(), [person(call(300), call(299))]],
    ['when somebody was erased, the first one', withFloor({ at: 50 }), [person(call(300), call(300))]],
    ['when somebody was erased who was in contact later', withFloor({ at: 401 }, 400), []],
    ['when its floor cannot be read', withFloor({ unread: 'it could not be read' }, 400), []],
    ['when its own activity was the latest and is no more', company({ activity: EMPTY_CLOCK }, call(100, '1')), []],
    [
      'when its own activity of the same instant as the latest counts no more',
      company({ activity: EMPTY_CLOCK }, call(300, '1'), call(300, '2')),
      [person(call(300, '1'), call(300, '1'))],
    ],
    [
      'when its own activity came to be of the same instant as the latest',
      company({ activity: call(300, '9') }, call(300, '1'), call(200, '2')),
      [person(call(300, '1'), call(300, '1'))],
    ],
    [
      'when whoever had the latest left, and somebody came with an earlier one',
      company(),
      [
        person(call(300), call(300), movedAway),
        person(call(250, '8'), call(250, '8'), cameFrom(call(250, '8'), '202')),
      ],
    ],
  ])('%s', (_, one, people) => {
    expect(isOpen(one, people)).toBe(true);
  });
});

describe('people of merged companies', () => {
  it('have a part in the clock of the one that survives', () => {
    const survivor = { ...company({}, call(300)), id: '202' };
    const merged: GatheredCompany = { id: '201', survivor: '202', activity: EMPTY_CLOCK, whole: false, anew: false };
    const open = (own: Clock) =>
      openCompanies({
        contacts: new Map([['101', person(own, own)]]),
        companies: new Map([merged, survivor].map((one) => [one.id, one])),
      });
    expect(open(call(250))).toEqual(new Set());
    expect(open(call(350))).toEqual(new Set(['202']));
  });

  it('leave it what erased people of the other left behind', () => {
    const survivor = { ...withFloor({ at: 10 }, 10), id: '202' };
    const merged = (floor: Floor): GatheredCompany => {
      return { id: '201', survivor: '202', activity: EMPTY_CLOCK, floor, whole: false, anew: false };
    };
    const open = (floor: Floor) =>
      openCompanies({
        contacts: new Map(),
        companies: new Map([merged(floor), survivor].map((one) => [one.id, one])),
      });
    expect(open({ at: 10 })).toEqual(new Set());
    expect(open({ at: 11 })).toEqual(new Set(['202']));
    expect(open({ unread: 'it could not be read' })).toEqual(new Set(['202']));
  });
});

const RUNS = { seed: 20_261_123, numRuns: 3_000 };

describe('in every world of customers', () => {
  it('a company that stays closed has the very clock, and the very basis, that are remembered', () => {
    let closed = 0;
    let tied = 0;
    let withFloors = 0;
    fc.assert(
      fc.property(customerWorld, ({ gathered, clockNow, floorNow }) => {
        const open = openCompanies(gathered);
        for (const { id, activity, before, survivor } of gathered.companies.values()) {
          if (open.has(id) || survivor !== undefined) continue;
          closed += 1;
          const now = { clock: clockNow(id), companyActivity: activity, floor: floorNow(id) };
          expect({ id, clock: now.clock }).toEqual({ id, clock: before?.clock });
          const { clock, activity: companyActivity, floor } = before ?? {};
          const remembered = clock && companyActivity && { clock, companyActivity, floor };
          expect({ id, floor: now.floor }).toEqual({ id, floor });
          if (floor !== undefined) withFloors += 1;
          expect(isSetByCompany(now)).toBe(remembered && isSetByCompany(remembered));
          if (before && JSON.stringify(before.activity) !== JSON.stringify(activity)) tied += 1;
        }
      }),
      RUNS,
    );
    // The worlds are such that it matters.
    expect(closed).toBeGreaterThan(1_000);
    expect(tied).toBeGreaterThan(30);
    expect(withFloors).toBeGreaterThan(300);
  });

  it('looking at more people never closes a company', () => {
    fc.assert(
      fc.property(customerWorld, fc.infiniteStream(fc.boolean()), ({ gathered }, draws) => {
        const some = new Map([...gathered.contacts].filter(() => draws.next().value));
        const open = openCompanies({ ...gathered, contacts: some });
        expect([...openCompanies(gathered)]).toEqual(expect.arrayContaining([...open]));
      }),
      RUNS,
    );
  });

  it('nothing is open where nothing has changed', () => {
    fc.assert(
      fc.property(worldAtRest, ({ gathered }) => {
        expect(openCompanies(gathered)).toEqual(new Set());
      }),
      RUNS,
    );
  });
});
