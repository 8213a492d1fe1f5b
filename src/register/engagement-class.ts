import type { EngagementClass } from './engagement.ts';

/** Kinds of record that an engagement may be about besides its person. */
export const OTHER_KINDS = ['contacts', 'companies', 'deals', 'tickets'] as const;

export type OtherKind = (typeof OTHER_KINDS)[number];

/** Ids of the records that an engagement is associated with, by kind; `undefined` where that could not be read. */
export type AssociatedWith = Readonly<Record<OtherKind, readonly string[] | undefined>>;

/**
 * Whose an engagement is besides the person's (Art. 17; Art. 15(4) by analogy). `person` holds all ids of the person, those of records
 * that were merged into theirs among them; every other contact is somebody else, archived or not, for people come back from the bin.
 * One that does not name the person any more is `unread`: somebody has changed it since it was found.
 */
export function classOf(
  person: ReadonlySet<string>,
  { contacts, companies, deals, tickets }: AssociatedWith,
): EngagementClass {
  if (contacts === undefined || companies === undefined || deals === undefined || tickets === undefined)
    return 'unread';
  if (!contacts.some((id) => person.has(id))) return 'unread';
  if (contacts.some((id) => !person.has(id)) || deals.length + tickets.length > 0) return 'shared';
  return companies.length > 0 ? 'company' : 'exclusive';
}
