import { listEvents, type Position } from '../../audit/query/list-events.ts';

import type { ChainedEvent } from '../../audit/event.ts';
import { SafeError } from '../../safe-error.ts';
import type { Engine } from '../../work/engine.ts';
import type { StoredItem } from './item.ts';
import type { ErasureList } from './list.ts';
import { sumUp } from './list-hash.ts';
import { subjectOfList } from './subject.ts';

/** What is kept of a list is not what was approved: nobody is erased by it. */
class ListAlteredError extends SafeError<'list_altered'> {
  override readonly name = 'ListAlteredError';
  override readonly isFinal = true;

  constructor() {
    super(
      'list_altered',
      'The people on the list are not those that were approved: find out who can write the table of erasures, and prepare a new list.',
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

const PAGE = 20;

/**
 * Throws `list_altered` unless the newest that the trail says of a list is that it was checked, or begun, with this very hash: the row of
 * a list that was rejected, cancelled or sent back since is as genuine as any. One that has ended has nobody left to erase.
 */
export async function assertApprovedByTrail(
  { storage }: Pick<Engine, 'storage'>,
  { id, listHash }: ErasureList,
  hasPeopleLeft: boolean,
): Promise<void> {
  const newest = await newestOf(storage.audit, subjectOfList(id));
  const isThisHash = newest?.cause.split(' ').includes(`listHash=${listHash}`) ?? false;
  const isApproved = isThisHash && (newest?.action === 'erasure_checked' || newest?.action === 'erasure_begun');
  if (!isApproved && (hasPeopleLeft || newest?.action !== 'erasure_ended')) throw new ListAlteredError();
}

/** What was refused has changed nothing. */
async function newestOf(table: Engine['storage']['audit'], subject: string): Promise<ChainedEvent | undefined> {
  let position: Position | undefined;
  do {
    const { events, next } = await listEvents(table, { subject }, PAGE, { position });
    const newest = events.find(({ action }) => action !== 'refused');
    if (newest !== undefined) return newest;
    position = next;
  } while (position !== undefined);
  return undefined;
}
