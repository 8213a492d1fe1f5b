import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressOf } from '../../src/runs/progress.ts';
import { newRun, PHASES, type Run, SCOPES } from '../../src/runs/run.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const MINUTE = 60_000;
const COUNTS = { total: 0, processed: 0, changed: 0, unchanged: 0, failed: 0, unknown: 0 };
const QUEUED = newRun({ scope: 'all', trigger: 'http', actor: 'key', dryRun: false }, NOW, NOW);

/** A run in progress: `done` of `all` records decided, after all associations were followed. */
const deciding = (done: number, all: number, more: Partial<Run> = {}): Run => ({
  ...QUEUED,
  status: 'running',
  phase: 'deciding_and_writing',
  contacts: { ...COUNTS, total: all, processed: done },
  links: { found: all, followed: all },
  workedMs: 20 * MINUTE,
  ...more,
});

const expected = (run: Run, now = NOW) => progressOf(run, now).expectedFinishAt;

describe('the expected finish', () => {
  it('is told from the pace so far', () => {
    // Two thirds were done in 20 minutes: 1,000 records read, 1,000 associations followed, none decided.
    expect(progressOf(deciding(0, 1_000), NOW)).toEqual({
      progress: 2 / 3,
      expectedFinishAt: '2026-11-23T09:40:00.000Z',
    });
    expect(expected(deciding(500, 1_000))).toBe('2026-11-23T09:34:00.000Z');
  });

  it('is later by the time that the run has to wait', () => {
    expect(expected(deciding(0, 1_000, { notBefore: NOW + 60 * MINUTE }))).toBe('2026-11-23T10:40:00.000Z');
    expect(expected(deciding(0, 1_000, { notBefore: NOW - 60 * MINUTE }))).toBe('2026-11-23T09:40:00.000Z');
  });

  it.each<[string, Partial<Run>]>([
    ['waits for its turn', { status: 'queued', phase: 'queued', workedMs: 0 }],
    ['still lists records', { phase: 'reading' }],
    ['still finds records', { scope: 'changed', phase: 'gathering' }],
    ['still joins what it has found', { scope: 'changed', phase: 'joining' }],
  ])('is not known while a run %s, and neither is how far it is', (_, more) => {
    expect(progressOf(deciding(0, 1_000, more), NOW)).toEqual({ progress: null, expectedFinishAt: null });
  });

  it('is not known before a run has worked for some time, or done some of its work', () => {
    expect(progressOf(deciding(0, 1_000, { workedMs: 9_999 }), NOW)).toEqual({
      progress: 2 / 3,
      expectedFinishAt: null,
    });
    const beginning = deciding(0, 10, { phase: 'activities', links: { found: 1_000, followed: 0 } });
    expect(progressOf(beginning, NOW)).toEqual({ progress: 10 / 1_020, expectedFinishAt: null });
  });

  it.each(['succeeded', 'failed', 'cancelled'] as const)('is not told of a run that has %s', (status) => {
    const { progress, expectedFinishAt } = progressOf(deciding(500, 1_000, { status }), NOW);
    expect(expectedFinishAt).toBeNull();
    expect(progress).toBeCloseTo(status === 'succeeded' ? 1 : 2.5 / 3);
  });

  it('is not announced as reached before the run has ended', () => {
    expect(progressOf(deciding(1_000, 1_000), NOW).progress).toBe(0.99);
    expect(progressOf(deciding(0, 0, { links: { found: 0, followed: 0 } }), NOW).progress).toBe(0);
  });
});

/** Any row that a run could have, and some that none should. */
const anyRun = fc
  .record({
    scope: fc.constantFrom(...SCOPES),
    phase: fc.constantFrom(...PHASES),
    status: fc.constantFrom('queued' as const, 'running' as const),
    total: fc.nat(1_000_000),
    decided: fc.double({ min: 0, max: 1, noNaN: true }),
    found: fc.nat(5_000_000),
    read: fc.double({ min: 0, max: 1, noNaN: true }),
    workedMs: fc.nat(1_000_000_000),
    waits: fc.integer({ min: -100_000_000, max: 100_000_000 }),
  })
  .map(({ total, decided, found, read, waits, ...more }): Run => {
    const counts = { ...COUNTS, total, processed: Math.floor(total * decided) };
    const links = { found, followed: Math.floor(found * read) };
    return { ...QUEUED, ...more, contacts: counts, links, notBefore: NOW + waits };
  });

describe('of any run', () => {
  it('progress is between 0 and 1, and nothing is expected in the past or before it may go on', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const { progress, expectedFinishAt } = progressOf(run, NOW);
        if (progress === null) expect(expectedFinishAt).toBeNull();
        else {
          expect(progress).toBeGreaterThanOrEqual(0);
          expect(progress).toBeLessThan(1);
        }
        if (expectedFinishAt !== null)
          expect(Date.parse(expectedFinishAt)).toBeGreaterThanOrEqual(Math.max(NOW, run.notBefore));
      }),
    );
  });

  it('more work done in the same time is more progress and no later an end', () => {
    fc.assert(
      fc.property(anyRun, fc.nat(1_000), fc.nat(1_000), (run, processed, followed) => {
        const { contacts, links } = run;
        const further = progressOf(
          {
            ...run,
            contacts: { ...contacts, processed: Math.min(contacts.total, contacts.processed + processed) },
            links: { ...links, followed: Math.min(links.found, links.followed + followed) },
          },
          NOW,
        );
        const before = progressOf(run, NOW);
        expect(further.progress === null).toBe(before.progress === null);
        expect(further.progress ?? 0).toBeGreaterThanOrEqual(before.progress ?? 0);
        if (before.expectedFinishAt === null) return;
        expect(further.expectedFinishAt).not.toBeNull();
        expect(Date.parse(further.expectedFinishAt ?? '')).toBeLessThanOrEqual(Date.parse(before.expectedFinishAt));
      }),
    );
  });
});
