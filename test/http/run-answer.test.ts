import { describe, expect, it } from 'vitest';
import { runAnswer } from '../../src/http/run-answer.ts';
import { newRun } from '../../src/runs/run.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const QUEUED = newRun({ scope: 'all', trigger: 'http', actor: 'somebody’s object id', dryRun: false }, NOW, NOW);
const NOTHING = { total: 0, processed: 0, changed: 0, unchanged: 0, failed: 0, unknown: 0 };

describe('runAnswer', () => {
  it('shows a run that waits, with every field that the OpenAPI document names', () => {
    const run = { ...QUEUED, notes: ['it became a reconcile'], problems: ['a list broke off'] };
    expect(runAnswer(run, [], NOW)).toEqual({
      runId: QUEUED.runId,
      scope: 'all',
      trigger: 'http',
      dryRun: false,
      status: 'queued',
      phase: 'queued',
      queuedAt: '2026-11-23T08:00:00.000Z',
      startedAt: null,
      finishedAt: null,
      progress: null,
      expectedFinishAt: null,
      contacts: NOTHING,
      companies: NOTHING,
      requests: { count: 0, retried: 0, throttledMs: 0 },
      failures: [],
      notices: [],
      problems: ['it became a reconcile', 'a list broke off'],
      error: null,
    });
  });

  it('shows what came of a run, failures of contacts and of companies apart', () => {
    const contacts = { total: 5, processed: 5, changed: 3, unchanged: 1, failed: 1, unknown: 1 };
    const run = { ...QUEUED, status: 'succeeded' as const, phase: 'finished' as const, contacts };
    const reports = [
      { severity: 'failure', kind: 'contacts', id: '101', reason: 'rejected 400' },
      { severity: 'failure', kind: 'companies', id: '201', reason: 'not_found 404' },
      { severity: 'notice', kind: 'contacts', id: '102', reason: 'the hold has no reason' },
    ] as const;
    expect(runAnswer(run, reports, NOW)).toMatchObject({
      status: 'succeeded',
      phase: 'finished',
      contacts,
      progress: 1,
      failures: [
        { contactId: '101', reason: 'rejected 400' },
        { companyId: '201', reason: 'not_found 404' },
      ],
      notices: [{ contactId: '102', reason: 'the hold has no reason' }],
    });
  });

  it('shows nothing of how the work is organised, nor who asked', () => {
    const shown = Object.keys(runAnswer(QUEUED, [], NOW));
    for (const name of ['actor', 'cursors', 'links', 'workedMs', 'revision', 'slice', 'claims', 'leaseUntil']) {
      expect(shown).not.toContain(name);
    }
  });
});
