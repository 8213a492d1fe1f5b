import { chunk } from '../../chunk.ts';
import { groupBy } from '../../group-by.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';
import { SEARCH_START, type SearchPosition } from '../../hubspot/search.ts';
import { readServiceContact, serviceContactProperties } from '../../register/service-contact.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import { type DueActivity, dueActivity, dueBy } from './due.ts';
import type { ChangedActivity } from './effect.ts';
import type { Found } from './find-modified.ts';
import { followUp } from './follow-up.ts';
import type { Touched } from './touched.ts';

const STEP = 1_000;

/**
 * Records whose clocks are moved by activities whose time has come, such as meetings that have now taken place: nothing of
 * them was edited, so no search for changes finds them. Each is read anew, for it may have been cancelled or archived.
 */
export async function findDue(context: SliceContext, { cursor }: SearchPosition): Promise<Found> {
  const { state, store, session } = context;
  const { from, to } = dueBy(decisionTime(context));
  const keys = await state.due.list(from, to);
  const rest = cursor === null ? keys : keys.filter((key) => key > cursor);
  const step = rest.slice(0, STEP);
  const byType = groupBy(
    step.flatMap((key) => dueActivity(key) ?? []),
    ({ type }) => type,
  );
  const unread = new Set<string>();
  const touched: Touched[] = [];
  for (const [type, activities] of byType) {
    const changed = await readDue(context, type, activities, unread);
    if (changed.length > 0) touched.push(await followUp(context, type, changed));
  }
  const done = step.filter((key) => !unread.has(key.split('|')[1] ?? ''));
  if (done.length > 0) await store.put('due-done', session.run.position.choosing.parts, done);
  const last = rest.length > step.length ? step.at(-1) : undefined;
  return {
    touched: {
      contacts: touched.flatMap(({ contacts }) => contacts),
      companies: touched.flatMap(({ companies }) => companies),
    },
    next: last === undefined ? undefined : { ...SEARCH_START, cursor: last },
  };
}

async function readDue(
  context: SliceContext,
  type: DueActivity['type'],
  activities: readonly DueActivity[],
  unread: Set<string>,
): Promise<ChangedActivity[]> {
  const { hubspot, policy } = context;
  const now = decisionTime(context);
  const changed: ChangedActivity[] = [];
  const ids = [...new Set(activities.map(({ id }) => id))];
  for (const batch of chunk(ids, RECORD_BATCH)) {
    const records = await readRecords(hubspot, type, batch, serviceContactProperties(type, policy));
    for (const id of records.unread.keys()) unread.add(`${type}:${id}`);
    for (const { id, properties } of records.found.values()) {
      changed.push({ type, id, reading: readServiceContact({ type, id, properties }, policy, now) });
    }
  }
  return changed;
}
