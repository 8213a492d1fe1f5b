import { expect, test } from 'vitest';
import { CLOSING_PARTS, CONTACT_PARTS, copyPartSchema, OPENING_PARTS } from '../../../src/rights/copy/parts.ts';
import { SAMPLE_COPY } from '../../support/sample-copy.ts';

test('the sample holds a part of each kind, in the order of the copy', () => {
  const kinds = [...OPENING_PARTS, ...CONTACT_PARTS, ...CLOSING_PARTS].map(({ shape }) => shape.part.value);
  expect([...new Set(SAMPLE_COPY.map(({ part }) => part))]).toEqual(kinds);
  expect(SAMPLE_COPY.map((part) => copyPartSchema.parse(part))).toEqual(SAMPLE_COPY);
});
