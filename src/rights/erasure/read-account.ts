import type { SliceContext } from '../../facts/context.ts';
import { readSetup, readTimeZone } from '../../facts/read-setup.ts';
import { readAccount as readDetails } from '../../hubspot/account.ts';
import { concernsInputs, HubSpotError } from '../../hubspot/errors.ts';
import { SafeError } from '../../safe-error.ts';
import type { ErasureList } from './list.ts';
import type { ListPhase } from './tools.ts';

/**
 * Begins a run of a list: reads the account, its definitions and its subscription types anew. It relies on nothing that other runs
 * remember, becomes no reconcile, and moves no place where the next sync begins. What the last reconcile could not prove counts:
 * nobody has ended on that.
 */
export const readAccount: ListPhase = async (context, list) => {
  const { session, state } = context;
  await assertSameAccount(context, list);
  const anchor = await state.anchor.read();
  const timeZone = await readTimeZone(context);
  await readSetup(context, timeZone, anchor);
  const unproved = (anchor?.unproved ?? []).filter(({ of }) => of === 'list');
  await session.checkpoint(() => ({ unproved }));
  return true;
};

/** The token is another account's than the one whose people are on the list: there the same ids are other people, or nobody. */
class OtherAccountError extends SafeError<'other_account'> {
  override readonly name = 'OtherAccountError';
  override readonly isFinal = true;

  constructor() {
    super(
      'other_account',
      'The token is of another HubSpot account than the one whose people are on the list: set HUBSPOT_ACCESS_TOKEN right.',
    );
  }
}

async function assertSameAccount({ hubspot }: SliceContext, { portalId }: ErasureList): Promise<void> {
  // Of a token that may not read the account's details nobody knows whose it is.
  if (portalId !== null && (await readDetails(hubspot)).portalId !== portalId) throw new OtherAccountError();
}

/** HubSpot's number of the account; null where the token may not read its details. */
export async function portalIdNow({ hubspot }: Pick<SliceContext, 'hubspot'>): Promise<number | null> {
  try {
    return (await readDetails(hubspot)).portalId;
  } catch (error) {
    if (concernsInputs(error) || (error instanceof HubSpotError && error.code === 'forbidden')) return null;
    throw error;
  }
}
