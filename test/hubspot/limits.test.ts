import { expect, test } from 'vitest';
import { limitOf } from '../../src/hubspot/limits.ts';
import { pathsOf } from '../../src/hubspot/version.ts';

const paths = pathsOf('2026-09');

test.each([
  [paths.objects('contacts'), 'ten_secondly'],
  [paths.object('contacts', '101'), 'ten_secondly'],
  [paths.objectBatch('contacts', 'read'), 'ten_secondly'],
  [paths.objectBatch('contacts', 'update'), 'ten_secondly'],
  [paths.properties('contacts'), 'ten_secondly'],
  [paths.propertiesBatchCreate('contacts'), 'ten_secondly'],
  [paths.groups('contacts'), 'ten_secondly'],
  [paths.accountDetails(), 'ten_secondly'],
  [paths.associationsBatchRead('contacts', 'calls'), 'associations'],
  [`${paths.objects('contacts')}/search`, 'search'],
])('%s counts against %s', (path, limit) => {
  expect(limitOf(path)).toBe(limit);
});
