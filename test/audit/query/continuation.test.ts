import { expect, test } from 'vitest';
import { continuationOf, positionOf } from '../../../src/audit/query/continuation.ts';

const FILTER = { subject: 'contact:101', from: 5 };
const POSITION = [{ first: 3, last: 42 }];
const text = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
const { query } = JSON.parse(Buffer.from(continuationOf(FILTER, POSITION), 'base64url').toString());

test('a continuation leads to where it was made, in the same query', () => {
  const continuation = continuationOf(FILTER, POSITION);
  expect(continuation).toMatch(/^[\w-]+$/);
  expect(positionOf(FILTER, continuation)).toEqual(POSITION);
  expect(positionOf({ ...FILTER, runId: undefined }, continuation)).toEqual(POSITION);
});

test.each([{ from: 5 }, { subject: 'contact:101' }, { ...FILTER, to: 5 }, { ...FILTER, runId: 'r' }, { to: 5 }])(
  'it belongs to no other query: %j',
  (filter) => {
    expect(positionOf(filter, continuationOf(FILTER, POSITION))).toBe('of_another_query');
  },
);

test.each([
  '',
  'not base64!',
  text(null),
  text({ query }),
  text({ query, places: [] }),
  text({
    query,
    places: [
      [1, 2],
      [1, 2],
    ],
  }),
  text({ query, places: [[1, -2]] }),
  text({ query, places: [[1, 1e15]] }),
  text({ query, places: [['1', '2']] }),
  text({ query, places: [[1, 2]], more: true }),
])('what is none leads nowhere: %s', (continuation) => {
  expect(positionOf(FILTER, continuation)).toBe('unreadable');
});
