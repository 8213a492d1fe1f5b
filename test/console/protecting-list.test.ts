import { expect, test } from 'vitest';
import type { ErasureSummary } from '../../console/src/api/types.ts';
import { protectingList } from '../../console/src/pages/tasks/protecting-list.ts';
import { ERASURES } from '../../src/http/operations/erasure-examples.ts';

const people = (some: Partial<ErasureSummary['people']>): ErasureSummary['people'] => {
  const nobody = { proposed: 0, excluded: 0, protected: 0, changed: 0, done: 0, gone_already: 0, failed: 0 };
  return { ...nobody, ...some };
};
const list = (difference: Partial<ErasureSummary>): ErasureSummary => {
  const { items: _, excludeReasons: __, delayHours: ___, continuation: ____, ...summary } = ERASURES.awaiting;
  const created = { createdAt: '2026-11-20T08:00:00.000Z', ground: 'retention' as const };
  return { ...summary, ...created, state: 'completed', people: people({ done: 3, protected: 2 }), ...difference };
};
const found = (erase: number, ...lists: ErasureSummary[]) => protectingList(lists, erase, '2026-11-23')?.id;

test('two who are to be erased are protected while the latest list left both of them out', () => {
  expect(found(2, list({ id: 'L' }))).toBe('L');
  expect(found(2, list({ id: 'L', state: 'rejected', people: people({ protected: 2 }) }))).toBe('L');
  expect(found(2, list({ id: 'R', ground: 'request', people: people({}) }), list({ id: 'L' }))).toBe('L');
});

test.each<[string, ErasureSummary[]]>([
  ['no list has looked at them', []],
  ['one of them was decided since', [list({ people: people({ protected: 1 }) })]],
  ['that was long ago', [list({ createdAt: '2026-10-20T08:00:00.000Z' })]],
  ['a later list left out fewer', [list({ people: people({ done: 1 }) }), list({})]],
  ['the list was of a request', [list({ ground: 'request' })]],
  ['the list could not be prepared', [list({ state: 'failed' })]],
])('they are to be put on a list when %s', (_, lists) => {
  expect(found(2, ...lists)).toBeUndefined();
});
