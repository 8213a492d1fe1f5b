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
 * Throws `list_altered` unless the people on a list are those that were approved, whatever has become of them since: genuine rows of an
 * earlier time, put back by somebody, give another hash.
 */
export async function assertPeopleAsApproved(list: ErasureList, items: AsyncIterable<StoredItem>): Promise<void> {
  const { listHash } = await sumUp(list, items, wasApproved);
  if (listHash !== list.listHash) throw new ListAlteredError();
}

/** Whoever was left out before the approval has come to no end. */
function wasApproved({ status, finishedAt }: StoredItem): boolean {
  return status === 'proposed' || finishedAt !== null;
}
