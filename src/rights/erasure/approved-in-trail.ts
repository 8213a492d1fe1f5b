import type { TableClient } from '@azure/data-tables';
import type { ChainedEvent } from '../../audit/event.ts';
import { listEvents, type Position } from '../../audit/query/list-events.ts';
import type { ErasureList } from './list.ts';
import { subjectOfList } from './subject.ts';

const PAGE = 100;

/** What ends an approval, or confirms it. */
const DECISIVE: readonly ChainedEvent['action'][] = [
  'erasure_checked',
  'erasure_returned',
  'erasure_rejected',
  'erasure_cancelled',
  'erasure_ended',
];

/**
 * Whether the trail knows the approval by which a list is to be carried out: the last that was decided about it is that a check
 * confirmed it, with this hash, and the approver approved it by the same hash. A row that was genuine once and was put back would
 * else bring back a list that somebody has cancelled since.
 */
export async function isApprovedInTrail(
  audit: TableClient,
  { id, listHash, approver }: Pick<ErasureList, 'id' | 'listHash' | 'approver'>,
): Promise<boolean> {
  let isConfirmed = false;
  let position: Position | undefined;
  do {
    const { events, next } = await listEvents(audit, { subject: subjectOfList(id) }, PAGE, { position });
    // Newest first.
    for (const { action, actor, cause } of events) {
      const isOfHash = cause.split(' ').includes(`listHash=${listHash}`);
      if (isConfirmed && action === 'erasure_approved') return isOfHash && actor === approver;
      if (isConfirmed || !DECISIVE.includes(action)) continue;
      if (action !== 'erasure_checked' || !isOfHash) return false;
      isConfirmed = true;
    }
    position = next;
  } while (position !== undefined);
  return false;
}
