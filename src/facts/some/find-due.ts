import type { ActivityType } from '../../policy/activity-types.ts';
import { countedTypes } from '../../register/service-contact.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import { dueActivity, dueBy } from '../due.ts';
import { PARTS } from '../parts.ts';
import { readActivities } from '../read-activities.ts';
import type { ChangedActivity } from './effect.ts';
import { followUp } from './follow-up.ts';
import type { FoundPiece } from './found.ts';

/**
 * Records whose clocks are moved by activities whose time has come, such as meetings that have now taken place: nothing of
 * them was edited, so no search for changes finds them.
 */
export async function findDue(context: SliceContext): Promise<FoundPiece> {
  const types = await Promise.all(
    countedTypes(context.policy).map(async (type) => ({ type, changed: await readDue(context, type) })),
  );
  const touched = await Promise.all(types.map(({ type, changed }) => followUp(context, type, changed)));
  return {
    touched: {
      contacts: touched.flatMap(({ contacts }) => contacts),
      companies: touched.flatMap(({ companies }) => companies),
    },
    next: undefined,
  };
}

/**
 * Activities of one type whose time has come. Each is read anew, for it may have been cancelled or archived; one that cannot
 * be read stays due.
 */
export async function readDue(context: SliceContext, type: ActivityType): Promise<ChangedActivity[]> {
  const { policy, state, store } = context;
  const { from, to } = dueBy(decisionTime(context));
  const keys = (await state.due.list(from, to)).filter((key) => dueActivity(key)?.type === type);
  const ids = [...new Set(keys.flatMap((key) => dueActivity(key)?.id ?? []))];
  const { readings, unread } = await readActivities(context, type, ids);
  const done = keys.filter((key) => !unread.has(dueActivity(key)?.id ?? ''));
  // Also when there is none: an attempt before this one, which was cut short, may have read more.
  if (keys.length > 0) await store.put(PARTS.dueDone, countedTypes(policy).indexOf(type), done);
  return [...readings].map(([id, reading]) => ({ type, id, reading }));
}

/** Removes what was due and has been followed up, when the run that did so comes to its end. */
export async function removeDue({ state, store }: SliceContext): Promise<void> {
  for await (const { value } of store.all(PARTS.dueDone)) await state.due.remove(value);
}
