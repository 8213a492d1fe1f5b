import type * as fi from '../fi/shared.ts';
import type { Same } from '../message.ts';

export const due: Same<typeof fi.due> = {
  overdue: { one: '{count} day late', other: '{count} days late' },
  today: 'last day',
  left: { one: '{count} day left', other: '{count} days left' },
};

export const shared: Same<typeof fi.shared> = {
  loading: 'Loading…',
  reload: 'Load again',
  close: 'Close',
  cancel: 'Cancel',
  nextPage: 'Next page',
  firstPage: 'First page',
  pages: 'Pages',
  nothing: 'No rows.',
  problemTitle: 'That did not work',
  noAnswer: 'The server did not answer. Check the network connection and try again.',
  notUnderstood: 'The answer of the server could not be read (HTTP {status}). Try again in a moment.',
  unavailable: 'The service cannot be used right now. Try again in a moment.',
  unexpected: 'Something went wrong in the server. Try again in a moment.',
  badRequest: 'Something in it has to be mended.',
  notFound: 'It is not there. The address may be wrong, or it is gone.',
  conflict: 'Things have changed, and this cannot be done any more. Load the page again.',
  tooMuch: 'There is too much at once. Try again in a moment.',
  forbidden: 'Your rights are not enough for this.',
  signedOut: 'The session has ended. Sign in again.',
  whatServerSaid: 'What the server said',
  optional: 'optional',
  showNames: 'Show names',
  namesNoted: 'Looking at names is noted in the audit trail.',
  namesUntold: 'HubSpot did not tell all names. Ids are shown in their place.',
  namesAgain: 'Fetch the names again',
  nameGone: 'no longer in HubSpot',
  nameless: 'without a name',
  contact: 'Contact {id}',
  choose: 'Choose contact {id}',
  chooseHeader: 'Choice',
  news: 'Things have changed since the page was opened. It shows how they are now.',
  filters: 'Filters',
  search: 'Search',
  clear: 'Remove filters',
};

export const actors: Same<typeof fi.actors> = {
  me: 'me',
  timer: 'timer',
  key: 'function key',
  audit: 'audit trail',
  user: 'user {id}',
};

export const activityTypes: Same<typeof fi.activityTypes> = {
  meetings: 'Meeting',
  calls: 'Call',
  emails: 'E-mail',
  communications: 'Message',
  postal_mail: 'Letter',
  notes: 'Note',
  tasks: 'Task',
};
