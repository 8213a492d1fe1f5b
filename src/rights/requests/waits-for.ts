import type { Policy } from '../../policy/schema.ts';
import { contactsToErase, openDuties, wasToldWhyLeft } from './duties.ts';
import type { PersonRequest } from './request.ts';

/** What has to come first before somebody whose erasure was granted can be erased. */
export const WAITS_FOR = ['list', 'hold', 'restriction', 'request', 'reading', 'merge'] as const;

export type WaitsFor = (typeof WAITS_FOR)[number];

const BY_REASON: Readonly<Record<string, WaitsFor>> = {
  hold: 'hold',
  hold_of_merged: 'hold',
  restricted: 'restriction',
  restriction_of_merged: 'restriction',
  open_request: 'request',
  unread: 'reading',
  engagement_unread: 'reading',
  other_id: 'merge',
};

/**
 * What stands before the erasure of somebody whom a list left out: the end of a hold or of a restriction, another request, something that
 * could not be read, or that they were merged into somebody else. `list` where nothing does but that a list has to be prepared: also once
 * a hold whose end was known is over, by the calendar (`today`), and where an officer excluded them, whatever the policy's code is called.
 */
export function waitsFor(
  {
    status,
    reason,
    until,
  }: {
    readonly status: string | null;
    readonly reason: string | null;
    readonly until?: string | null | undefined;
  },
  today: string,
): WaitsFor {
  const isOver = until !== undefined && until !== null && until < today;
  return isOver || status === 'excluded' ? 'list' : (BY_REASON[reason ?? ''] ?? 'list');
}

/**
 * Whether the person was told why they are not erased yet, and all that is left of the request waits for the end of a hold or of a
 * restriction: nothing is to be done for it today. Recipients who have not been told of those who are erased are to be (Art. 19).
 */
export function isWaiting(request: PersonRequest, policy: Pick<Policy, 'processors'>, today: string): boolean {
  const toErase = contactsToErase(request);
  if (toErase.length === 0 || !wasToldWhyLeft(request)) return false;
  if (request.erased.length > 0 && openDuties(request, policy).includes('recipients')) return false;
  return toErase.every((id) => {
    const left = request.left.find(({ contactId }) => contactId === id);
    return left !== undefined && ['hold', 'restriction'].includes(waitsFor(left, today));
  });
}
