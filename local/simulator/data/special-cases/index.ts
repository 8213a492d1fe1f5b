import type { RegisterDraft } from '../register-draft.ts';
import { activityDates } from './activity-dates.ts';
import { archivedRecords } from './archived-records.ts';
import { calendarDays } from './calendar-days.ts';
import { consents } from './consents.ts';
import { customers } from './customers.ts';
import { exceptedActivities } from './excepted-activities.ts';
import { manyActivities } from './many-activities.ts';
import { mergedPeople } from './merged-people.ts';
import { movedPeople } from './moved-people.ts';
import { noContact } from './no-contact.ts';
import { peopleToErase } from './people-to-erase.ts';
import { recordIds } from './record-ids.ts';
import { sameInstant } from './same-instant.ts';
import type { SpecialCase } from './special-case.ts';
import { unforeseenValues } from './unforeseen-values.ts';

const CASES: readonly SpecialCase[] = [
  ...exceptedActivities,
  ...unforeseenValues,
  ...activityDates,
  ...noContact,
  ...customers,
  ...movedPeople,
  ...sameInstant,
  ...calendarDays,
  ...archivedRecords,
  ...mergedPeople,
  ...recordIds,
  ...manyActivities,
  ...consents,
  ...peopleToErase,
];

const PLACED = CASES.map((made, index) => ({ ...made, contactId: made.contactId ?? String(20_000 + 10 * index) }));

/** Every special case by name, and the contact it is about; the same in every generated company account. */
export const specialCases: readonly { readonly name: string; readonly contactId: string }[] = PLACED.map(
  ({ name, contactId }) => ({ name, contactId }),
);

/** The contact of a special case; a `RangeError` when there is no such case. */
export function specialContactId(name: string): string {
  const found = specialCases.find((made) => made.name === name);
  if (!found) throw new RangeError(`There is no special case ${name}`);
  return found.contactId;
}

/** Builds every special case into the draft. */
export function addSpecialCases(draft: RegisterDraft): void {
  for (const { name, contactId, build } of PLACED) build({ draft, contactId, name });
}
