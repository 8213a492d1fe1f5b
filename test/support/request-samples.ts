import type { PersonRequest } from '../../src/rights/requests/request.ts';
import { newRevision, newRunId } from '../../src/runs/run.ts';

/** A request for access of contact 101 that has just been filed, and what differs from that. */
export function requestOf(
  difference: Partial<PersonRequest>,
  filedAt = Date.parse('2026-11-23T09:30:00Z'),
): PersonRequest {
  return {
    id: newRunId(filedAt),
    kind: 'access',
    channel: 'letter',
    receivedOn: '2026-11-20',
    filedAt: new Date(filedAt).toISOString(),
    filedBy: 'officer-1',
    contactIds: ['101'],
    marketing: false,
    elsewhere: [],
    state: 'received',
    identity: null,
    pauses: [],
    extension: null,
    proposal: null,
    decision: null,
    letters: [],
    recipients: [],
    erased: [],
    endedAt: null,
    lifted: null,
    left: [],
    lateErasureAt: null,
    restricted: [],
    unrestricted: [],
    revision: newRevision(),
    rectified: [],
    disclosed: [],
    ...difference,
  };
}
