import type { SliceContext } from '../../facts/context.ts';
import { survivorsOf } from '../../facts/some/given.ts';
import { type Look, lookAtPeople } from '../erasure/look-at-people.ts';
import type { Contact } from './step.ts';

/** What HubSpot says of contacts of requests now, by their ids; of those that were merged into others, of those that survive them. */
export async function contactsNow(
  context: Pick<SliceContext, 'hubspot' | 'policy'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Contact>> {
  const looks = await lookAtPeople(context, ids);
  const merged = ids.filter((id) => looks.get(id)?.kind === 'other_id');
  const survivors = await survivorsOf(context.hubspot, merged);
  const theirs = await lookAtPeople(context, [...new Set(survivors.values())]);
  return new Map(
    ids.map((id) => {
      const survivor = survivors.get(id);
      return [id, contactOf(survivor === undefined ? looks.get(id) : theirs.get(survivor))];
    }),
  );
}

function contactOf(look: Look | undefined): Contact {
  if (look?.kind === 'person' || look?.kind === 'unread') return look;
  if (look?.kind === 'gone') return { kind: 'gone' };
  return { kind: 'unread', reason: 'whom it was merged into could not be read' };
}
