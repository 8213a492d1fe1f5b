import { SafeError } from '../../safe-error.ts';
import type { StoredItem } from './item.ts';
import type { ErasureList } from './list.ts';
import { sumUp } from './list-hash.ts';

/** What is kept of a list is not what was approved: nobody is erased by it. */
export class ListAlteredError extends SafeError<'list_altered'> {
  override readonly name = 'ListAlteredError';
  override readonly isFinal = true;

  constructor() {
    super(
      'list_altered',
      'What is kept of the list is not what was approved last: find out who can write the table of erasures, and prepare a new list.',
    );
  }
}

/**
 * Whether somebody is left to erase. Throws `list_altered` if so and the people on the list are not those that were approved, whatever has
 * become of the others since: genuine rows of an earlier time, put back by somebody, give another hash.
 */
export async function leftAsApproved(list: ErasureList, items: AsyncIterable<StoredItem>): Promise<boolean> {
  const { listHash, counts } = await sumUp(list, items, wasApproved);
  // A list that comes to its end lets go of what it need not keep: its hash is another one then.
  const isAnybodyLeft = (counts.proposed ?? 0) > 0;
  if (isAnybodyLeft && listHash !== list.listHash) throw new ListAlteredError();
  return isAnybodyLeft;
}

/** Whoever was left out before the approval has come to no end. */
function wasApproved({ status, finishedAt }: StoredItem): boolean {
  return status === 'proposed' || finishedAt !== null;
}
