import { expect, test } from 'vitest';
import { AuditKey } from '../../../src/audit/key.ts';
import { continuationOf, positionOf } from '../../../src/audit/query/continuation.ts';

const KEY = new AuditKey('a key');
const FILTER = { subject: 'contact:101', from: 5 };
const POSITION = [{ first: 3, last: 42 }];
const text = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
const genuine = JSON.parse(Buffer.from(continuationOf(FILTER, POSITION, KEY), 'base64url').toString());
const { query, mac } = genuine;
const signed = (content: { query: string; places: number[][] }) => ({
  ...content,
  mac: KEY.macOf('continuation', content),
});

test('a continuation leads to where it was made, in the same query', () => {
  const continuation = continuationOf(FILTER, POSITION, KEY);
  expect(continuation).toMatch(/^[\w-]+$/);
  expect(positionOf(FILTER, continuation, KEY)).toEqual(POSITION);
  expect(positionOf({ ...FILTER, runId: undefined }, continuation, KEY)).toEqual(POSITION);
});

test.each([{ from: 5 }, { subject: 'contact:101' }, { ...FILTER, to: 5 }, { ...FILTER, runId: 'r' }, { to: 5 }])(
  'it belongs to no other query: %j',
  (filter) => {
    expect(positionOf(filter, continuationOf(FILTER, POSITION, KEY), KEY)).toBe('of_another_query');
  },
);

test.each([
  '',
  'not base64!',
  text(null),
  text({ query, mac }),
  text({ query, places: [[3, 42]] }),
  text({ ...genuine, places: [[1, 999_999_999_999]] }),
  text({ ...genuine, more: true }),
  text({ ...genuine, mac: 'x' }),
  text(signed({ query, places: [] })),
  text(
    signed({
      query,
      places: [
        [1, 2],
        [1, 2],
      ],
    }),
  ),
  text(signed({ query, places: [[1, -2]] })),
  text(signed({ query, places: [[1, 1e15]] })),
  continuationOf(FILTER, POSITION, new AuditKey('another key')),
])('what is none leads nowhere: %s', (continuation) => {
  expect(positionOf(FILTER, continuation, KEY)).toBe('unreadable');
});
