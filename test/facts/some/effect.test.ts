import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChangedActivity, effectOn } from '../../../src/facts/some/effect.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../../src/register/clock.ts';
import { later, type ServiceContact, type ServiceContactReading } from '../../../src/register/service-contact.ts';

const ID = '101';
const FULL = { id: ID, full: true };

const contact = (type: ServiceContact['type'], id: string, at: number): ServiceContact => ({ type, id, at });
const clockAt = (latest: ServiceContact): Clock => ({ read: true, latest });
const counting = (one: ServiceContact): ChangedActivity => ({
  type: one.type,
  id: one.id,
  reading: { kind: 'counts', contact: one },
});
const not = (
  { type, id }: Pick<ServiceContact, 'type' | 'id'>,
  why: 'excepted' | 'no_date' | 'not_in_policy' = 'excepted',
): ChangedActivity => ({ type, id, reading: { kind: 'does_not_count', why } });
const planned = ({ type, id }: ServiceContact, at: number): ChangedActivity => {
  return { type, id, reading: { kind: 'does_not_count', why: 'in_future', at } };
};
const unreadable = ({ type, id }: ServiceContact): ChangedActivity => {
  return { type, id, reading: { kind: 'unreadable', reason: `${type}:${id} has a date that cannot be read` } };
};
const forward = (latest: ServiceContact) => ({ id: ID, full: false, latest });

const call7 = contact('calls', '7', 500);
const clock = clockAt(call7);

describe('what a changed activity does to a clock', () => {
  it.each<[string, Clock | undefined, ChangedActivity, ReturnType<typeof effectOn>]>([
    ['a later one moves it forward', clock, counting(contact('calls', '8', 501)), forward(contact('calls', '8', 501))],
    ['an earlier one leaves it', clock, counting(contact('calls', '8', 499)), undefined],
    ['one of the same instant and a later kind leaves it', clock, counting(contact('emails', '1', 500)), undefined],
    [
      'one of the same instant and an earlier kind takes its place',
      clock,
      counting(contact('meetings', '9', 500)),
      forward(contact('meetings', '9', 500)),
    ],
    [
      'one of the same instant and kind with a higher id leaves it',
      clock,
      counting(contact('calls', '10', 500)),
      undefined,
    ],
    [
      'one of the same instant and kind with a lower id takes its place',
      clock,
      counting(contact('calls', '6', 500)),
      forward(contact('calls', '6', 500)),
    ],
    ['the first one of all sets it', EMPTY_CLOCK, counting(call7), forward(call7)],
    [
      'the one that set it, now later, moves it forward',
      clock,
      counting({ ...call7, at: 600 }),
      forward({ ...call7, at: 600 }),
    ],
    ['the one that set it, unchanged, leaves it', clock, counting(call7), undefined],
    ['the one that set it, now earlier, needs all others', clock, counting({ ...call7, at: 400 }), FULL],
    ['the one that set it, cancelled, needs all others', clock, not(call7), FULL],
    ['the one that set it, without a date now, needs all others', clock, not(call7, 'no_date'), FULL],
    ['the one that set it, moved into the future, needs all others', clock, planned(call7, 9_000), FULL],
    ['another one, cancelled, leaves it', clock, not({ type: 'calls', id: '8' }), undefined],
    ['one of the same id and another kind, cancelled, leaves it', clock, not({ type: 'emails', id: '7' }), undefined],
    ['one that lies in the future leaves it', clock, planned(contact('calls', '8', 0), 9_000), undefined],
    ['one that counts not leaves an empty clock', EMPTY_CLOCK, not(call7), undefined],
    ['one that cannot be read needs all others', clock, unreadable(contact('calls', '8', 0)), FULL],
    ['one that cannot be read needs all others of an empty clock', EMPTY_CLOCK, unreadable(call7), FULL],
    ['a clock that was never read needs all', unreadClock('x'), counting(contact('calls', '8', 900)), FULL],
    ['a clock that was never read needs all, whatever changed', unreadClock('x'), not(call7), FULL],
    ['a record of which nothing is remembered needs all', undefined, counting(call7), FULL],
    ['a record of which nothing is remembered needs all, whatever changed', undefined, not(call7), FULL],
  ])('%s', (_, before, changed, effect) => {
    expect(effectOn(ID, before, changed)).toEqual(effect);
  });
});

