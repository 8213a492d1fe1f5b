import { concernsInputs } from '../../hubspot/errors.ts';
import { findLeftOut, type LeftOut } from '../../hubspot/left-out.ts';
import type { RecordKind } from '../../register/record.ts';
import { compareIds } from '../../register/service-contact.ts';
import { cursorOf, withCursor } from '../../runs/cursor.ts';
import type { SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';
import type { Setup } from '../setup.ts';
import { doubt } from '../unproved.ts';
import { addRecords, readByIds } from './add-records.ts';
import { listedIds } from './listed-ids.ts';
import { READING } from './reading-cursor.ts';
import { saveUnreadContacts } from './unread-contacts.ts';

/**
 * A list that came to its end is not complete for that: it is held against what search counts and against what is remembered.
 * Whatever these know and the list did not hold is read by id, and takes part in the run if it is there; a remembered record
 * that HubSpot says is gone may be forgotten later. What search counts and nothing explains is a doubt of the run.
 */
export async function addUnlisted(context: SliceContext, setup: Setup, kind: RecordKind): Promise<void> {
  const { session, state, store } = context;
  const listed = await listedIds(context, kind);
  const remembered = new Set<string>();
  for await (const id of state[kind].ids()) if (!listed.has(id)) remembered.add(id);
  const { shown, counted, unproved } = await leftOut(context, kind, listed);
  const ids = [...new Set([...remembered, ...shown, ...counted])].sort(compareIds);
  const { live, gone, unread } = await readByIds(context, setup, kind, ids);
  await addRecords(context, setup, kind, live);
  await store.put(
    PARTS.gone(kind),
    0,
    gone.filter((id) => remembered.has(id)),
  );
  const there = new Set([...remembered, ...shown]);
  // Of the others search counts some, and whether there are any cannot be found out.
  const unsure = [...unread].filter(([id]) => !there.has(id)).map(([, reason]) => reason);
  const known = new Map([...unread].filter(([id]) => there.has(id)));
  if (kind === 'contacts') await saveUnreadContacts(context, 0, known, new Map());
  else if (known.size > 0) {
    const [reason] = known.values();
    session.say(`${known.size} companies that the list left out could not be read (${reason}).`);
  }
  const why = unproved ?? (unsure.length > 0 ? `what search counts could not be read (${unsure[0]})` : undefined);
  if (why !== undefined) await doubt(context.session, kind, why);
  await session.checkpoint((run) => {
    const cursor = cursorOf(run, READING);
    return withCursor(run, READING, { ...cursor, unlisted: { ...cursor.unlisted, [kind]: true } });
  });
}

async function leftOut({ hubspot }: SliceContext, kind: RecordKind, listed: ReadonlySet<string>): Promise<LeftOut> {
  try {
    return await findLeftOut(hubspot, { type: kind, groups: [] }, listed);
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return { shown: [], counted: [], unproved: `search could not be asked (${error.reason})` };
  }
}

/** Ids of records that were remembered and that HubSpot says are gone. */
export async function goneIds({ store }: SliceContext, kind: RecordKind): Promise<string[]> {
  return (await store.first(PARTS.gone(kind))) ?? [];
}
