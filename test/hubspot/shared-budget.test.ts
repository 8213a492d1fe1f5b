import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from '../../src/hubspot/budget.ts';
import type { BudgetState } from '../../src/hubspot/budget-state.ts';
import type { Pace } from '../../src/hubspot/pace.ts';
import { slowState, type WriteFate } from '../support/slow-state.ts';
import { type VirtualPace, virtualPace } from '../support/virtual-pace.ts';

const LIST = '/crm/objects/2026-09/contacts';
const SEARCH = '/crm/objects/2026-09/contacts/search';
const TIMEOUT_MS = 20_000;
const NEVER = new Promise<never>(() => undefined);

interface Life {
  readonly skew: number;
  /** Gaps between the arrivals of requests, ms. */
  readonly gaps: readonly number[];
  readonly diesAt: number | undefined;
  readonly paused: readonly [from: number, ms: number];
}

/** One time in four. */
const sometimes = <T, U>(one: fc.Arbitrary<T>, otherwise: U): fc.Arbitrary<T | U> =>
  fc.oneof(one, { weight: 3, arbitrary: fc.constant(otherwise) });

const life: fc.Arbitrary<Life> = fc.record({
  skew: fc.integer({ min: -120, max: 120 }),
  gaps: fc.array(fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.nat({ max: 3_000 })), {
    minLength: 20,
    maxLength: 60,
    size: 'max',
  }),
  diesAt: sometimes(fc.nat({ max: 15_000 }), undefined),
  paused: fc.tuple(fc.nat({ max: 15_000 }), sometimes(fc.nat({ max: 60_000 }), 0)),
});

/** The time of a process that dies, or stands still for a while: whatever happens meanwhile it learns of afterwards. */
function paceOf(pace: VirtualPace, { skew, diesAt = Number.POSITIVE_INFINITY, paused: [from, ms] }: Life) {
  const gate = async () => {
    if (pace.elapsed() >= from && pace.elapsed() < from + ms) await pace.wait(from + ms - pace.elapsed());
    if (pace.elapsed() >= diesAt) await NEVER;
  };
  const own: Pace = {
    elapsed: pace.elapsed,
    wall: () => pace.wall() + skew,
    wait: (time) => pace.wait(time).then(gate),
    idle: (time) => pace.idle(time).then(gate),
  };
  return { own, gate };
}

test.each([
  { path: LIST, windowMs: 10_000, limits: fc.integer({ min: 1, max: 30 }) },
  { path: SEARCH, windowMs: 1_000, limits: fc.constant(5) },
])(
  'processes that share $path never exceed its limit in any window, whatever happens to them',
  async ({ path, windowMs, limits }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 4 }),
        limits,
        fc.infiniteStream(fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 120 }) }, fc.nat({ max: 12_000 }))),
        fc.infiniteStream(
          fc.oneof(
            { weight: 50, arbitrary: fc.constant<WriteFate>('done') },
            fc.constantFrom<WriteFate>('refused', 'done_but_answer_lost'),
          ),
        ),
        async (lives, limit, latencies, fates) => {
          const pace = virtualPace();
          const state = slowState<BudgetState>();
          const counted: number[] = [];
          const latency = () => latencies.next().value;

          async function live(one: Life): Promise<void> {
            const { own, gate } = paceOf(pace, one);
            const line = { wait: own.wait, latency: () => latency() / 4, fate: () => fates.next().value };
            const shared = state.over(line);
            const budget = new Budget(own, TIMEOUT_MS, { requestsPer10Seconds: limit, shared });
            const request = async () => {
              const turn = await budget.take(path).catch(() => undefined);
              if (turn === undefined || typeof turn === 'string') return;
              const [before, after] = [latency(), latency() / 2];
              // On its way by itself: HubSpot counts it even if its sender dies.
              await pace.wait(before);
              counted.push(pace.elapsed());
              await pace.wait(after);
              await gate();
              turn.answered();
            };
            const requests: Promise<void>[] = [];
            for (const gap of one.gaps) {
              if (gap > 0) await own.wait(gap);
              requests.push(request());
            }
            await Promise.all(requests);
          }

          const ends = lives.map((one) =>
            one.diesAt === undefined ? live(one) : Promise.race([live(one), pace.wait(120_000)]),
          );
          await Promise.all(ends);
          counted.sort((a, b) => a - b);
          for (const [index, at] of counted.entries()) {
            expect(at - (counted[index - limit] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(windowMs);
          }
        },
      ),
      { numRuns: 40 },
    );
  },
);
