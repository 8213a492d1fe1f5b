import { expect, test } from 'vitest';
import { checkSeals } from '../../src/health/checks/seals.ts';
import { known } from '../../src/health/known.ts';
import { formatInstant } from '../../src/register/instant.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { soundFacts, soundSettings } from '../support/health-facts.ts';
import { HOUR, NOW } from '../support/sync-world.ts';

const accountOf = (name: string) =>
  `DefaultEndpointsProtocol=https;AccountName=${name};AccountKey=a2V5;EndpointSuffix=core.windows.net`;
const byIdentity = (more: Record<string, string>) =>
  readSettings({
    HUBSPOT_ACCESS_TOKEN: 'pat-eu1-this-is-secret',
    AUDIT_KEY: 'this-is-a-secret-of-more-than-32-characters',
    RegisterStorage__tableServiceUri: 'https://one.table.core.windows.net',
    RegisterStorage__queueServiceUri: 'https://one.queue.core.windows.net',
    ...more,
  });

test.each([
  ['beside the tables unless set', soundSettings({ RegisterStorage: accountOf('one') }), 'degraded'],
  [
    'in the same account',
    soundSettings({ RegisterStorage: accountOf('one'), RegisterSeals: accountOf('ONE') }),
    'degraded',
  ],
  [
    'in an account of their own',
    soundSettings({ RegisterStorage: accountOf('one'), RegisterSeals: accountOf('two') }),
    'ok',
  ],
  ['by identity, beside the tables unless set', byIdentity({}), 'degraded'],
  ['by identity, apart', byIdentity({ RegisterSeals__blobServiceUri: 'https://two.blob.core.windows.net' }), 'ok'],
  ['on an emulator', soundSettings(), 'ok'],
])('seals %s', (_where, settings, status) => {
  expect(checkSeals(soundFacts({ settings }), NOW)).toMatchObject({ name: 'seals', status });
});

test.each([
  ['seal_failed', /RegisterSeals/],
  ['seal_broken', /verify/],
] as const)('a trail that cannot be sealed is told with its age (%s)', (code, action) => {
  const unsealed = known({ since: formatInstant(NOW - 5 * HOUR), code });
  const check = checkSeals(soundFacts({ unsealed }), NOW);
  expect(check).toMatchObject({ status: 'degraded', facts: { unsealedSince: formatInstant(NOW - 5 * HOUR) } });
  expect(check.reason).toMatch(/could not be sealed since .* \(5 hours\)/);
  expect(check.action).toMatch(action);
});
