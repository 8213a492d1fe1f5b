import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATUSES } from '../../src/health/check.ts';
import { decideHealth } from '../../src/health/decide.ts';
import { SEGMENT_KEYS } from '../../src/register/segments.ts';
import { NOTICES } from '../../src/remembered/segments-row.ts';
import type { HealthFacts } from '../../src/health/facts.ts';
import type { PropertyFindings } from '../../src/health/hubspot/findings.ts';
import { type Known, known, notKnown } from '../../src/health/known.ts';
import { healthAnswer, healthWithoutRole } from '../../src/http/health-answer.ts';
import { freshState } from '../../src/hubspot/budget-state.ts';
import { formatInstant } from '../../src/register/instant.ts';
import { REQUEST_KINDS } from '../../src/rights/requests/request.ts';
import { restoredTables } from '../../src/storage/tables-closed.ts';
import { endedRun, PROBES, soundFindings, soundSettings } from '../support/health-facts.ts';
import { examplePolicyWith } from '../support/example-policy.ts';
import { DAY, NOW } from '../support/sync-world.ts';

const POLICY = examplePolicyWith();

const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Known<T>> =>
  fc.oneof(value.map(known), fc.constant(notKnown('no answer')));
const instant = fc.integer({ min: NOW - 60 * DAY, max: NOW + DAY });
const at = instant.map(formatInstant);
const few = fc.nat({ max: 3 });
const texts = fc.array(fc.string(), { maxLength: 5 });

const run = fc
  .record({ ended: instant, status: fc.constantFrom('succeeded' as const, 'failed' as const), problems: texts })
  .map(({ ended, ...changes }) => endedRun(ended, changes));
const ended = fc.array(run, { maxLength: 5 });

const findings = fc
  .record({
    at: instant,
    probes: fc.tuple(
      ...PROBES.map((name) =>
        fc.record({
          name: fc.constant(name),
          outcome: fc.constantFrom('answered', 'unauthorized', 'forbidden', 'unanswered'),
        }),
      ),
    ),
    unknownBases: fc.option(texts),
    subscriptionTypes: fc.option(fc.record({ active: few, inactive: few })),
    properties: fc.option(
      fc.record({
        lacking: texts,
        misfits: texts,
        right: few,
        conflicts: fc.constant<PropertyFindings['conflicts']>([]),
      }),
    ),
  })
  .map(soundFindings);

const facts: fc.Arbitrary<HealthFacts> = fc.record({
  settings: fc.constant(soundSettings()),
  version: fc.record({
    app: fc.constant('1.2.0'),
    tables: fc.constant(1),
    closed: perhaps(fc.constantFrom(undefined, restoredTables())),
  }),
  storage: fc.array(fc.record({ name: fc.constant('RegisterRuns'), answer: perhaps(fc.constant(null)) }), {
    maxLength: 4,
  }),
  poisoned: perhaps(few),
  runs: perhaps(fc.record({ sync: ended, retentionClock: ended, reconcile: ended, inUseForADay: fc.boolean() })),
  anchor: perhaps(fc.option(instant, { nil: undefined })),
  openIntents: perhaps(fc.record({ count: few, oldestAt: fc.option(at) })),
  verification: perhaps(
    fc.option(fc.record({ at, status: fc.constantFrom('ok', 'failed'), faults: few }), { nil: undefined }),
  ),
  unsealed: perhaps(
    fc.option(fc.record({ since: at, code: fc.constantFrom('seal_broken', 'seal_failed') }), { nil: undefined }),
  ),
  offboarded: perhaps(
    fc.option(fc.record({ state: fc.constantFrom('leaving', 'left'), at, by: fc.constant('admin') }), {
      nil: undefined,
    }),
  ),
  segments: perhaps(
    fc.option(
      fc.record({
        wanted: fc.constant('digest'),
        segments: fc.constant({}),
        folderId: fc.option(fc.constant('12')),
        isFolderOurs: fc.boolean(),
        lookedAt: at,
        notices: fc.array(
          fc.record({
            code: fc.constantFrom(...NOTICES),
            segment: fc.option(fc.constantFrom(...SEGMENT_KEYS)),
            reason: fc.constant('rejected 400'),
          }),
        ),
      }),
      { nil: undefined },
    ),
  ),
  drift: perhaps(
    fc.option(
      fc.record({
        comparedAt: fc.option(at),
        watched: fc.constant([]),
        hosting: fc.record({ location: fc.constantFrom(null, 'eu1', 'na1'), agrees: fc.option(fc.boolean()) }),
        failed: fc.option(fc.record({ at, runId: fc.constant('run'), reason: fc.constant('unavailable 503') })),
      }),
      { nil: undefined },
    ),
  ),
  returns: perhaps(
    fc.record({ hasKey: fc.boolean(), lostKeys: texts, admittedKeys: texts, open: texts, toErase: texts }),
  ),
  erasures: perhaps(
    fc.record({
      waiting: fc.array(fc.record({ id: fc.constant('list'), executeFrom: fc.option(at) }), { maxLength: 2 }),
      executing: fc.array(fc.record({ id: fc.constant('list'), problem: fc.option(fc.constant('It failed.')) }), {
        maxLength: 2,
      }),
    }),
  ),
  laterChecks: perhaps(
    fc.record({
      back: fc.array(fc.record({ erasureId: fc.string(), days: few, found: texts, foundCount: few })),
      late: fc.array(fc.record({ erasureId: fc.string(), days: few })),
    }),
  ),
  requests: perhaps(
    fc.record({
      today: fc.constant('2026-11-23'),
      open: fc.array(
        fc.record({
          id: fc.constant('request'),
          kind: fc.constantFrom(...REQUEST_KINDS),
          state: fc.constantFrom('received', 'identifying', 'executing'),
          receivedOn: fc.constantFrom('2026-10-01', '2026-11-20'),
          dueOn: fc.constantFrom('2026-11-02', '2026-11-25', '2026-12-21'),
        }),
        { maxLength: 3 },
      ),
    }),
  ),
  trailSince: perhaps(fc.option(at)),
  budget: perhaps(fc.constantFrom(freshState(), undefined, 'unreadable' as const)),
  hubspot: perhaps(
    fc.record({
      findings: fc.option(findings, { nil: undefined }),
      effort: fc.constantFrom('asked', 'in_vain', 'none'),
    }),
  ),
  systemNow: instant,
});

test('the status is the worst of the checks, and whatever is not in order has a reason and something to do', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const health = decideHealth(some, POLICY, NOW);
      const worst = Math.max(...health.checks.map(({ status }) => STATUSES.indexOf(status)));
      expect(health.status).toBe(STATUSES[worst]);
      for (const { status, reason, action } of health.checks) {
        // What is in order may have something to say as well: without ERASURE_KEY nobody can be erased.
        expect(action !== undefined).toBe(reason !== undefined);
        if (status !== 'ok') expect(reason).toBeDefined();
      }
    }),
  );
});

test('the answer is 503 exactly when the register has failed, and tells a stranger nothing but the status', () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (some, full) => {
      const health = decideHealth(some, POLICY, NOW);
      const answer = full ? healthAnswer([{ account: undefined, health }], false) : healthWithoutRole([health]);
      expect(answer.status).toBe(health.status === 'failed' ? 503 : 200);
      if (!full) expect(answer.jsonBody).toEqual({ status: health.status });
    }),
  );
});