interface Activity {
  readonly type: ServiceContact['type'];
  readonly id: string;
  readonly reading: ServiceContactReading;
}

const key = fc.record({
  type: fc.constantFrom<ServiceContact['type'][]>('meetings', 'calls', 'postal_mail'),
  id: fc.constantFrom('7', '9', '10', '9007199254740993'),
});
/** Few instants, so that many activities share one. */
const instant = fc.constantFrom(100, 101, 200, 300);
const readingOf = ({ type, id }: Pick<Activity, 'type' | 'id'>): fc.Arbitrary<Activity> =>
  fc
    .oneof(
      {
        weight: 6,
        arbitrary: instant.map((at): ServiceContactReading => ({ kind: 'counts', contact: { type, id, at } })),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom<ServiceContactReading[]>(
          { kind: 'does_not_count', why: 'excepted' },
          { kind: 'does_not_count', why: 'no_date' },
          { kind: 'does_not_count', why: 'in_future', at: 9_000 },
        ),
      },
      { weight: 1, arbitrary: fc.constant<ServiceContactReading>({ kind: 'unreadable', reason: `${type}:${id}` }) },
    )
    .map((reading) => ({ type, id, reading }));
const activity = key.chain(readingOf);
const activities = fc.uniqueArray(activity, { selector: ({ type, id }) => `${type}:${id}`, maxLength: 7 });

function fullClock(of: readonly Activity[]): Clock {
  return of
    .map(({ reading }): Clock => {
      if (reading.kind === 'counts') return { read: true, latest: reading.contact };
      return reading.kind === 'unreadable' ? unreadClock(reading.reason) : EMPTY_CLOCK;
    })
    .reduce(latestOf, EMPTY_CLOCK);
}

/** The activities after a change: each changed one replaces what was there of it, or is new. */
function changedTo(before: readonly Activity[], changed: readonly Activity[]): Activity[] {
  const all = new Map([...before, ...changed].map((one) => [`${one.type}:${one.id}`, one]));
  return [...all.values()];
}

/** Whether the change of one activity may move the clock of all back, or make it unread, or leaves it unread. */
function mayNeedAll(before: readonly Activity[], { type, id, reading }: Activity): boolean {
  const clockBefore = fullClock(before);
  if (!clockBefore.read || reading.kind === 'unreadable') return true;
  const { latest } = clockBefore;
  const wasLatest = latest !== undefined && latest.type === type && latest.id === id;
  return wasLatest && (reading.kind !== 'counts' || reading.contact.at < latest.at);
}

const SEED = { seed: 20_261_123, numRuns: 2_000 };

describe('the clock that was remembered, and a changed activity', () => {
  it('give what all activities together give, or ask for all of them only where they may be needed', () => {
    fc.assert(
      fc.property(activities, activity, (before, changed) => {
        const clockBefore = fullClock(before);
        const wanted = fullClock(changedTo(before, [changed]));
        const effect = effectOn(ID, clockBefore, changed);
        if (effect === undefined) expect(clockBefore).toEqual(wanted);
        else if (effect.full) expect(mayNeedAll(before, changed)).toBe(true);
        else expect(latestOf(clockBefore, { read: true, latest: effect.latest })).toEqual(wanted);
      }),
      SEED,
    );
  });

  it('give the same when several activities have changed at once, in whatever order they are followed up', () => {
    fc.assert(
      fc.property(activities, activities, (before, changed) => {
        const clockBefore = fullClock(before);
        const wanted = fullClock(changedTo(before, changed));
        const effects = changed.flatMap((one) => effectOn(ID, clockBefore, one) ?? []);
        if (effects.some(({ full }) => full)) return;
        const together = effects.map(({ latest }) => latest).reduce(later, undefined);
        expect(latestOf(clockBefore, { read: true, latest: together })).toEqual(wanted);
      }),
      SEED,
    );
  });

  it('are left alone when the activity is as it was, so that what is found twice is seen to be the same', () => {
    fc.assert(
      fc.property(activities, fc.nat(), (before, index) => {
        const clockBefore = fullClock(before);
        fc.pre(before.length > 0 && clockBefore.read);
        const same = before[index % before.length];
        expect(same && effectOn(ID, clockBefore, same)).toBeUndefined();
      }),
      SEED,
    );
  });
});
