import type { SliceContext } from '../../facts/context.ts';
import type { Ending, Erased, LastLook } from './erase-people.ts';
import { endOfHold, type Examined } from './examine.ts';
import type { StoredItem } from './item.ts';
import { leftAs } from './left-out.ts';
import type { ErasureList } from './list.ts';
import { type Look, lookAtPeople } from './look-at-people.ts';
import type { WorkDone } from './own-work.ts';
import { protectionOf } from './protection.ts';
import type { ErasureTools } from './tools.ts';

/**
 * Begins with people: looks at each of them once more, right before the first step that destroys something, and marks that they are
 * begun. The same guard decides, of what HubSpot says of them now and of all else as it was examined. Nobody asks again about those
 * with whom was begun before an interruption, but that their ids still lead to them: what was theirs may be a living customer's now.
 */
export async function begin(
  { stores }: ErasureTools,
  context: SliceContext,
  { id }: ErasureList,
  people: readonly Erased[],
  ownWork: WorkDone,
): Promise<LastLook> {
  if (people.length === 0) return { begun: [], endings: new Map() };
  const looks = await lookAtPeople(
    context,
    people.map(({ item }) => item.contactId),
  );
  const endings = new Map<string, Ending>();
  const begun: StoredItem[] = [];
  for (const person of people) {
    const { item } = person;
    const look = looks.get(item.contactId) ?? { kind: 'unread', reason: 'it was not looked at' };
    const ending = item.begun ? whyNotFinished(item, look) : whyNotBegun(person, look, context);
    if (ending === undefined) begun.push({ ...item, begun: true });
    else endings.set(item.contactId, ending);
  }
  context.session.assertOurs();
  await stores.items.mark(id, begun);
  for (const item of begun) ownWork.add(item);
  return { begun, endings };
}

function whyNotBegun({ item, evidence }: Erased, look: Look, { policy, now }: SliceContext): Ending | undefined {
  const leave = (found: Examined, change: string): Ending => {
    return { kind: 'left_out', left: leftAs(item, found, [change]) };
  };
  if (look.kind === 'gone') return leave(look, 'gone');
  const person = look.kind === 'person' ? look.person : look.kind === 'other_id' ? look.kind : undefined;
  const protection = evidence === undefined ? 'unread' : protectionOf({ ...evidence, person }, policy, now());
  if (protection === undefined) return undefined;
  const until = endOfHold(protection, person === 'other_id' ? undefined : person);
  return leave({ kind: 'protected', protection, until }, protection);
}

/** Whoever is gone by now was erased before the interruption, and is finished. */
function whyNotFinished({ facts, outcomes }: StoredItem, look: Look): Ending | undefined {
  if (look.kind === 'gone') return undefined;
  if (look.kind === 'unread') return { kind: 'unsure' };
  const isSame = look.kind === 'person' && look.person.mergedIds.join() === facts.merged.join();
  return isSame ? undefined : { kind: 'failed', reason: 'person_not_erased', outcomes };
}
