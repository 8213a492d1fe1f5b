import { describe, expect, it } from 'vitest';
import { CHAIN_NAMES, chainOf, entryRow, subjectRow } from '../../src/audit/rows.ts';

describe('chainOf', () => {
  it('spreads subjects over all eight chains evenly', () => {
    const subjects = Array.from({ length: 4_000 }, (_, index) => `contact:${101 + index}`);
    const sizes = Map.groupBy(subjects, chainOf);
    expect([...sizes.keys()].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'].map((name) => `chain-${name}`));
    expect([...sizes.keys()].sort()).toEqual([...CHAIN_NAMES]);
    for (const { length } of sizes.values()) expect(Math.abs(length - 500)).toBeLessThan(100);
  });

  it('keeps every subject where it always was', () => {
    expect(['contact:101', 'company:101', 'contact:9007199254740993'].map(chainOf)).toEqual(EXPECTED);
  });
});

// By hand: the first byte of `printf contact:101 | sha256sum`, modulo 8.
const EXPECTED = ['chain-5', 'chain-0', 'chain-6'];

describe('row keys', () => {
  it('sort as their numbers do', () => {
    expect([entryRow(1), entryRow(999_999_999_999)]).toEqual(['000000000001', '999999999999']);
    expect([10, 9, 100].map(entryRow).sort()).toEqual([9, 10, 100].map(entryRow));
  });

  it('of subjects sort newest first', () => {
    expect([9, 100, 10].map((first) => subjectRow('contact:1', first)).sort()).toEqual(
      [100, 10, 9].map((first) => subjectRow('contact:1', first)),
    );
  });
});
