import type { CrmRecord } from '../../hubspot/answers.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { findLeftOut, type LeftOut } from '../../hubspot/left-out.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import type { Search } from '../../hubspot/search.ts';
import type { SliceContext } from '../context.ts';
import { doubtChanges } from '../unproved.ts';

const AT_ONCE = 4;

/**
 * Records beyond `afterId` that a search counts and did not show: they are looked for among the ids, and read. Where that does
 * not explain what is counted, the next sync begins where this one did.
 */
export async function findHidden(
  context: SliceContext,
  search: Search,
  shown: readonly CrmRecord[],
  afterId: string | null,
): Promise<CrmRecord[]> {
  const known = shown.map(({ id }) => id);
  const { shown: more, counted, unproved } = await leftOut(context, search, known, afterId);
  const ids = [...new Set([...more, ...counted])];
  const read = await readManyRecords(context.hubspot, search.type, ids, search.properties, AT_ONCE);
  const [unread] = read.unread.values();
  const why = unproved ?? (unread === undefined ? undefined : `what search counts could not be read (${unread})`);
  if (why !== undefined) await doubtChanges(context.session, search.type, why);
  return [...read.found.values()];
}

async function leftOut(
  { hubspot }: SliceContext,
  search: Search,
  known: readonly string[],
  afterId: string | null,
): Promise<LeftOut> {
  try {
    return await findLeftOut(hubspot, search, known, afterId);
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return { shown: [], counted: [], unproved: `search could not be asked again (${error.reason})` };
  }
}
