import { DateTime } from 'luxon';
import { dayEndingIn, HELSINKI, helsinkiToday, utcText, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

/** Which date of an activity counts, and when its time has come. */
export const activityDates: readonly SpecialCase[] = [
  {
    name: 'future-meeting',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const { draft } = scene;
      draft.activity({ type: 'calls', at: dayEndingIn(draft.now, 90), contacts });
      const at = helsinkiToday(draft.now).plus({ days: 14 }).set({ hour: 9 });
      draft.activity({ type: 'meetings', at, contacts, properties: { hs_meeting_outcome: 'SCHEDULED' } });
    },
  },
  {
    name: 'future-meeting-only',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene, { createdAt: yearsAgo(draft.now, 11) })];
      const at = helsinkiToday(draft.now).plus({ days: 30 }).set({ hour: 13 });
      draft.activity({ type: 'meetings', at, contacts, properties: { hs_meeting_outcome: 'SCHEDULED' } });
    },
  },
  {
    name: 'call-exactly-now',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const at = DateTime.fromMillis(scene.draft.now, { zone: HELSINKI });
      scene.draft.activity({ type: 'calls', at, contacts });
    },
  },
  {
    name: 'call-one-millisecond-ahead',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const { draft } = scene;
      draft.activity({ type: 'emails', at: dayEndingIn(draft.now, 90), contacts });
      const at = DateTime.fromMillis(draft.now + 1, { zone: HELSINKI });
      draft.activity({ type: 'calls', at, contacts });
    },
  },
  meetingLoggedAt('meeting-logged-years-later', 3),
  meetingLoggedAt('meeting-logged-years-before', 12),
  {
    name: 'meeting-without-start-time',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const properties = { hs_meeting_start_time: '', hs_meeting_end_time: '' };
      scene.draft.activity({ type: 'meetings', at: yearsAgo(scene.draft.now, 4), contacts, properties });
    },
  },
  {
    name: 'newest-without-date',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const { draft } = scene;
      draft.activity({ type: 'postal_mail', at: dayEndingIn(draft.now, 90), contacts });
      draft.activity({ type: 'calls', at: yearsAgo(draft.now, 1), contacts, properties: { hs_timestamp: '' } });
    },
  },
];

/** The start time, six years ago, decides; `hs_timestamp` says something else. */
function meetingLoggedAt(name: string, years: number): SpecialCase {
  return {
    name,
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const { draft } = scene;
      const properties = { hs_timestamp: utcText(yearsAgo(draft.now, years)) };
      draft.activity({ type: 'meetings', at: yearsAgo(draft.now, 6), contacts, properties });
    },
  };
}
