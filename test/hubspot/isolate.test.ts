import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HubSpotError, type HubSpotErrorCode } from '../../src/hubspot/errors.ts';
import { isolate } from '../../src/hubspot/isolate.ts';

const failure = (code: HubSpotErrorCode = 'rejected') => new HubSpotError(code, 'No.', { endpoint: 'POST /x' });
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Asks for numbers of which the bad ones fail whatever they are asked with. */
function asking(bad: ReadonlySet<number>) {
  const parts: { part: readonly number[]; isolating: boolean }[] = [];
  const ask = async (part: readonly number[], isolating: boolean) => {
    parts.push({ part, isolating });
    if (part.some((input) => bad.has(input))) throw failure();
    return part;
  };
  return { parts, ask };
}

describe('isolating bad inputs', () => {
  test('asks once when all is well, and not at all for nothing', async () => {
    const { parts, ask } = asking(new Set());
    expect(await isolate(upTo(1_000), ask)).toEqual({ results: [upTo(1_000)], failed: [] });
    expect(await isolate([], ask)).toEqual({ results: [], failed: [] });
    expect(parts).toHaveLength(1);
    expect(parts[0]?.isolating).toBe(false);
  });

  test('one bad input of a thousand costs few requests, each told that it isolates', async () => {
    const { parts, ask } = asking(new Set([617]));
    const { results, failed } = await isolate(upTo(1_000), ask);
    expect(results.flat().sort((a, b) => a - b)).toEqual(upTo(1_000).filter((input) => input !== 617));
    expect(failed).toEqual([{ inputs: [617], error: failure() }]);
    expect(parts.length).toBeLessThanOrEqual(1 + 2 * 10);
    expect(parts.slice(1).every(({ isolating }) => isolating)).toBe(true);
  });

  test('every input is either answered or failed, and never both; a good one fails only when it is hopeless', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.nat({ max: 299 }), { maxLength: 300 }),
        async (count, badOnes) => {
          const bad = new Set(badOnes.filter((input) => input < count));
          const { parts, ask } = asking(bad);
          const { results, failed } = await isolate(upTo(count), ask);
          const answered = results.flat();
          const without = failed.flatMap(({ inputs }) => inputs);
          expect([...answered, ...without].sort((a, b) => a - b)).toEqual(upTo(count));
          expect(answered.filter((input) => bad.has(input))).toEqual([]);
          if (bad.size <= 1) expect(without).toEqual([...bad]);
          expect(parts.length).toBeLessThanOrEqual(400);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a single bad input is asked for once', async () => {
    const { parts, ask } = asking(new Set([0]));
    expect((await isolate([0], ask)).failed).toHaveLength(1);
    expect(parts).toHaveLength(1);
  });

  test('gives up on a dead address after halves and quarters', async () => {
    const { parts, ask } = asking(new Set(upTo(1_000)));
    const { results, failed } = await isolate(upTo(1_000), ask);
    expect(results).toEqual([]);
    expect(failed.flatMap(({ inputs }) => inputs)).toHaveLength(1_000);
    // The whole, halves and quarters; then ever fewer of the first, down to one.
    expect(parts).toHaveLength(1 + 2 + 4 + 7);
  });

  test('gives up when too many inputs are bad, and keeps what it got', async () => {
    const { parts, ask } = asking(new Set(upTo(1_000).filter((input) => input >= 300)));
    const { results, failed } = await isolate(upTo(1_000), ask);
    expect(results.flat().length).toBeGreaterThan(200);
    expect(failed.flatMap(({ inputs }) => inputs).length + results.flat().length).toBe(1_000);
    expect(parts.length).toBeLessThanOrEqual(400);
  });

  test.each(['unauthorized', 'forbidden', 'resume_later', 'outcome_unknown'] as const)(
    '%s concerns all inputs and is thrown',
    async (code) => {
      let asked = 0;
      const ask = async () => {
        asked += 1;
        throw failure(code);
      };
      await expect(isolate(upTo(100), ask)).rejects.toMatchObject({ code });
      expect(asked).toBe(1);
    },
  );

  test.each(['rejected', 'not_found', 'unavailable', 'unexpected_answer'] as const)(
    '%s may concern some',
    async (code) => {
      const ask = async () => {
        throw failure(code);
      };
      const { failed } = await isolate([1, 2], ask);
      expect(failed.map(({ inputs }) => inputs)).toEqual([[1], [2]]);
    },
  );

  test('an error of another kind is thrown', async () => {
    const ask = async () => {
      throw new RangeError('a mistake of ours');
    };
    await expect(isolate([1, 2], ask)).rejects.toThrow(RangeError);
  });
});
