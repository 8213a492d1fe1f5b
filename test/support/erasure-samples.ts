import { type ErasureItem, erasureItemSchema } from '../../src/rights/erasure/item.ts';
import { type ErasureList, erasureListSchema } from '../../src/rights/erasure/list.ts';

const PREPARER = '0f3e7c54-0000-4000-8000-000000000001';
const APPROVER = '0f3e7c54-0000-4000-8000-000000000002';
const DIGEST = 'a'.repeat(64);

/** A list that has been carried out, but for what is given. */
export function sampleList(given: Partial<ErasureList> = {}): ErasureList {
  return erasureListSchema.parse({
    id: '20261123T081500000Z-5a6b7c8d',
    ground: 'retention',
    requestId: null,
    state: 'completed',
    createdAt: '2026-11-23T08:15:00.000Z',
    preparers: [PREPARER],
    approvals: 2,
    approver: APPROVER,
    approvedAt: '2026-11-23T09:00:00.000Z',
    executeFrom: '2026-11-24T09:00:00.000Z',
    rejection: null,
    cancellation: null,
    runId: '20261124T090000000Z-1f2e3d4c',
    listHash: DIGEST,
    policyDigest: DIGEST,
    counts: {},
    changed: null,
    withoutScope: [],
    problem: null,
    stoppedAt: null,
    executionRuns: ['20261124T090000000Z-1f2e3d4c'],
    executionStartedAt: '2026-11-24T09:00:04.000Z',
    finishedAt: '2026-11-24T09:00:31.000Z',
    revision: '1',
    laterChecks: [
      { days: 30, dueOn: '2026-12-24', at: null, result: null, found: [], foundCount: 0, goneAt: null },
      { days: 90, dueOn: '2027-02-22', at: null, result: null, found: [], foundCount: 0, goneAt: null },
    ],
    ...given,
  });
}

/** Somebody who is gone, with four engagements, but for what is given. */
export function sampleItem(contactId: string, given: Partial<ErasureItem> = {}): ErasureItem {
  return erasureItemSchema.parse({
    contactId,
    status: 'done',
    reason: null,
    changes: [],
    begun: true,
    finishedAt: '2026-11-24T09:00:20.000Z',
    facts: { endsOn: '2026-03-01', basis: 'meeting', source: 'meetings:5512', merged: [], companyId: '201' },
    ownClockAt: Date.parse('2016-03-01T10:00:00.000Z'),
    counts: { exclusive: 2, company: 1, shared: 1, unread: 0 },
    outcomes: { archived: 1, kept_scrubbed: 1, archived_only: 1, left: 1, gone_already: 0, failed: 0 },
    engagements: [
      { type: 'notes', id: '1', class: 'exclusive', modifiedAt: 1 },
      { type: 'emails', id: '2', class: 'exclusive', modifiedAt: 1 },
      { type: 'meetings', id: '3', class: 'company', modifiedAt: 1 },
      { type: 'meetings', id: '4', class: 'shared', modifiedAt: 1 },
    ],
    ...given,
  });
}
