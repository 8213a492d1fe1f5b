import type { Changes } from './size.ts';

const NONE: Changes = {
  plainEdits: 0,
  newData: 0,
  consents: 0,
  moves: 0,
  newContacts: 0,
  companies: 0,
  newActivities: 0,
  scheduled: 0,
  texts: 0,
  postponed: 0,
  cancelled: 0,
};

/** A ninety-sixth of the day: 2 contacts, 1 company, 5 activities. No clock moves back. */
export const PLAIN_QUARTER: Changes = { ...NONE, plainEdits: 2, companies: 1, newActivities: 4, texts: 1 };
/** The same size with everything that makes a sync read all activities of a record. */
export const BUSY_QUARTER: Changes = {
  ...NONE,
  moves: 1,
  newContacts: 1,
  companies: 1,
  newActivities: 3,
  cancelled: 1,
};
