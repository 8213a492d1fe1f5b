import { chunk } from '../../../chunk.ts';
import type { CrmRecord } from '../../../hubspot/answers.ts';
import { readAssociations } from '../../../hubspot/associations.ts';
import { FEEDBACK, readFeedbackIds } from '../../../hubspot/feedback.ts';
import type { PropertyDefinition } from '../../../hubspot/property-definitions.ts';
import { readRecords } from '../../../hubspot/records.ts';
import { formatInstant, parseInstant } from '../../../register/instant.ts';
import { compareIds } from '../../../register/service-contact.ts';
import type { PartOf } from '../parts.ts';
import type { Gathering } from './context.ts';
import type { ReadContact } from './contacts.ts';
import { unread } from './errors.ts';
import { meaningOf } from './meaning.ts';
import { holdsIdsOfPeople, isOfUsers, isUserId, withoutOtherIds } from './others.ts';
import type { Tally } from './tally.ts';

const AT_ONCE = 50;

/** The answers of a contact to surveys, one at a time; of one that is somebody else's as well only that there is one (Art. 15(4)). */
export async function* feedbackParts(
  { hubspot, policy }: Pick<Gathering, 'hubspot' | 'policy'>,
  { id: contactId }: ReadContact,
  known: ReadonlySet<string>,
  tally: Pick<Tally, 'notRead'>,
): AsyncGenerator<PartOf<'feedback'>> {
  const read = await readFeedbackIds(hubspot, contactId);
  if (read.kind !== 'read') return tally.notRead('feedback', read);
  if (read.ids === undefined) throw unread(`The survey responses of contact ${contactId} could not be read`);
  const definitions = read.definitions.filter((one) => !isOfUsers(one));
  const names = read.definitions.map(({ name }) => name);
  for (const ids of chunk(read.ids.toSorted(compareIds), AT_ONCE)) {
    const { found } = await readRecords(hubspot, FEEDBACK, ids, names);
    const people = (await readAssociations(hubspot, FEEDBACK, 'contacts', ids)).of;
    for (const id of ids) {
      const [record, with_] = [found.get(id), people.get(id)];
      // Nobody can delete one, so that it cannot have gone meanwhile.
      if (record === undefined || with_ === undefined) throw unread(`Survey response ${id} could not be read`);
      const hasOthers = with_.some((one) => !known.has(one));
      const details = hasOthers ? [] : detailsOf(record, definitions, known, policy.timeZone);
      yield { part: 'feedback', contactId, id, at: takenAt(record), details, leftOut: hasOthers ? [OTHERS] : [] };
    }
  }
}

const OTHERS = { what: 'answers', ground: 'rights_of_others', text: 'Vastaus on myös muiden henkilöiden.' };

function detailsOf(
  { properties }: CrmRecord,
  definitions: readonly PropertyDefinition[],
  known: ReadonlySet<string>,
  timeZone: string,
): PartOf<'feedback'>['details'] {
  return definitions.flatMap((definition) => {
    const { name, label } = definition;
    const held = properties[name] ?? '';
    const value = holdsIdsOfPeople(name) ? withoutOtherIds(held, known).value : held;
    if (value.trim() === '' || isUserId(value)) return [];
    return [{ property: name, label, value, meaning: meaningOf(value, definition, timeZone) }];
  });
}

function takenAt({ properties, createdAt }: CrmRecord): string | null {
  const text = properties.hs_submission_timestamp ?? createdAt ?? '';
  const at = parseInstant(text);
  return at === undefined ? null : formatInstant(at);
}
