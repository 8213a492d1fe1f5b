import { expect, test } from 'vitest';
import { Quota } from '../src/quota.ts';

test('so many of a key are admitted in a minute, and then again', () => {
  let now = 1_000;
  const quota = new Quota(() => now);
  const admitted = (key: string, times: number) =>
    Array.from({ length: times }, () => quota.admits(key, 2)).filter(Boolean);
  expect(admitted('a', 5)).toHaveLength(2);
  expect(admitted('b', 5)).toHaveLength(2);
  now += 59_999;
  expect(admitted('a', 5)).toHaveLength(0);
  now += 1;
  expect(admitted('a', 5)).toHaveLength(2);
});
