import { expect, test } from 'vitest';
import { RECORD_KINDS, recordOf, subjectOf } from '../../src/register/record.ts';

test('the subject of a record names it and leads back to it', () => {
  expect(subjectOf({ kind: 'contacts', id: '101' })).toBe('contact:101');
  expect(subjectOf({ kind: 'companies', id: '201' })).toBe('company:201');
  for (const kind of RECORD_KINDS) expect(recordOf(subjectOf({ kind, id: '7' }))).toEqual({ kind, id: '7' });
});

test.each([
  'run:20261123T080000123Z-1f2e3d4c',
  'function:run',
  'audit:chain-1',
  'contacts:101',
  'contact',
  'contact:',
  '',
])('no record is the subject %j', (subject) => {
  expect(recordOf(subject)).toBeUndefined();
});
