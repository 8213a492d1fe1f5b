import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff, judge } from '../../src/hubspot/retry.ts';

const none = new Headers();
const retryAfter = (value: string) => new Headers({ 'retry-after': value });
const limited = (policyName: string) => ({
  errorType: 'RATE_LIMIT',
  policyName,
  message: 'You have reached your limit.',
});

describe('what an answer means', () => {
  test.each([400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 304])('%i is final', (status) => {
    expect(judge(status, none, {}, 1)).toEqual({ kind: 'refused' });
    expect(judge(status, retryAfter('3600'), {}, 1)).toEqual({ kind: 'refused' });
  });

  test.each([500, 502, 503, 504, 521, 523, 524, 530])('%i is tried again, and may have had an effect', (status) => {
    expect(judge(status, none, undefined, 1)).toMatchObject({ kind: 'retry', throttled: false, mayHaveHappened: true });
    expect(judge(status, retryAfter('30'), undefined, 1)).toMatchObject({ waitMs: 30_000 });
  });

  test.each([
    ['TEN_SECONDLY_ROLLING', 2_000],
    ['SECONDLY', 1_000],
    ['NEVER_HEARD_OF', 2_000],
  ])('429 %s waits at least %i ms, for all', (policy, ms) => {
    const verdict = judge(429, none, limited(policy), 1);
    expect(verdict).toMatchObject({ kind: 'retry', throttled: true, mayHaveHappened: false });
    expect(verdict).toHaveProperty('waitMs', expect.closeTo(ms + 225, -2.5));
    expect(judge(429, retryAfter('7'), limited(policy), 1)).toHaveProperty('waitMs', expect.closeTo(7_225, -2.5));
  });

  test.each([
    ['policyName', limited('DAILY')],
    ['message alone', { status: 'error', message: 'You have reached your daily limit.' }],
  ])('429 of the day, told by %s, goes on after midnight', (_, body) => {
    expect(judge(429, none, body, 1)).toEqual({ kind: 'resume_later', afterMs: undefined });
  });

  test.each([undefined, null, 'text', [], { policyName: 7 }])('429 with the body %j is still a 429', (body) => {
    expect(judge(429, none, body, 1)).toMatchObject({ kind: 'retry', throttled: true });
  });

  test('423 waits two seconds or more, or as long as it says', () => {
    for (let attempt = 1; attempt < 6; attempt += 1) {
      const verdict = judge(423, none, {}, attempt);
      expect(verdict).toMatchObject({ kind: 'retry', throttled: false, mayHaveHappened: false });
      expect(verdict.kind === 'retry' && verdict.waitMs).toBeGreaterThanOrEqual(2_000);
    }
    const verdict = judge(423, retryAfter('9'), {}, 1);
    expect(verdict.kind === 'retry' && verdict.waitMs).toBeGreaterThanOrEqual(9_000);
  });

  test('477 waits as long as it says', () => {
    expect(judge(477, retryAfter('12'), {}, 1)).toEqual({
      kind: 'retry',
      waitMs: 12_000,
      throttled: false,
      mayHaveHappened: false,
    });
    expect(judge(477, none, {}, 1)).toMatchObject({ kind: 'retry' });
  });

  test.each([423, 503])('%i is tried again within a minute, however long it asks for', (status) => {
    const verdict = judge(status, retryAfter('600'), {}, 1);
    expect(verdict).toMatchObject({ kind: 'retry', throttled: false });
    expect('waitMs' in verdict && verdict.waitMs).toBeLessThanOrEqual(61_000);
  });

  test.each([429, 477])('%i that asks for more than a minute goes on later', (status) => {
    expect(judge(status, retryAfter('61'), {}, 1)).toEqual({ kind: 'resume_later', afterMs: 61_000 });
    expect(judge(status, retryAfter('60'), {}, 1)).toMatchObject({ kind: 'retry' });
  });

  test.each(['soon', '-5', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
    'a Retry-After of "%s" is no number of seconds',
    (value) => {
      expect(judge(503, retryAfter(value), {}, 1)).toMatchObject({ kind: 'retry' });
    },
  );
});

test('pauses double, have jitter, and stay below twenty seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (attempt) => {
      const longest = Math.min(20_000, 300 * 2 ** (attempt - 1));
      const ms = backoff(attempt);
      expect(ms).toBeGreaterThanOrEqual(longest / 2);
      expect(ms).toBeLessThanOrEqual(longest);
    }),
  );
  expect(new Set(Array.from({ length: 20 }, () => backoff(5))).size).toBeGreaterThan(15);
});
