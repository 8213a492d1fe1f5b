import type { RunAnswer, RunSummary } from '../schemas/run.ts';

/** The run of all examples. */
export const RUN_ID = '20261123T080000123Z-1f2e3d4c';

const counts = { total: 0, processed: 0, changed: 0, unchanged: 0, failed: 0, unknown: 0 };

const running: RunSummary = {
  runId: RUN_ID,
  scope: 'all',
  trigger: 'http',
  dryRun: false,
  status: 'running',
  phase: 'deciding_and_writing',
  queuedAt: '2026-11-23T08:00:00.123Z',
  startedAt: '2026-11-23T08:00:00.301Z',
  finishedAt: null,
  progress: 0.62,
  expectedFinishAt: '2026-11-23T08:01:10.000Z',
  contacts: { ...counts, total: 300, processed: 100, changed: 12, unchanged: 88 },
  companies: { ...counts, total: 40, processed: 40, changed: 2, unchanged: 38 },
  requests: { count: 61, retried: 0, throttledMs: 0 },
  problems: [],
  error: null,
};

const ended: RunSummary = {
  ...running,
  status: 'succeeded',
  phase: 'finished',
  finishedAt: '2026-11-23T08:01:02.000Z',
  progress: 1,
  expectedFinishAt: null,
  contacts: { total: 300, processed: 300, changed: 30, unchanged: 269, failed: 1, unknown: 0 },
};

const erasing: RunSummary = {
  ...running,
  scope: 'erasure',
  erasure: { id: '20261123T081500000Z-5a6b7c8d', task: 'execute' },
  phase: 'erasing',
  contacts: { ...counts, total: 4, processed: 2, changed: 2 },
  companies: counts,
};

const failures = [{ contactId: '101', reason: 'rejected 400' }];
const change = { property: 'rekisteri_retention_status', before: 'active', after: 'ending_soon' };

/** Runs in all their states. */
export const SUMMARIES = { running, erasing, ended };

const nothing = { failures: [], notices: [] };

export const RUNS = {
  running: { ...running, ...nothing },
  ended: { ...ended, failures, notices: [{ contactId: '102', reason: 'the hold has no reason' }] },
  failed: {
    ...running,
    ...nothing,
    status: 'failed',
    finishedAt: '2026-11-23T08:00:09.000Z',
    expectedFinishAt: null,
    error: { code: 'unauthorized', message: 'HubSpot does not accept the token (401).' },
  },
  dryRun: {
    ...ended,
    ...nothing,
    dryRun: true,
    changes: { items: [{ contactId: '103', ...change, reason: 'end date 2027-03-01' }], continuation: null },
    provisioning: [{ on: 'contacts', what: 'property', name: 'rekisteri_hold_until', action: 'create' }],
  },
  cancelled: {
    ...running,
    ...nothing,
    status: 'cancelled',
    phase: 'queued',
    startedAt: null,
    progress: null,
    finishedAt: '2026-11-23T08:00:03.000Z',
    expectedFinishAt: null,
  },
} satisfies Readonly<Record<string, RunAnswer>>;
