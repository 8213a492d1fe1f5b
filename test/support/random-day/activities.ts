import fc from 'fast-check';
import type { ObjectType } from '../../../local/simulator/account.ts';
import { nextId } from '../../../local/simulator/account-state.ts';
import {
  addRecord,
  archiveRecord,
  associate,
  associatedIds,
  dissociate,
  editRecord,
  restoreRecord,
} from '../../../local/simulator/change.ts';
import { ACTIVITY_TYPES } from '../../../src/policy/activity-types.ts';
import { changesOf } from './change.ts';
import { activitiesOf, archivedIds, liveIds, pick } from './pick.ts';
import { distanceMs, instantFrom } from './times.ts';

type Values = Record<string, string>;

const dated = (type: ObjectType, at: string): Values =>
  type === 'meetings' ? { hs_meeting_start_time: at, hs_timestamp: at } : { hs_timestamp: at };

// Values that make an activity count no more, and that make it count again (notice §7).
const OUTCOMES: Partial<Record<ObjectType, { readonly against: Values; readonly normal: Values }>> = {
  meetings: { against: { hs_meeting_outcome: 'CANCELED' }, normal: { hs_meeting_outcome: 'COMPLETED' } },
  calls: { against: { hs_call_status: 'NO_ANSWER' }, normal: { hs_call_status: 'COMPLETED' } },
  emails: { against: { hs_email_status: 'BOUNCED' }, normal: { hs_email_status: 'SENT' } },
};

/** Somebody logs or plans an activity: with nobody, one or two people, and perhaps with a company. */
export const newActivity = changesOf(
  'new activity',
  fc.record({
    type: fc.constantFrom(...ACTIVITY_TYPES),
    distance: distanceMs,
    counts: fc.constantFrom(true, true, true, false),
    contacts: fc.array(fc.nat(100), { maxLength: 2 }),
    company: fc.option(fc.nat(100), { freq: 2 }),
  }),
  ({ account }, { type, distance, counts, contacts, company }, at) => {
    const id = nextId(account, type);
    const properties = { ...dated(type, instantFrom(at, distance)), ...(counts ? {} : OUTCOMES[type]?.against) };
    addRecord(account, type, { id, properties, createdAt: new Date(at).toISOString() }, at);
    for (const nth of contacts) {
      const contactId = pick(liveIds(account, 'contacts'), nth);
      if (contactId !== undefined) associate(account, 'contacts', contactId, type, id);
    }
    const companyId = company === null ? undefined : pick(liveIds(account, 'companies'), company);
    if (companyId !== undefined) associate(account, 'companies', companyId, type, id);
  },
);

/** Its date moves or is cleared, its outcome changes there and back, or it gets other notes. */
export const editedActivity = changesOf(
  'edited activity',
  fc.record({
    nth: fc.nat(1000),
    what: fc.oneof(
      { weight: 4, arbitrary: distanceMs },
      { weight: 6, arbitrary: fc.constantFrom('against', 'normal', 'undated', 'body') },
    ),
  }),
  ({ account }, { nth, what }, at) => {
    const activity = pick(activitiesOf(account, liveIds), nth);
    if (activity === undefined) return;
    const { type, id } = activity;
    let values: Values = { hs_body_preview: `Muistiinpano ${at}` };
    if (typeof what === 'number') values = dated(type, instantFrom(at, what));
    else if (what === 'undated') values = dated(type, '');
    else if (what !== 'body') values = OUTCOMES[type]?.[what] ?? values;
    editRecord(account, type, id, values, at);
  },
);

/** An activity comes back from the recycle bin, which stamps it as modified. */
export const restoredActivity = changesOf('restored activity', fc.nat(1000), ({ account }, nth, at) => {
  const activity = pick(activitiesOf(account, archivedIds), nth);
  if (activity !== undefined) restoreRecord(account, activity.type, activity.id, at);
});

/** An activity goes to the recycle bin: search shows archived records no more, so nothing tells whose it was. */
export const archivedActivity = changesOf('archived activity', fc.nat(1000), ({ account }, nth, at) => {
  const activity = pick(activitiesOf(account, liveIds), nth);
  if (activity !== undefined) archiveRecord(account, activity.type, activity.id, at);
});

/** An activity is taken from one contact or company and given to another, which stamps nothing as modified. */
export const reassociatedActivity = changesOf(
  're-associated activity',
  fc.record({
    nth: fc.nat(1000),
    side: fc.constantFrom('contacts' as const, 'contacts' as const, 'companies' as const),
    from: fc.option(fc.nat(10)),
    to: fc.option(fc.nat(100)),
  }),
  ({ account }, { nth, side, from, to }) => {
    const activity = pick(activitiesOf(account, liveIds), nth);
    if (activity === undefined) return;
    const { type, id } = activity;
    const left = from === null ? undefined : pick(associatedIds(account, type, id, side), from);
    if (left !== undefined) dissociate(account, type, id, side, left);
    const joined = to === null ? undefined : pick(liveIds(account, side), to);
    if (joined !== undefined) associate(account, type, id, side, joined);
  },
);
