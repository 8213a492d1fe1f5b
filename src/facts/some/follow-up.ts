import { readAssociations } from '../../hubspot/associations.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import { dueKey } from '../due.ts';
import { type ChangedActivity, effectOn } from './effect.ts';
import type { Touch, Touched } from './touched.ts';

/**
 * Finds the contacts and companies whose clocks changed activities of one type move. An activity whose associations cannot
 * be read is noted, to be looked at again by the next run.
 */
export async function followUp(
  context: SliceContext,
  type: ActivityType,
  changed: readonly ChangedActivity[],
): Promise<Touched> {
  if (changed.length === 0) return { contacts: [], companies: [] };
  const { hubspot, session, state } = context;
  const now = decisionTime(context);
  const ids = [...new Set(changed.map(({ id }) => id))];
  const [contacts, companies] = await Promise.all([
    readAssociations(hubspot, type, 'contacts', ids),
    readAssociations(hubspot, type, 'companies', ids),
  ]);
  const unread = new Map([...contacts.unread, ...companies.unread]);
  if (unread.size > 0) {
    // Due as soon as this run is over.
    await state.due.add([...unread.keys()].map((id) => dueKey(now + 1, type, id)));
    const problem = `Associations of ${unread.size} changed ${type} could not be read (${[...unread.values()][0]}): they are looked at again.`;
    session.say(problem);
  }
  const ofContacts = await state.contacts.getMany([...contacts.of.values()].flat());
  const ofCompanies = await state.companies.getMany([...companies.of.values()].flat());
  return {
    contacts: effects(changed, contacts.of, (id) => ofContacts.get(id)?.own),
    companies: effects(changed, companies.of, (id) => ofCompanies.get(id)?.activity),
  };
}

function effects(
  changed: readonly ChangedActivity[],
  associated: ReadonlyMap<string, readonly string[]>,
  clockOf: (id: string) => Parameters<typeof effectOn>[1],
): Touch[] {
  return changed.flatMap((activity) =>
    (associated.get(activity.id) ?? []).flatMap((id) => effectOn(id, clockOf(id), activity) ?? []),
  );
}
