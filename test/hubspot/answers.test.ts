import { describe, expect, test } from 'vitest';
import {
  associationBatchSchema,
  groupsSchema,
  idSchema,
  pagingSchema,
  propertiesSchema,
  recordBatchSchema,
  recordSchema,
  subscriptionTypesSchema,
} from '../../src/hubspot/answers.ts';

describe('ids', () => {
  test.each([
    ['101', '101'],
    [101, '101'],
    ['9007199254740993', '9007199254740993'],
    ['1234567890123456789', '1234567890123456789'],
  ])('%j is %s', (given, id) => {
    expect(idSchema.parse(given)).toBe(id);
  });

  test.each(['', ' 1', '1a', '-1', '1.5', '12345678901234567890', 1.5, -1, 1e21, null, undefined, {}])(
    '%j is none',
    (given) => {
      expect(idSchema.safeParse(given).success).toBe(false);
    },
  );
});

describe('paging', () => {
  test.each([
    [undefined, undefined],
    [{}, undefined],
    [{ next: { after: '7', link: 'x' } }, '7'],
    [{ next: { after: 7 } }, '7'],
    [{ prev: { before: '1' } }, undefined],
  ])('%j leads to %s', (given, after) => {
    expect(pagingSchema.parse(given)?.next?.after).toBe(after);
  });
});

describe('records', () => {
  test('values are text or null; what else HubSpot sends is left out', () => {
    const times = { createdAt: '2020-01-01T00:00:00Z', updatedAt: '2020-01-02T00:00:00Z' };
    const record = { id: 7, properties: { a: 'x', b: null }, ...times, archived: false };
    expect(recordSchema.parse({ ...record, url: 'x' })).toEqual({ ...record, id: '7' });
  });

  test('without an id there is no record', () => {
    expect(recordSchema.safeParse({ properties: {} }).success).toBe(false);
  });

  test.each([
    [{ id: '1' }, ['its properties']],
    [{ id: '1', properties: { a: 1, b: 'x' } }, ['a']],
    [{ id: '1', properties: { a: { b: 'x' } } }, ['a']],
    [{ id: '1', properties: {}, archived: 'no' }, ['whether it is archived']],
  ])('of %j it is known what is not as documented', (given, odd) => {
    expect(recordSchema.parse(given).odd).toEqual(odd);
  });
});

describe('error entries', () => {
  test('every field is optional, ids may be numbers, free text is no category', () => {
    const errors = [
      {},
      { category: 'OBJECT_NOT_FOUND', context: { ids: [1, '2'] }, message: 'text' },
      { category: 'Aino Virtanen' },
      { category: 7 },
    ];
    expect(recordBatchSchema.parse({ results: [], errors }).errors).toEqual([
      {},
      { category: 'OBJECT_NOT_FOUND', context: { ids: ['1', '2'] } },
      {},
      {},
    ]);
  });

  test('are kept beside results', () => {
    const answer = {
      results: [{ from: { id: 1 }, to: [{ toObjectId: 2 }], paging: { next: { after: '3' } } }],
      errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND', context: { fromObjectId: ['4'] } }],
    };
    expect(associationBatchSchema.parse(answer)).toEqual({
      results: [{ from: { id: '1' }, to: [{ toObjectId: '2' }], paging: { next: { after: '3' } } }],
      errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND', context: { fromObjectId: ['4'] } }],
    });
  });
});

test.each([{}, { description: null, options: null }, { description: 'x', options: [{ value: 'a', label: 'A' }] }])(
  'a property may come with %j',
  (more) => {
    const one = { name: 'a', label: 'A', type: 'string', ...more };
    expect(propertiesSchema.parse({ results: [one] }).results).toEqual([one]);
  },
);

test.each([
  [{}, true],
  [{ status: 'COMPLETE', numErrors: 0, errors: [] }, true],
  [{ paging: { next: { after: '500' } } }, false],
  [{ status: 'PROCESSING' }, false],
  [{ numErrors: 1 }, false],
  [{ errors: [{ category: 'INTERNAL_ERROR' }] }, false],
])('a list without pages that says %j holds everything: %s', (said, isWhole) => {
  for (const schema of [propertiesSchema, groupsSchema, subscriptionTypesSchema])
    expect(schema.safeParse({ results: [], ...said }).success).toBe(isWhole);
});
