import type { SliceContext } from '../../facts/context.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { findLeftOut, type LeftOut } from '../../hubspot/left-out.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import type { Search } from '../../hubspot/search.ts';
import { textOf } from '../../register/value.ts';

const STATUS = 'rekisteri_retention_status';
const DECISION = 'rekisteri_retention_decision';
const AT_ONCE = 4;

/** Contacts whose time has ended and whom somebody decided to erase (§7); who decided, and whether it is so, is asked of each. */
export const DECIDED: Search = {
  type: 'contacts',
  groups: [
    [
      { propertyName: STATUS, operator: 'EQ', value: 'ended' },
      { propertyName: DECISION, operator: 'EQ', value: 'erase' },
    ],
  ],
  properties: [],
};

function whyNotProved(error: unknown): LeftOut {
  if (!concernsInputs(error)) throw error;
  return { shown: [], counted: [], unproved: `search could not be asked again (${error.reason})` };
}

/**
 * Ids that the search counts and did not show. `unproved` says why they may not be all: nobody is erased wrongly by that, only
 * somebody later.
 */
export async function decidedLeftOut(
  { hubspot }: SliceContext,
  known: readonly string[],
): Promise<{ readonly ids: readonly string[]; readonly unproved: string | undefined }> {
  const { shown, counted, unproved } = await findLeftOut(hubspot, DECIDED, known).catch(whyNotProved);
  // Nobody knows which of these it counts.
  const { found, unread } = await readManyRecords(hubspot, 'contacts', counted, [STATUS, DECISION], AT_ONCE);
  const decided = [...found.values()].filter(
    ({ properties }) => textOf(properties, STATUS) === 'ended' && textOf(properties, DECISION) === 'erase',
  );
  const [why] = unread.values();
  const ids = [...shown, ...decided.map(({ id }) => id)];
  return {
    ids,
    unproved: unproved ?? (why === undefined ? undefined : `what search counts could not be read (${why})`),
  };
}
