import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesQuerySchema, continuationFrom } from '../../src/http/changes-query.ts';

const place = fc.record({
  kind: fc.constantFrom('contacts' as const, 'companies' as const),
  part: fc.integer({ min: 0, max: 999_999 }),
  index: fc.integer({ min: 0, max: 999_999 }),
});

test('a query that says nothing asks for the first thousand', () => {
  expect(changesQuerySchema.parse({})).toEqual({
    limit: 1_000,
    continuation: { kind: 'companies', part: 0, index: 0 },
  });
});

test('a continuation leads to the place that it was made from', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 1_000 }), (one, limit) => {
      const query = { limit: String(limit), continuation: continuationFrom(one) };
      expect(changesQuerySchema.parse(query)).toEqual({ limit, continuation: one });
    }),
  );
  expect(continuationFrom(null)).toBeNull();
});

test('whatever was not made so is refused, and never throws', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
  const nonsense = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.anything().map(encoded),
    place.map(({ kind, part, index }) => encoded([2, kind, part, index])),
    place.map(({ kind, index }) => encoded([1, kind, -1, index])),
    place.map((one) => `${continuationFrom(one)}=`),
    place.map((one) => ` ${continuationFrom(one)}`),
  );
  fc.assert(
    fc.property(nonsense, (continuation) => {
      const { success, error } = changesQuerySchema.safeParse({ continuation });
      expect(success).toBe(false);
      expect(error?.issues).toMatchObject([{ path: ['continuation'] }]);
    }),
  );
});
