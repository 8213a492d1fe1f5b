/** How many changes of each kind some time brings. */
export interface Changes {
  /** Contacts of whom a value is changed that decides nothing, such as a name. */
  readonly plainEdits: number;
  /** Contacts who get a value in a category that was empty (notice §6). */
  readonly newData: number;
  readonly consents: number;
  /** Contacts whose primary company becomes another one. */
  readonly moves: number;
  /** New contacts, each with a first activity. */
  readonly newContacts: number;
  /** Companies of which a value is changed. */
  readonly companies: number;
  /** Activities of now, on one contact and its company. */
  readonly newActivities: number;
  /** New meetings whose time has not come. */
  readonly scheduled: number;
  /** Activities of which only the text is changed. */
  readonly texts: number;
  /** Old activities whose date is moved to now. */
  readonly postponed: number;
  /** Activities that set a clock and are cancelled: the clock may move back. */
  readonly cancelled: number;
}

/** How many dates pass. */
export interface Dates {
  /** Customers, all of whose contacts end soon; the same of those whose time is over. */
  readonly endingSoon: number;
  readonly ended: number;
  readonly holds: number;
  readonly meetings: number;
  /** Purposes of data held on consent (notice §6). */
  readonly purposes: number;
}

/** The account of which the issue tells what a day brings: 200 contacts, 50 companies, 500 activities and 30 dates. */
const OF_CONTACTS = 100_000;

const CHANGES: Changes = {
  plainEdits: 110,
  newData: 30,
  consents: 20,
  moves: 20,
  newContacts: 20,
  companies: 50,
  newActivities: 350,
  scheduled: 10,
  texts: 60,
  postponed: 30,
  cancelled: 30,
};

/** 20 contacts in four customers of five, and ten more. */
const DATES: Dates = { endingSoon: 2, ended: 2, holds: 4, meetings: 3, purposes: 3 };

/** The day of an account of `contacts`, in proportion and at least one of each. */
export function changesOfDay(contacts: number): Changes {
  const of = (count: number) => Math.max(1, Math.round((count * contacts) / OF_CONTACTS));
  return {
    plainEdits: of(CHANGES.plainEdits),
    newData: of(CHANGES.newData),
    consents: of(CHANGES.consents),
    moves: of(CHANGES.moves),
    newContacts: of(CHANGES.newContacts),
    companies: of(CHANGES.companies),
    newActivities: of(CHANGES.newActivities),
    scheduled: of(CHANGES.scheduled),
    texts: of(CHANGES.texts),
    postponed: of(CHANGES.postponed),
    cancelled: of(CHANGES.cancelled),
  };
}

export function datesOfDay(contacts: number): Dates {
  const of = (count: number) => Math.max(1, Math.round((count * contacts) / OF_CONTACTS));
  return {
    endingSoon: of(DATES.endingSoon),
    ended: of(DATES.ended),
    holds: of(DATES.holds),
    meetings: of(DATES.meetings),
    purposes: of(DATES.purposes),
  };
}
