import type { z } from 'zod';
import type { certificateSchema } from '../../rights/erasure/certificate-schema.ts';
import type { ErasureAnswer, ErasureSummary } from '../schemas/erasure.ts';
import { RUN_ID } from './examples.ts';

/** The list of all examples. */
export const ERASURE_ID = '20261123T081500000Z-5a6b7c8d';
export const LIST_HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const OFFICER = '0f3e7c54-0000-4000-8000-000000000001';
const OTHER_OFFICER = '0f3e7c54-0000-4000-8000-000000000002';

const none = { proposed: 0, excluded: 0, protected: 0, changed: 0, done: 0, gone_already: 0, failed: 0 };

const awaiting: ErasureSummary = {
  id: ERASURE_ID,
  ground: 'retention',
  requestId: null,
  state: 'awaiting_approval',
  createdAt: '2026-11-23T08:15:00.000Z',
  preparers: [OFFICER],
  approvals: 2,
  approver: null,
  approvedAt: null,
  executeFrom: null,
  rejection: null,
  cancellation: null,
  runId: RUN_ID,
  listHash: LIST_HASH,
  policyDigest: LIST_HASH,
  changes: null,
  withoutScope: [],
  problem: null,
  people: { ...none, proposed: 2, protected: 1 },
  executionStartedAt: null,
  finishedAt: null,
  laterChecks: [],
  actions: ['exclude', 'approve', 'reject', 'cancel'],
};

const completed: ErasureSummary = {
  ...awaiting,
  state: 'completed',
  approver: OTHER_OFFICER,
  approvedAt: '2026-11-23T09:00:00.000Z',
  executeFrom: '2026-11-24T09:00:00.000Z',
  executionStartedAt: '2026-11-24T09:00:04.000Z',
  finishedAt: '2026-11-24T09:00:31.000Z',
  people: { ...none, done: 2, protected: 1 },
  actions: ['certificate'],
  laterChecks: [
    { days: 30, dueOn: '2026-12-24', at: null, result: null, found: [], foundCount: 0, goneAt: null },
    { days: 90, dueOn: '2027-02-22', at: null, result: null, found: [], foundCount: 0, goneAt: null },
  ],
};

const noOutcome = { archived: 0, kept_scrubbed: 0, archived_only: 0, left: 0, gone_already: 0, failed: 0 };

const page = { excludeReasons: ['mistake', 'needs_review', 'other'], delayHours: 24, continuation: null };

const items: ErasureAnswer['items'] = [
  {
    contactId: '101',
    status: 'proposed',
    reason: null,
    until: null,
    changes: [],
    finishedAt: null,
    outcomes: noOutcome,
    endsOn: '2026-03-01',
    basis: 'meeting',
    source: 'meetings:5512',
    counts: { exclusive: 3, company: 1, shared: 0, unread: 0 },
  },
  {
    contactId: '102',
    status: 'protected',
    reason: 'hold',
    until: '2027-06-30',
    changes: [],
    finishedAt: null,
    outcomes: noOutcome,
    endsOn: '2025-08-14',
    basis: 'call',
    source: 'calls:77',
    counts: { exclusive: 0, company: 0, shared: 0, unread: 0 },
  },
];

/** Lists in some of their states. */
export const ERASURES = {
  awaiting: { ...awaiting, items, ...page },
  checking: { ...awaiting, state: 'checking', approver: OTHER_OFFICER, actions: [], items, ...page },
  rejected: {
    ...awaiting,
    state: 'rejected',
    actions: [],
    items,
    ...page,
    rejection: { by: OTHER_OFFICER, at: '2026-11-23T09:00:00.000Z', reason: 'needs_review' },
  },
  cancelled: {
    ...awaiting,
    state: 'cancelled',
    actions: [],
    items,
    ...page,
    cancellation: { by: OFFICER, at: '2026-11-23T09:00:00.000Z' },
  },
} satisfies Readonly<Record<string, ErasureAnswer>>;

export const ERASURE_SUMMARIES = { awaiting, completed };

/** What was erased by the list of the examples. */
export const CERTIFICATE: z.input<typeof certificateSchema> = {
  format: 'rekisteri-erasure-certificate-v1',
  erasureId: ERASURE_ID,
  account: null,
  portalId: 12345678,
  register: 'Balentor Oy:n asiakasrekisteri',
  ground: 'retention',
  requestId: null,
  state: 'completed',
  rule: { years: 10, clock: 'customer', withoutContact: 'created' },
  preparers: [OFFICER],
  approver: OTHER_OFFICER,
  approvals: 2,
  createdAt: '2026-11-23T08:15:00.000Z',
  approvedAt: '2026-11-23T09:00:00.000Z',
  executionStartedAt: '2026-11-24T09:00:04.000Z',
  finishedAt: '2026-11-24T09:00:31.000Z',
  listHash: LIST_HASH,
  policyDigest: LIST_HASH,
  runs: [RUN_ID],
  totals: {
    people: { ...none, done: 1 },
    counts: { exclusive: 1, company: 0, shared: 1, unread: 0 },
    outcomes: { ...noOutcome, archived: 1, left: 1 },
  },
  people: [
    {
      contactId: '101',
      status: 'done',
      reason: null,
      endsOn: '2026-03-01',
      basis: 'meeting',
      source: 'meetings:5512',
      counts: { exclusive: 1, company: 0, shared: 1, unread: 0 },
      left: ['meetings:5512'],
      outcomes: { ...noOutcome, archived: 1, left: 1 },
      finishedAt: '2026-11-24T09:00:30.000Z',
      event: { chain: 'chain-3', sequence: 42, hash: LIST_HASH },
      contactPurgedBy: '2026-12-24',
      engagementsPurgedBy: '2027-02-22',
    },
  ],
  notCovered: [
    { what: 'shared_engagements', count: 1 },
    { what: 'processors', count: null },
  ],
  seals: [{ chain: 'chain-3', number: 7, sequence: 50, at: '2026-11-24T09:01:00.000Z' }],
  laterChecks: completed.laterChecks,
};
