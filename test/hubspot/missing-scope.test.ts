import { expect, test } from 'vitest';
import { HubSpotError, type HubSpotErrorCode } from '../../src/hubspot/errors.ts';
import { isNotOffered } from '../../src/hubspot/missing-scope.ts';

test.each<[HubSpotErrorCode, number, string | undefined, boolean]>([
  ['forbidden', 403, 'MISSING_SCOPES', false],
  ['forbidden', 403, 'BANNED', true],
  ['not_found', 404, undefined, true],
  ['rejected', 400, 'VALIDATION_ERROR', true],
  ['unavailable', 501, undefined, true],
  ['unavailable', 503, undefined, false],
  ['unauthorized', 401, undefined, false],
])('%s, %i, %s: not offered %s', (code, status, category, wanted) => {
  expect(isNotOffered(new HubSpotError(code, 'no', { endpoint: 'GET /', status, category }))).toBe(wanted);
});

test('what HubSpot has not said says nothing of what it offers', () => {
  expect(isNotOffered(new TypeError('fetch failed'))).toBe(false);
});
