import { expect, test } from 'vitest';
import { checkSeals } from '../../src/health/checks/seals.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { soundSettings } from '../support/health-facts.ts';

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
  expect(checkSeals(settings)).toMatchObject({ name: 'seals', status });
});
