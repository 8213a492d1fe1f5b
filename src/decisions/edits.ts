import type { ListedCompany, ListedContact } from '../facts/facts.ts';
import { editedProperties, keptBeingEdited, putBackAlso } from '../register/hand-edits.ts';
import { formatInstant, type Instant } from '../register/instant.ts';
import type { RegisterProperty } from '../register/property.ts';
import type { CompanyMemory, ContactMemory } from '../remembered/memory.ts';

/** What somebody else changed of our properties, and what to say of it. A merge mixes the values of two records: that is nobody's edit. */
export function editsOf(
  { held, merged }: Pick<ListedContact | ListedCompany, 'held' | 'merged'>,
  before: ContactMemory | CompanyMemory | undefined,
  properties: readonly RegisterProperty[],
  now: Instant,
) {
  const edited = before && before.merged === merged ? editedProperties(before.held, held, properties) : [];
  const putBack = putBackAlso(before?.putBack ?? {}, edited, formatInstant(now));
  const again = keptBeingEdited(putBack, now).filter((property) => edited.includes(property));
  return {
    edited,
    putBack,
    keptBeingEdited: again,
    causes: Object.fromEntries(edited.map((property) => [property, 'put back: it was changed by somebody else'])),
    notices: again.map(
      (property) => `${property} is changed by somebody else again and again: find out who, or which workflow`,
    ),
  };
}
