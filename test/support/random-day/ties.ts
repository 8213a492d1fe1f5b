import fc from 'fast-check';
import type { AccountData, ObjectType } from '../../../local/simulator/account.ts';
import { archiveRecord, associate, dissociate, editRecord } from '../../../local/simulator/change.ts';
import { addActivity } from '../sync-world.ts';
import { type Change, changesOf } from './change.ts';
import { activitiesOf, liveIds, pick } from './pick.ts';

/** So few that several activities are at each of them; the first is that of meeting 11 of `syncWorld`. */
const INSTANTS = ['2020-05-04T09:00:00.000Z', '2021-06-01T09:00:00.000Z', '2022-07-01T09:00:00.000Z'] as const;
const TYPES = ['meetings', 'calls'] as const;
const CONTACTS = ['101', '101', '102', '103', '104'];
const COMPANIES = ['201', '201', '202'];

const [FIRST, SECOND, LAST] = INSTANTS;
const instant = fc.constantFrom(LAST, LAST, LAST, SECOND, FIRST);
const owner = fc.oneof(
  fc.constantFrom(...CONTACTS).map((id) => ({ side: 'contacts' as const, id })),
  fc.constantFrom(...COMPANIES).map((id) => ({ side: 'companies' as const, id })),
);

/** Whether an activity counts (notice §7). */
const COUNTING: Partial<Record<ObjectType, (counts: boolean) => Record<string, string>>> = {
  meetings: (counts) => ({ hs_meeting_outcome: counts ? 'COMPLETED' : 'CANCELED' }),
  calls: (counts) => ({ hs_call_status: counts ? 'COMPLETED' : 'NO_ANSWER' }),
};

interface Drawn {
  readonly type: (typeof TYPES)[number];
  readonly when: string;
  readonly of: { readonly side: 'contacts' | 'companies'; readonly id: string };
}

/** A colleague's meeting, and at the same moment a call of the company, which alone decides whose activity it was. */
const PAIR: readonly Drawn[] = [
  { type: 'meetings', when: LAST, of: { side: 'contacts', id: '101' } },
  { type: 'calls', when: LAST, of: { side: 'companies', id: '201' } },
];

/** Activities of the people and customers of `syncWorld`, many of them at the same moment. */
export const tiedActivities: fc.Arbitrary<readonly Change[]> = fc
  .array(fc.record({ type: fc.constantFrom(...TYPES), when: instant, of: owner }), { minLength: 1, maxLength: 5 })
  .map((drawn: readonly Drawn[]) =>
    [...PAIR, ...drawn].map(({ type, when, of }, nth) => ({
      apply: ({ account }) => addActivity(account, type, String(31 + nth), when, { [of.side]: [of.id] }),
      [fc.toStringMethod]: () => `${type}:${31 + nth} at ${when} of ${of.side}:${of.id}`,
    })),
  );

/** An activity counts no more, counts again, or moves to another of the instants: it is stamped as modified. */
export const editedTie = changesOf(
  'edited tie',
  fc.record({ nth: fc.nat(100), what: fc.oneof(fc.boolean(), fc.boolean(), instant) }),
  ({ account }, { nth, what }, at) => {
    const activity = pick(tied(account), nth);
    if (activity === undefined) return;
    const { type, id } = activity;
    const date = typeof what === 'string' ? { hs_timestamp: what, hs_meeting_start_time: what } : undefined;
    const { hs_meeting_start_time: _, ...withoutStart } = date ?? {};
    const moved = type === 'meetings' ? date : withoutStart;
    editRecord(account, type, id, typeof what === 'string' ? { ...moved } : { ...COUNTING[type]?.(what) }, at);
  },
);

/** Something that stamps nothing: associations that change alone, an activity or a colleague that is archived. */
export const unseenChange = changesOf(
  'unseen change',
  fc.record({
    nth: fc.nat(100),
    what: fc.constantFrom('given', 'given', 'given', 'taken', 'archived', 'left'),
    owner,
  }),
  ({ account }, { nth, what, owner: { side, id } }, at) => {
    if (what === 'left') {
      // One of two colleagues, so that the other has somebody to lose.
      if (nth % 4 === 0 && liveIds(account, 'contacts').includes('102')) archiveRecord(account, 'contacts', '102', at);
      return;
    }
    const activity = pick(tied(account), nth);
    if (activity === undefined || !liveIds(account, side).includes(id)) return;
    if (what === 'archived') archiveRecord(account, activity.type, activity.id, at);
    else if (what === 'given') associate(account, activity.type, activity.id, side, id);
    else dissociate(account, activity.type, activity.id, side, id);
  },
);

function tied(account: AccountData) {
  return activitiesOf(account, liveIds).filter(({ type }) => TYPES.some((one) => one === type));
}
